"""Rows lie in the period that the file is named for, or in one of their own."""

import pytest

from concord.domain.period import MeasurementPeriod
from tests.reading_tables import OCTOBER, delivery, read, row

NOVEMBER = MeasurementPeriod.parse("2026-11")
IN_OCTOBER = row(2, "2026-10-05", "manila", 500, 410)


def test_rows_of_another_month_wait_for_a_person() -> None:
    made = delivery(IN_OCTOBER, row(3, "2026-11-01", "manila", 1, 1))
    assert read(made)[1] == ["outside-period"]
    (finding,) = made.result().findings
    assert (finding.where, made.result().period) == ("Daily!3", OCTOBER)


def test_without_a_named_period_the_rows_tell_theirs() -> None:
    made = delivery(IN_OCTOBER, named=None)
    assert read(made)[1] == []
    assert made.result().period == OCTOBER


def test_without_a_named_period_several_are_too_many() -> None:
    days = ("2026-10-05", *(f"20{year:02d}-01-01" for year in range(10, 18)))
    made = delivery(*(row(i, day, "manila", 1, 1) for i, day in enumerate(days, 2)), named=None)
    assert read(made)[1] == ["outside-period"]
    assert "…" in made.result().findings[0].found


def test_when_neither_name_nor_rows_tell_a_period_it_is_unknown() -> None:
    made = delivery(row(2, "?", "manila", 1, 1), named=None)
    assert read(made)[1] == ["not-a-date", "period-unknown"]


def test_rows_without_a_day_lie_in_the_named_period() -> None:
    made = delivery(IN_OCTOBER, day_column=None)
    assert read(made)[1] == []


@pytest.mark.parametrize(("others", "cut"), [(6, False), (7, True)])
def test_six_other_periods_are_named(others: int, cut: bool) -> None:  # noqa: FBT001 - a table
    days = [f"20{year}-01-01" for year in range(10, 10 + others)]
    made = delivery(IN_OCTOBER, *(row(n, day, "manila", 1, 1) for n, day in enumerate(days, 3)))
    read(made)
    (finding,) = made.result().findings
    assert finding.found.endswith("…") is cut
    assert "The file is named for 2026-10" in finding.message


@pytest.mark.parametrize(
    ("day", "rules"),
    [
        ("2026-09-30", ["outside-period"]),
        ("2026-10-01", []),
        ("2026-10-31", []),
        ("2026-11-01", ["outside-period"]),
    ],
)
def test_a_period_ends_with_its_last_day(day: str, rules: list[str]) -> None:
    assert read(delivery(row(2, day, "manila", 1, 1)))[1] == rules


def test_other_periods_are_told_in_their_order_from_their_first_row() -> None:
    days = ("2026-12-01", "2026-11-01", "2026-12-02", "2026-11-02")
    made = delivery(IN_OCTOBER, *(row(n, day, "manila", 1, 1) for n, day in enumerate(days, 3)))
    read(made)
    (finding,) = made.result().findings
    assert finding.where == "Daily!3"
    assert finding.found == "2026-11 (2 rows), 2026-12 (2 rows)"


@pytest.mark.parametrize(
    ("days", "rule"),
    [
        (("2022-09-30", "2022-10-30"), "date-system"),
        (("2030-10-02", "2030-11-01"), "date-system"),
        (("2022-09-29", "2022-10-01"), "outside-period"),
        (("2022-10-01", "2022-10-31"), "outside-period"),
        (("2026-10-01", "2022-10-01"), "outside-period"),
    ],
)
def test_days_of_the_other_date_system_are_told(days: tuple[str, ...], rule: str) -> None:
    made = delivery(*(row(n, day, "manila", 1, 1) for n, day in enumerate(days, 2)))
    assert read(made)[1] == [rule]
