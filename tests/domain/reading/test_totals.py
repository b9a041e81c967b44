"""Totals rows are no deliveries; they are held against the rows above."""

import pytest

from tests.builders import column
from tests.reading_tables import delivery, read, row, source

MONDAY = row(2, "2026-10-05", "manila", 500, 410)
TUESDAY = row(3, "2026-10-06", "manila", 300, 290)
NAMES = ("Total", "Subtotal")


@pytest.mark.parametrize(
    ("total", "rules"),
    [
        (row(4, "TOTAL", None, 800, 700), []),
        (row(4, "Total", None, 801, 700), ["totals-mismatch"]),
        (row(4, "Total", None, None, 700), []),
        (row(4, "Total", None, "eight", 700), []),
    ],
)
def test_a_total_is_compared_and_not_counted(total: object, rules: list[str]) -> None:
    made = delivery(MONDAY, TUESDAY, total, totals_rows=NAMES)  # type: ignore[arg-type] # a row
    rows, found = read(made)
    assert (len(rows), found) == (2, rules)


def test_subtotals_are_of_the_rows_since_the_last_one() -> None:
    made = delivery(
        MONDAY,
        row(3, "Subtotal", None, 500, 410),
        row(4, "2026-10-06", "manila", 300, 290),
        row(5, "Subtotal", None, 300, 290),
        row(6, "Total", None, 800, 700),
        totals_rows=NAMES,
    )
    assert read(made)[1] == []


def test_a_sum_with_an_unreadable_part_is_not_compared() -> None:
    made = delivery(
        MONDAY,
        row(3, "2026-10-06", "manila", "?", 1),
        row(4, "Total", None, 9, 411),
        totals_rows=NAMES,
    )
    assert read(made)[1] == ["not-a-number"]


def test_an_optional_empty_count_adds_nothing() -> None:
    columns = (*source().columns[:3], column("answered", headers=("Answered",), required=False))
    made = delivery(
        MONDAY,
        row(3, "2026-10-06", "manila", 300, None),
        row(4, "Total", None, 800, 410),
        columns=columns,
        totals_rows=NAMES,
    )
    assert read(made)[1] == []


def test_without_declared_names_nothing_is_a_total() -> None:
    made = delivery(MONDAY, row(3, "Total", None, 500, 410))
    assert "not-a-date" in read(made)[1]


def test_an_optional_count_that_cannot_be_read_is_no_wrong_total() -> None:
    columns = (*source().columns[:3], column("answered", headers=("Answered",), required=False))
    made = delivery(
        MONDAY,
        row(3, "2026-10-06", "manila", 300, "?"),
        row(4, "Total", None, 800, 700),
        columns=columns,
        totals_rows=NAMES,
    )
    assert read(made)[1] == ["not-a-number"]
