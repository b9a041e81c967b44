"""A cell by its column's rules: a value, nothing, or what is wrong."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from concord.domain.reading.cells import expected_in, value_in
from concord.domain.reading.problem import BadCellError
from concord.domain.source import Column, ColumnType, TextFormat
from tests.builders import column
from tests.reading_tables import BROKEN, cell, rule_of, source

ZERO = date(1899, 12, 30)
TEXT = column("id", ColumnType.TEXT)
SITE = column("site", ColumnType.TEXT, one_of=("manila", "cebu"))
SOURCE = source(text=TextFormat(null_tokens=("n/a", "-")))


def value(raw: object, asked: Column, notes: list[str] | None = None) -> object:
    heard = [] if notes is None else notes
    return value_in(cell(raw), asked, SOURCE, ZERO, lambda rule, _: heard.append(rule))


@pytest.mark.parametrize(
    ("raw", "kind", "read"),
    [
        ("2026-10-31", ColumnType.DATE, date(2026, 10, 31)),
        ("2026-10-31 08:00", ColumnType.TIMESTAMP, datetime(2026, 10, 31, 8)),  # noqa: DTZ001 - wall clock
        (" A-1 ", ColumnType.TEXT, "A-1"),
        (410, ColumnType.COUNT, Decimal(410)),
        ("0.5", ColumnType.NUMBER, Decimal("0.5")),
        ("95 %", ColumnType.PERCENT, Decimal(95)),
        ("0:01:00", ColumnType.DURATION, Decimal(60)),
    ],
)
def test_every_type(raw: object, kind: ColumnType, read: object) -> None:
    assert value(raw, column("x", kind)) == read


@pytest.mark.parametrize(
    ("raw", "asked", "rule"),
    [
        (None, column("n"), "empty-cell"),
        ("n/a", column("n"), "missing-value"),
        ("#DIV/0!", column("n"), "formula-error"),
        ("#N/A", TEXT, "formula-error"),
        (BROKEN, column("n"), "formula-without-value"),
        (True, column("n"), "boolean"),
        (True, TEXT, "boolean"),
        ("\u202e59.99", column("n", ColumnType.NUMBER), "bidi-control"),
        ("manilla", SITE, "not-one-of"),
        ("tokyo", SITE, "not-one-of"),
        ("GrÃ¼ÃŸe", TEXT, "mojibake"),
        (Decimal("1.5"), TEXT, "not-text"),
        (Decimal(1234567890123456), TEXT, "not-text"),
        (datetime(2026, 3, 1), TEXT, "not-text"),  # noqa: DTZ001 - cells have no zone
    ],
)
def test_what_is_wrong_is_told_by_its_rule(raw: object, asked: Column, rule: str) -> None:
    with pytest.raises(BadCellError) as caught:
        value(raw, asked)
    assert rule_of(caught.value) == rule


@pytest.mark.parametrize("raw", [None, "n/a", " - "])
def test_an_optional_cell_may_be_empty_or_say_so(raw: object) -> None:
    assert value(raw, column("csat", required=False)) is None


def test_the_nearest_declared_value_is_named_and_not_taken() -> None:
    with pytest.raises(BadCellError) as caught:
        value("Manilla", SITE)
    assert "do you mean 'manila'" in caught.value.problem.says


def test_a_number_as_an_id_is_taken_and_remarked() -> None:
    notes: list[str] = []
    assert value(42, TEXT, notes) == "42"
    assert value("A\u200b1", TEXT, notes) == "A1"
    assert notes == ["number-as-text", "invisible-characters"]


@pytest.mark.parametrize("kind", list(ColumnType))
def test_every_type_says_what_it_asks_for(kind: ColumnType) -> None:
    assert expected_in(column("x", kind)).startswith("a ")
    assert expected_in(SITE) == "one of manila, cebu"


@pytest.mark.parametrize("raw", ["", "  ", "\u00a0", "\u200b", "\x00"])
@pytest.mark.parametrize("kind", list(ColumnType))
def test_a_cell_that_shows_nothing_is_empty(raw: str, kind: ColumnType) -> None:
    assert value(raw, column("x", kind, required=False)) is None
    with pytest.raises(BadCellError, match="empty-cell"):
        value(raw, column("x", kind))


def test_an_id_of_fifteen_digits_is_still_what_was_typed() -> None:
    assert value(Decimal(123456789012345), TEXT) == "123456789012345"


@pytest.mark.parametrize("control", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
@pytest.mark.parametrize("kind", list(ColumnType))
def test_what_reverses_the_reading_is_taken_by_no_column(control: str, kind: ColumnType) -> None:
    with pytest.raises(BadCellError, match="bidi-control"):
        value(f"95{control}", column("x", kind))
