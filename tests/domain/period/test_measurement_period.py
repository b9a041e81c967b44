"""Measurement periods: they follow each other without gaps, and know their days."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.period.length import (
    FiscalLength,
    PeriodLength,
    PeriodRule,
    RollingMonths,
    YearStart,
)
from concord.domain.period.measurement_period import (
    MeasurementPeriod,
    is_plausible,
    period_range,
)
from concord.domain.period.months import add_months
from tests.builders_period import DAYS, PERIODS, ROLLING, RULES, SEAMLESS

DAY = timedelta(days=1)


@given(DAYS, RULES)
def test_a_day_lies_in_the_period_that_contains_it(day: date, length: PeriodRule) -> None:
    period = MeasurementPeriod.containing(day, length)
    assert day in period
    assert period.length == length


@given(DAYS, SEAMLESS)
def test_a_day_lies_in_one_calendar_or_fiscal_period(day: date, length: PeriodRule) -> None:
    period = MeasurementPeriod.containing(day, length)
    assert day not in period.next()
    assert day not in period.previous()
    assert {MeasurementPeriod.containing(d, length) for d in (period.start, period.end)} == {
        period
    }


@given(DAYS, SEAMLESS)
def test_calendar_and_fiscal_periods_follow_each_other_without_a_gap(
    day: date, length: PeriodRule
) -> None:
    period = MeasurementPeriod.containing(day, length)
    assert period.next().start == period.end + DAY
    assert period.fresh_from == period.start
    assert not period.overlaps(period.next())


@given(DAYS, ROLLING)
def test_rolling_periods_move_by_a_month(day: date, length: RollingMonths) -> None:
    period = MeasurementPeriod.containing(day, length)
    assert period.next().start == add_months(period.start, 1)
    assert period.next().fresh_from == period.end + DAY
    assert (period.start.day, (period.end + DAY).day) == (1, 1)
    assert period.overlaps(period.next())
    assert MeasurementPeriod.containing(period.end, length) == period
    months = {(d.year, d.month) for d in period.days()}
    assert len(months) == length.months


@given(PERIODS)
def test_next_and_previous_lead_back(period: MeasurementPeriod) -> None:
    assert period.next().previous() == period
    assert period.previous().next() == period
    assert period.previous() < period < period.next()
    assert period.overlaps(period)


@given(PERIODS)
def test_the_days_of_a_period_are_all_from_its_first_to_its_last(
    period: MeasurementPeriod,
) -> None:
    days = period.days()
    assert (days[0], days[-1]) == (period.start, period.end)
    assert all(after - before == DAY for before, after in pairwise(days))
    assert all(day in period for day in days)
    assert period.start - DAY not in period
    assert period.end + DAY not in period


@given(DAYS, RULES)
def test_the_period_before_a_day_is_the_last_that_is_over_on_it(
    day: date, length: PeriodRule
) -> None:
    before = MeasurementPeriod.before(day, length)
    assert before.end < day
    assert day in before.next()
    assert before.next().end >= day


@given(st.lists(PERIODS, max_size=8))
def test_periods_of_all_kinds_have_one_order(periods: list[MeasurementPeriod]) -> None:
    ordered, backwards = sorted(periods), periods[::-1]
    backwards.sort()
    assert ordered == backwards
    assert [p.start for p in ordered] == sorted(p.start for p in periods)
    assert all((a == b) is (not a < b and not b < a) for a in periods for b in periods)


@given(PERIODS)
def test_equal_periods_are_one_key(period: MeasurementPeriod) -> None:
    twin = MeasurementPeriod(start=period.start, length=period.length)
    assert {period: "found"}[twin] == "found"


def test_the_same_days_under_another_year_are_another_period() -> None:
    rules = [
        FiscalLength(length=PeriodLength.QUARTER, year_start=YearStart(month=month, day=1))
        for month in (4, 7)
    ]
    april, july = (MeasurementPeriod.containing(date(2026, 7, 1), rule) for rule in rules)
    assert (str(april), str(july)) == ("FY2026-Q2", "FY2026-Q1")
    assert (april.start, april.end) == (july.start, july.end)
    assert april != july
    assert sorted([july, april]) == [april, july]


@pytest.mark.parametrize(
    ("day", "start"),
    [
        (date(2026, 4, 5), date(2026, 1, 6)),
        (date(2026, 4, 6), date(2026, 4, 6)),
        (date(2026, 12, 31), date(2026, 10, 6)),
        (date(2027, 1, 5), date(2026, 10, 6)),
    ],
)
def test_a_fiscal_quarter_changes_on_the_years_own_day(day: date, start: date) -> None:
    tax = FiscalLength(length=PeriodLength.QUARTER, year_start=YearStart(month=4, day=6))
    assert MeasurementPeriod.containing(day, tax).start == start


@pytest.mark.parametrize(
    ("month", "days"), [("2028-02/P2M", 60), ("2027-02/P2M", 59), ("2028-02/P12M", 366)]
)
def test_a_leap_day_counts(month: str, days: int) -> None:
    assert len(MeasurementPeriod.parse(month).days()) == days


@pytest.mark.parametrize("text", ["9999-12", "9999-Q4", "9999-H2", "9999", "9999-12-31"])
def test_the_calendars_last_periods_have_an_end_and_no_next(text: str) -> None:
    period = MeasurementPeriod.parse(text)
    assert period.end == date.max
    with pytest.raises((ValueError, OverflowError)):
        period.next()


def test_a_month_overlaps_its_quarter() -> None:
    month, quarter = MeasurementPeriod.parse("2026-10"), MeasurementPeriod.parse("2026-Q4")
    assert month.overlaps(quarter)
    assert not MeasurementPeriod.parse("2026-09").overlaps(quarter)


def test_a_range_holds_both_ends() -> None:
    first, last = MeasurementPeriod.parse("2025-11"), MeasurementPeriod.parse("2026-02")
    assert [str(p) for p in period_range(first, last)] == [
        "2025-11",
        "2025-12",
        "2026-01",
        "2026-02",
    ]
    assert period_range(last, first) == ()


def test_a_range_of_rolling_periods_has_one_a_month() -> None:
    first, last = MeasurementPeriod.parse("2026-09/P3M"), MeasurementPeriod.parse("2026-11/P3M")
    assert list(map(str, period_range(first, last))) == [
        "2026-09/P3M",
        "2026-10/P3M",
        "2026-11/P3M",
    ]


@pytest.mark.parametrize(
    ("year", "plausible"), [(1899, False), (1900, True), (2999, True), (3000, False)]
)
def test_deliveries_are_not_of_far_off_years(year: int, plausible: object) -> None:
    assert is_plausible(date(year, 6, 1)) is plausible
