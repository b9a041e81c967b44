"""What comes round: its dates, counted from a start, and its words."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.business_calendar import BusinessCalendar
from concord.domain.quantity import (
    CALENDAR_START,
    DayOfPeriod,
    QuantityError,
    Recurrence,
    Span,
    SpanUnit,
    parse_recurrence,
)
from tests.builders_quantity import WEEKENDS, calendars, days, slips

NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
TIMES = st.none() | st.builds(time, st.integers(0, 23), st.integers(0, 59))


@st.composite
def recurrences(draw: st.DrawFn) -> Recurrence:
    unit = draw(st.sampled_from(SpanUnit))
    count = 1 if unit is SpanUnit.BUSINESS_DAY else draw(st.integers(1, 30))
    on: int | DayOfPeriod | None = None
    if unit is SpanUnit.WEEK:
        on = draw(st.none() | st.integers(0, 6))
    elif unit in {SpanUnit.MONTH, SpanUnit.YEAR}:
        numbers = st.integers(1, 15)
        on = draw(st.none() | st.builds(DayOfPeriod, number=numbers, business=st.booleans()))
    return Recurrence(every=Span(count=count, unit=unit), on=on, at=draw(TIMES))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("day at 09:15", "day 09:15"),
        ("day 9:15", "day 09:15"),
        ("1 day", "day"),
        ("14 days", "14 days"),
        ("business day 09:15", "business day 09:15"),
        ("week on Tuesday 10:00", "week on Tuesday 10:00"),
        ("week on tue at 10:00", "week on Tuesday 10:00"),
        ("1 week", "week"),
        ("2 weeks on Tuesday 10:00", "2 weeks on Tuesday 10:00"),
        ("month on 3rd business day 14:00", "month on 3rd business day 14:00"),
        ("month on 28th day", "month on 28th day"),
        ("month", "month"),
        ("quarter", "quarter"),
        ("3 months", "quarter"),
        ("quarter on 15th business day", "quarter on 15th business day"),
        ("quarter on 84th day", "quarter on 84th day"),
        ("half-year", "half-year"),
        ("6 months", "half-year"),
        ("year", "year"),
        ("1 year 12:00", "year 12:00"),
        ("year on 180th business day", "year on 180th business day"),
        ("12 months", "12 months"),
    ],
)
def test_a_rhythm_is_read_and_written(text: str, words: str) -> None:
    assert str(parse_recurrence(text)) == words


@pytest.mark.parametrize(
    "text",
    [
        "",
        "daily",
        "days",
        "weekly",
        "every week",
        "week on",
        "on Tuesday",
        "week Tuesday",
        "week on tuesdays",
        "week on 3rd day",
        "week on Tuesday on Friday",
        "week on Tuesday noon",
        "week on Tuesday 24:00",
        "week on Tuesday 10",
        "week on Tuesday at",
        "week on Tuesday 10:00 11:00",
        "week on  Tuesday",
        "Week on Tuesday",
        "0 weeks",
        "-2 weeks",
        "+2 weeks",
        "2.5 weeks",
        "\N{ARABIC-INDIC DIGIT TWO} weeks",
        "2 m",
        "1 h",
        "2 business days",
        "day on Tuesday",
        "business day on 3rd day",
        "month on Tuesday",
        "month on 3th day",
        "month on 0th day",
        "10:00",
        "week 10:00 on Tuesday",
    ],
)
def test_a_doubtful_one_is_an_error_that_shows_how_to_write_it(text: str) -> None:
    with pytest.raises(QuantityError, match="a rhythm such as business day 09:15, week on Tue"):
        parse_recurrence(text)


@pytest.mark.parametrize(
    "text",
    [
        "month on 29th day",
        "month on 16th business day",
        "quarter on 85th day",
        "year on 337th day",
        "quarter on 46th business day",
    ],
)
def test_a_day_that_not_every_period_has_is_an_error(text: str) -> None:
    with pytest.raises(QuantityError, match="count on 28 days and 15 business days a month"):
        parse_recurrence(text)


@pytest.mark.parametrize(
    ("text", "start", "span", "found"),
    [
        ("day", CALENDAR_START, (date(2026, 11, 28), date(2026, 11, 30)), "11-28 11-29 11-30"),
        ("14 days", date(2026, 10, 31), NOVEMBER, "11-14 11-28"),
        (
            "business day",
            CALENDAR_START,
            (date(2026, 11, 6), date(2026, 11, 10)),
            "11-06 11-09 11-10",
        ),
        ("week on Tuesday", CALENDAR_START, NOVEMBER, "11-03 11-10 11-17 11-24"),
        ("week", date(2026, 11, 5), NOVEMBER, "11-05 11-12 11-19 11-26"),
        ("week on Tuesday", date(2026, 11, 11), NOVEMBER, "11-17 11-24"),
        ("2 weeks on Tuesday", date(2026, 11, 2), NOVEMBER, "11-03 11-17"),
        ("2 weeks on Tuesday", date(2026, 11, 4), NOVEMBER, "11-17"),
        ("2 weeks on Tuesday", date(2026, 11, 9), NOVEMBER, "11-10 11-24"),
        ("2 weeks on Sunday", date(2026, 10, 26), NOVEMBER, "11-01 11-15 11-29"),
        ("month on 3rd business day", CALENDAR_START, NOVEMBER, "11-04"),
        ("month on 3rd business day", date(2026, 11, 20), YEAR, "12-03"),
        ("month", date(2025, 12, 31), (YEAR[0], date(2026, 4, 30)), "01-31 02-28 03-31 04-30"),
        ("quarter", CALENDAR_START, YEAR, "01-01 04-01 07-01 10-01"),
        ("quarter", date(2024, 5, 15), YEAR, "02-15 05-15 08-15 11-15"),
        ("quarter on 15th business day", CALENDAR_START, YEAR, "01-21 04-21 07-21 10-21"),
        ("quarter on 1st day", date(2024, 5, 15), YEAR, "02-01 05-01 08-01 11-01"),
        ("6 months", date(2024, 4, 1), YEAR, "04-01 10-01"),
        ("half-year", CALENDAR_START, YEAR, "01-01 07-01"),
        ("year", date(2024, 2, 29), YEAR, "02-28"),
        ("year on 10th day", date(2024, 2, 29), YEAR, "02-10"),
        ("2 years", date(2025, 6, 1), YEAR, ""),
        ("month", date(2027, 1, 1), YEAR, ""),
        ("week on Tuesday", CALENDAR_START, (NOVEMBER[1], NOVEMBER[0]), ""),
    ],
)
def test_it_comes_round_from_its_start(
    text: str, start: date, span: tuple[date, date], found: str
) -> None:
    dates = parse_recurrence(text).dates(*span, WEEKENDS, start=start)
    assert " ".join(f"{day:%m-%d}" for day in dates) == found


def test_without_a_start_it_keeps_to_the_quarters_and_weeks_of_the_calendar() -> None:
    assert (CALENDAR_START.weekday(), CALENDAR_START.month, CALENDAR_START.day) == (0, 1, 1)
    quarter = parse_recurrence("quarter on 1st business day")
    assert quarter.dates(*YEAR, WEEKENDS)[1] == date(2026, 4, 1)


def test_every_second_week_keeps_its_beat_over_a_year_of_53_weeks() -> None:
    fortnight = parse_recurrence("2 weeks on Monday")
    dates = fortnight.dates(
        date(2026, 12, 1), date(2027, 1, 31), WEEKENDS, start=date(2026, 12, 7)
    )
    assert [day.isocalendar().week for day in dates] == [50, 52, 1, 3]


def test_a_month_without_business_days_shares_the_date_of_the_next() -> None:
    november = frozenset(NOVEMBER[0] + timedelta(days=more) for more in range(30))
    closed = BusinessCalendar(name="closed", zone=WEEKENDS.zone, holidays=november)
    monthly = parse_recurrence("month on 1st business day")
    assert monthly.dates(date(2026, 11, 1), date(2026, 12, 31), closed) == (date(2026, 12, 1),)


@given(recurrences())
def test_a_rhythm_survives_being_written(recurrence: Recurrence) -> None:
    assert parse_recurrence(str(recurrence)) == recurrence


@given(slips(recurrences().map(str)))
def test_what_a_slip_leaves_is_read_as_it_stands_or_refused(text: str) -> None:
    try:
        recurrence = parse_recurrence(text)
    except QuantityError:
        return
    assert parse_recurrence(str(recurrence)) == recurrence
    assert (recurrence.at is None) is (":" not in text)


@given(recurrences(), days(), st.integers(0, 400), days(), calendars())
def test_its_dates_are_in_order_within_bounds_and_not_before_the_start(
    recurrence: Recurrence, first: date, length: int, start: date, calendar: BusinessCalendar
) -> None:
    last = first + timedelta(days=length)
    dates = recurrence.dates(first, last, calendar, start=start)
    assert list(dates) == sorted(set(dates))
    assert all(max(first, start) <= day <= last for day in dates)


@given(recurrences(), days(), st.integers(0, 400), st.integers(0, 400), days(), calendars())
def test_two_windows_side_by_side_show_what_one_shows(
    recurrence: Recurrence,
    first: date,
    length: int,
    more: int,
    start: date,
    calendar: BusinessCalendar,
) -> None:
    cut = first + timedelta(days=length)
    last = cut + timedelta(days=more)
    whole = recurrence.dates(first, last, calendar, start=start)
    left = recurrence.dates(first, cut, calendar, start=start)
    right = recurrence.dates(cut + timedelta(days=1), last, calendar, start=start)
    assert whole == left + right


@given(st.integers(1, 9), st.integers(0, 6), days(), days())
def test_weeks_lie_so_many_weeks_from_the_start(
    count: int, weekday: int, start: date, first: date
) -> None:
    recurrence = Recurrence(every=Span(count=count, unit=SpanUnit.WEEK), on=weekday)
    monday = start - timedelta(days=start.weekday())
    for day in recurrence.dates(first, first + timedelta(days=200), WEEKENDS, start=start):
        assert day.weekday() == weekday
        assert (day - monday).days // 7 % count == 0


@given(recurrences().filter(lambda rhythm: isinstance(rhythm.on, DayOfPeriod)), days())
def test_a_day_of_the_period_comes_once_in_each(recurrence: Recurrence, first: date) -> None:
    months = recurrence.every.count * (12 if recurrence.every.unit is SpanUnit.YEAR else 1)
    last = first + timedelta(days=3000)
    dates = recurrence.dates(first, last, WEEKENDS)
    rounds = [((day.year - 2001) * 12 + day.month - 1) // months for day in dates]
    assert rounds == list(range(rounds[0], rounds[0] + len(rounds))) if rounds else months > 90
