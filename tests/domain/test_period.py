"""Measurement periods: they follow each other without gaps, and keep their spelling."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.period import MeasurementPeriod, PeriodLength, add_months, period_range

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31))
LENGTHS = st.sampled_from(PeriodLength)
PERIODS = st.builds(MeasurementPeriod.containing, DAYS, LENGTHS)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026-10-31", date(2026, 10, 31), date(2026, 10, 31)),
        ("2026-W01", date(2025, 12, 29), date(2026, 1, 4)),
        ("2026-W53", date(2026, 12, 28), date(2027, 1, 3)),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026-H2", date(2026, 7, 1), date(2026, 12, 31)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_each_spelling_is_a_period_with_its_bounds(text: str, start: date, end: date) -> None:
    period = MeasurementPeriod.parse(text)
    assert (period.start, period.end, str(period)) == (start, end, text)
    assert period.days()[0] == start
    assert period.days()[-1] == end


@pytest.mark.parametrize(
    "text",
    ["", "2026-13", "2026-00", "2026-Q5", "2026-H3", "2025-W53", "26-10", "2026-2-1", "0000"],
)
def test_what_is_no_period_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        MeasurementPeriod.parse(text)


@given(PERIODS)
def test_a_period_survives_being_written(period: MeasurementPeriod) -> None:
    assert MeasurementPeriod.parse(str(period)) == period


@given(DAYS, LENGTHS)
def test_a_day_lies_in_one_period_of_each_length(day: date, length: PeriodLength) -> None:
    period = MeasurementPeriod.containing(day, length)
    assert day in period
    assert day not in period.next()
    assert day not in period.previous()
    assert len(period.days()) == (period.end - period.start).days + 1


@given(PERIODS)
def test_periods_follow_each_other_without_a_gap(period: MeasurementPeriod) -> None:
    assert period.next().start == period.end + timedelta(days=1)
    assert period.next().previous() == period
    assert not period.overlaps(period.next())
    assert period.overlaps(period)


@given(DAYS, LENGTHS)
def test_the_period_before_a_day_is_over_on_it(day: date, length: PeriodLength) -> None:
    before = MeasurementPeriod.before(day, length)
    assert before.end < day
    assert day in before.next()


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


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 5, 31), -3, date(2026, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 1, 31), 12, date(2027, 1, 31)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
    ],
)
def test_months_clamp_at_the_months_end(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected
