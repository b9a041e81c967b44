"""A printed figure that its row's counts do not come to is told, and nothing is lost by it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from concord.domain.finding import Severity
from concord.domain.printed_ratio import ColumnSum, PrintedRatio
from concord.domain.reading.delivery import Delivery
from concord.domain.reading.printed import unlike_counts
from concord.domain.reading.rows import ObservedRow
from concord.domain.source import ColumnType, Source
from concord.domain.submission import ReadResult
from tests.builders import column
from tests.reading_tables import OCTOBER, cell, row, source, table

SHARE = column(
    "share",
    ColumnType.PERCENT,
    headers=("SL %",),
    required=False,
    prints=PrintedRatio(
        part=ColumnSum(plus=("answered",)), whole=ColumnSum(plus=("offered",)), times_100=True
    ),
)
PRINTING = source(columns=(*source().columns, SHARE))


def read(of: Source, *values: object) -> tuple[list[ObservedRow], ReadResult]:
    """Return what comes of a sheet with one row."""
    sheet = table(HEADER, row(2, *values))
    made = Delivery(table=sheet, source=of, named=OCTOBER)
    return list(made.rows()), made.result()


HEADER = row(1, "Date", "Site", "Offered", "Answered", "SL %")


def test_the_finding_has_both_figures_and_says_which_is_used() -> None:
    ratio = SHARE.prints or PrintedRatio(part=ColumnSum(plus=()), whole=ColumnSum(plus=("",)))
    values = {"answered": Decimal(860), "offered": Decimal(1060)}
    found = unlike_counts("82 %", SHARE, ratio, values).at("Daily!E2", "The counts are used.")
    assert (found.severity, found.rule, found.where) == (
        *(Severity.WARNING, "printed-differs"),
        "Daily!E2",
    )
    assert found.expected == "81.1320754716981 %, from the counts of the row"
    assert found.message == (
        "The sheet prints '82 %' under 'SL %', and the counts of the row come to "
        "81.1320754716981 %. Please check which of them is right. The counts are used."
    )


def test_a_ratio_that_is_no_percentage_has_no_sign() -> None:
    ratio = PrintedRatio(part=ColumnSum(plus=("offered",)), whole=ColumnSum(plus=("answered",)))
    values = {"answered": Decimal(4), "offered": Decimal(5)}
    assert unlike_counts("2", SHARE, ratio, values).expected == "1.25, from the counts of the row"


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        (cell(Decimal("81.13")), False),
        (cell(Decimal("0.8113"), "0.00%"), False),
        (cell(Decimal("81.0")), False),
        (cell(Decimal("81.2")), True),
        (cell("81.1 %"), False),
        (cell("81.0 %"), True),
        (cell(), False),
        (cell("?"), False),
    ],
)
def test_a_row_is_used_whatever_its_sheet_prints(
    printed: object,
    told: bool,  # noqa: FBT001 - a column of the table
) -> None:
    rows, result = read(PRINTING, "2026-10-01", "manila", 1060, 860, printed)
    found = [f.where for f in result.findings if f.rule == "printed-differs"]
    assert found == (["Daily!E2"] if told else [])
    assert rows[0].is_valid is (printed != cell("?"))


def test_counts_that_cannot_be_read_are_told_alone() -> None:
    _, result = read(PRINTING, "2026-10-01", "manila", "x", 860, 99)
    assert [f.rule for f in result.findings if f.severity is Severity.ERROR] == ["not-a-number"]
    assert "printed-differs" not in {f.rule for f in result.findings}


def test_no_volume_has_no_share() -> None:
    _, result = read(PRINTING, "2026-10-01", "manila", 0, 0, 100)
    assert "printed-differs" not in {f.rule for f in result.findings}


def test_the_columns_may_be_optional() -> None:
    optional = replace(
        PRINTING,
        columns=tuple(replace(c, required=False) for c in PRINTING.columns),
    )
    _, result = read(optional, "2026-10-01", "manila", None, 860, 99)
    assert "printed-differs" not in {f.rule for f in result.findings}
