"""Rows that stand twice are counted once where a key tells, and else judged by a person."""

import pytest

from concord.domain.reading.delivery import Delivery
from concord.domain.source import ColumnType
from concord.domain.submission import Verdict
from tests.builders import column
from tests.reading_tables import OCTOBER, delivery, read, row, source, table

FIRST = row(2, "2026-10-01", "manila", 500, 410)


def test_an_exact_repeat_under_a_key_counts_once() -> None:
    made = delivery(FIRST, row(3, "2026-10-01", "manila", 500, 410))
    rows, rules = read(made)
    assert (len(rows), rules) == (1, ["duplicate-row"])
    assert made.result().verdict is Verdict.ACCEPTED_WITH_WARNINGS


def test_two_figures_under_one_key_wait_for_a_person() -> None:
    made = delivery(FIRST, row(3, "2026-10-01", "manila", 500, 400))
    assert read(made)[1] == ["duplicate-key"]
    assert made.result().verdict is Verdict.QUARANTINED


def test_without_a_key_a_repeat_waits_for_a_person() -> None:
    made = delivery(FIRST, row(3, "2026-10-01", "manila", 500, 410), key=())
    rows, rules = read(made)
    assert (len(rows), rules) == (2, ["duplicate-row"])
    assert made.result().verdict is Verdict.QUARANTINED


def test_rows_whose_key_cannot_be_read_are_no_repeats() -> None:
    made = delivery(row(2, "?", "manila", 5, 4), row(3, "?", "manila", 5, 4))
    assert read(made)[1] == ["not-a-date", "not-a-date"]


RATES = (
    column("date", ColumnType.DATE, headers=("Date",)),
    column("rate", ColumnType.NUMBER, headers=("Rate",)),
)


def rates(first: object, second: object, *key: str) -> list[str]:
    """Return the rules broken by two rows of one day with these rates."""
    rows = (row(1, "Date", "Rate"), row(2, "2026-10-01", first), row(3, "2026-10-01", second))
    asked = source(columns=RATES, key=key)
    return read(Delivery(table=table(*rows), source=asked, named=OCTOBER))[1]


@pytest.mark.parametrize(("first", "second"), [(95, "95.0"), ("1.50", "1.5"), ("0", "-0")])
@pytest.mark.parametrize("key", [(), ("date",)])
def test_equal_figures_repeat_however_they_are_written(
    first: object, second: object, key: tuple[str, ...]
) -> None:
    assert rates(first, second, *key) == ["duplicate-row"]


def test_figures_that_differ_in_the_last_place_differ() -> None:
    close = ("123456789012345678.000000000001", "123456789012345678.000000000002")
    assert rates(*close) == []
    assert rates(*close, "date") == ["duplicate-key"]


def test_rows_that_cannot_be_read_are_not_said_to_be_the_same() -> None:
    assert rates("x", "y") == ["not-a-number", "not-a-number"]
