"""Evidence: what newer files replaced, and why a row was left out."""

import pytest

from concord.domain.evidence import EvidenceRow, findings_on, superseded_cells
from concord.domain.finding import Finding, Severity
from concord.domain.kpi import TOTAL, Dimension
from concord.domain.submission import ChangedCell, Restatement
from tests.builders import at_site, period, source


def restatement(key: str, column: str = "answered", source_id: str = "daily_ops") -> Restatement:
    return Restatement(
        partner="northwind",
        source=source_id,
        period=period(),
        from_sha256="older",
        to_sha256="newer",
        added=0,
        removed=0,
        changed=(ChangedCell(key=key, column=column, old="8", new="9"),),
    )


def found(given: Restatement, asked: str = "2026-10", dimension: Dimension = TOTAL) -> list[str]:
    cells = superseded_cells(source(), [given], ["answered"], period(asked), dimension)
    return [f"{cell.key} {cell.old} {cell.new}" for cell in cells]


OWN = restatement("2026-10-07|manila")


def test_a_replaced_value_names_both_files() -> None:
    (cell,) = superseded_cells(source(), [OWN], ["answered"], period(), TOTAL)
    assert (cell.old, cell.new) == ("8", "9")
    assert (cell.from_sha256, cell.to_sha256) == ("older", "newer")


@pytest.mark.parametrize(
    ("given", "asked", "dimension", "is_among"),
    [
        (OWN, "2026-10", at_site("manila"), True),
        (OWN, "2026-10", at_site("cebu"), False),
        (OWN, "2026-W41", TOTAL, True),
        (OWN, "2026-W42", TOTAL, False),
        (OWN, "2026-11", TOTAL, False),
        (restatement("2026-10-07|manila", column="offered"), "2026-10", TOTAL, False),
        (restatement("2026-10-07|manila", source_id="other"), "2026-10", TOTAL, False),
        (restatement("a key | of | other parts"), "2026-10", at_site("cebu"), True),
        (restatement("2026-10-07|manila"), "2026-10", (("team", "a"),), True),
    ],
)
def test_only_what_may_belong_to_the_figure_is_among_them(
    given: Restatement, asked: str, dimension: Dimension, *, is_among: bool
) -> None:
    assert bool(found(given, asked, dimension)) is is_among


def test_rows_without_a_day_are_told_by_their_file() -> None:
    by_file = source(day_column=None, key=("site",))
    cells = superseded_cells(by_file, [restatement("cebu")], ["answered"], period(), TOTAL)
    assert [cell.key for cell in cells] == ["cebu"]


@pytest.mark.parametrize(
    ("where", "is_on"),
    [
        ("Daily!D17", True),
        ("Daily!17", True),
        ("line 17", True),
        ("Daily!D117", False),
        ("Daily!D18", False),
        ("Daily", False),
        ("Sheet 17", False),
        ("", False),
    ],
)
def test_a_finding_is_on_the_row_that_its_place_names(where: str, *, is_on: bool) -> None:
    row = EvidenceRow(sha256="a", sheet="Daily", row=17, counted=False, values=())
    finding = Finding(
        severity=Severity.ERROR, rule="x", where=where, found="", expected="", message=""
    )
    assert findings_on(row, [finding]) == ((finding,) if is_on else ())
