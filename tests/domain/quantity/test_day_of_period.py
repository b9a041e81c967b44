"""Days counted from a period's beginning, which is the day after the last one's end."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.business_calendar import BusinessCalendar
from concord.domain.quantity import DayOfPeriod, QuantityError, parse_day_of_period
from tests.builders_quantity import WEEKENDS, calendars, days

DAYS_OF_PERIOD = st.builds(DayOfPeriod, number=st.integers(1, 999), business=st.booleans())


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("6th business day", date(2026, 11, 9)),
        ("1st business day", date(2026, 11, 2)),
        ("10th day", date(2026, 11, 10)),
        ("1st day", date(2026, 11, 1)),
        ("22nd day", date(2026, 11, 22)),
        ("23rd day", date(2026, 11, 23)),
    ],
)
def test_a_day_of_the_period_is_counted_from_its_first(text: str, day: date) -> None:
    assert parse_day_of_period(text).day(date(2026, 10, 31), WEEKENDS) == day


@pytest.mark.parametrize(
    "text",
    [
        "sixth day",
        "6 day",
        "6th",
        "6th days",
        "day 6",
        "0th day",
        "06th day",
        "-1st day",
        "1000th day",
        "1th day",
        "2st day",
        "3th day",
        "11st day",
        "12nd day",
        "13rd day",
        "112nd day",
        "21th day",
        "6th calendar day",
        "6th  day",
        "6 th day",
        "6TH day",
        "\N{ARABIC-INDIC DIGIT SIX}th day",
        "last day",
    ],
)
def test_a_doubtful_one_is_an_error(text: str) -> None:
    with pytest.raises(QuantityError, match="such as 6th business day or 10th day"):
        parse_day_of_period(text)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "1st day"),
        (2, "2nd day"),
        (3, "3rd day"),
        (4, "4th day"),
        (11, "11th day"),
        (12, "12th day"),
        (13, "13th day"),
        (21, "21st day"),
        (111, "111th day"),
    ],
)
def test_it_is_written_as_it_is_said(number: int, words: str) -> None:
    assert str(DayOfPeriod(number=number, business=False)) == words


@given(DAYS_OF_PERIOD)
def test_it_survives_being_written(day: DayOfPeriod) -> None:
    assert parse_day_of_period(str(day)) == day


@given(DAYS_OF_PERIOD, days(), calendars())
def test_business_days_are_business_days_and_take_no_less_time(
    day: DayOfPeriod, end: date, calendar: BusinessCalendar
) -> None:
    found = day.day(end, calendar)
    assert found >= end + timedelta(days=day.number)
    assert calendar.is_business_day(found) or not day.business
