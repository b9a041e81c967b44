"""Business days and hours: holidays, weekends, night shifts and clock changes."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.business_calendar import BusinessCalendar, jointly

LONDON = ZoneInfo("Europe/London")
CHRISTMAS = frozenset({date(2026, 12, 25), date(2026, 12, 28)})
CALENDAR = BusinessCalendar(name="GB", zone=LONDON, holidays=CHRISTMAS)
NIGHTS = BusinessCalendar(name="nights", zone=LONDON, opens=time(22), closes=time(6))
DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 12, 31))


@pytest.mark.parametrize(
    ("day", "preceding", "following"),
    [
        (date(2026, 12, 24), date(2026, 12, 24), date(2026, 12, 24)),
        (date(2026, 12, 25), date(2026, 12, 24), date(2026, 12, 29)),
        (date(2026, 12, 27), date(2026, 12, 24), date(2026, 12, 29)),
    ],
)
def test_a_day_off_rolls_to_a_business_day(day: date, preceding: date, following: date) -> None:
    assert (CALENDAR.preceding(day), CALENDAR.following(day)) == (preceding, following)


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 12, 24), 1, date(2026, 12, 29)),
        (date(2026, 12, 29), -1, date(2026, 12, 24)),
        (date(2026, 12, 26), 0, date(2026, 12, 26)),
        (date(2026, 12, 26), 1, date(2026, 12, 29)),
    ],
)
def test_business_days_are_counted_past_days_off(day: date, count: int, expected: date) -> None:
    assert CALENDAR.shift(day, count) == expected


@given(DAYS, st.integers(1, 40))
def test_counting_on_and_back_comes_home(day: date, count: int) -> None:
    start = CALENDAR.following(day)
    end = CALENDAR.shift(start, count)
    assert CALENDAR.shift(end, -count) == start
    assert len(CALENDAR.business_days(start, end)) == count + 1


@given(DAYS)
def test_rolling_ends_on_a_business_day_with_none_skipped(day: date) -> None:
    following = CALENDAR.following(day)
    assert CALENDAR.is_business_day(following)
    assert CALENDAR.business_days(day, following) == (following,)
    assert CALENDAR.is_business_day(CALENDAR.preceding(day))


@pytest.mark.parametrize(
    ("calendar", "start", "hours", "expected"),
    [
        (CALENDAR, "2026-10-05T10:00", 4, "2026-10-05T14:00"),
        (CALENDAR, "2026-10-05T15:00", 4, "2026-10-06T11:00"),
        (CALENDAR, "2026-10-05T03:00", 4, "2026-10-05T13:00"),
        (CALENDAR, "2026-10-09T16:00", 2, "2026-10-12T10:00"),
        (CALENDAR, "2026-12-24T16:00", 2, "2026-12-29T10:00"),
        (CALENDAR, "2026-10-05T09:00", 8, "2026-10-05T17:00"),
        (CALENDAR, "2026-10-05T17:00", 1, "2026-10-06T10:00"),
        (NIGHTS, "2026-10-06T02:00", 2, "2026-10-06T04:00"),
        (NIGHTS, "2026-10-06T05:00", 2, "2026-10-06T23:00"),
        (NIGHTS, "2026-10-10T05:00", 2, "2026-10-12T23:00"),
    ],
)
def test_only_working_hours_pass(
    calendar: BusinessCalendar, start: str, hours: int, expected: str
) -> None:
    moment = datetime.fromisoformat(start).replace(tzinfo=LONDON)
    reached = calendar.add_hours(moment, timedelta(hours=hours))
    assert reached.replace(tzinfo=None) == datetime.fromisoformat(expected)


def test_a_night_with_a_clock_change_has_an_hour_more() -> None:
    sundays = BusinessCalendar(
        name="sundays", zone=LONDON, days_off=frozenset(), opens=time(0), closes=time(6)
    )
    midnight = datetime(2026, 10, 25, tzinfo=LONDON)
    reached = sundays.add_hours(midnight, timedelta(hours=7))
    assert reached.replace(tzinfo=None) == datetime(2026, 10, 25, 6)  # noqa: DTZ001 - wall clock


def test_the_answer_is_in_the_calendars_own_zone() -> None:
    manila = BusinessCalendar(name="PH", zone=ZoneInfo("Asia/Manila"))
    reached = manila.add_hours(datetime(2026, 10, 5, 1, tzinfo=UTC), timedelta(hours=1))
    assert reached.isoformat() == "2026-10-05T10:00:00+08:00"


def test_none_of_the_days_may_be_a_business_day() -> None:
    assert CALENDAR.business_days(date(2026, 12, 25), date(2026, 12, 28)) == ()


def test_days_worked_jointly_are_days_worked_by_each() -> None:
    one = BusinessCalendar(name="A", zone=ZoneInfo("UTC"), holidays=frozenset({date(2026, 11, 3)}))
    other = BusinessCalendar(
        name="B", zone=ZoneInfo("Asia/Manila"), holidays=frozenset({date(2026, 11, 4)})
    )
    both = jointly([one, other])
    assert (both.name, both.zone) == ("A and B", ZoneInfo("UTC"))
    assert both.business_days(date(2026, 11, 2), date(2026, 11, 8)) == (
        date(2026, 11, 2),
        date(2026, 11, 5),
        date(2026, 11, 6),
    )


UTC_ZONE = ZoneInfo("UTC")
SUMMER = BusinessCalendar(
    name="B", zone=UTC_ZONE, holidays=frozenset({date(2026, 7, 3)}), opens=time(8), closes=time(12)
)
REVISED = BusinessCalendar(name="A", zone=UTC_ZONE, revised=((date(2026, 7, 1), SUMMER),))


def test_a_revised_calendar_holds_from_its_day() -> None:
    assert (REVISED.on(date(2026, 6, 30)).name, REVISED.on(date(2026, 7, 1)).name) == ("A", "B")
    assert not REVISED.is_business_day(date(2026, 7, 3))


def test_hours_are_those_of_the_day() -> None:
    afternoon = datetime(2026, 6, 30, 16, tzinfo=UTC)
    assert REVISED.add_hours(afternoon, timedelta(hours=4)) == datetime(2026, 7, 1, 11, tzinfo=UTC)


def test_a_revised_calendar_keeps_its_revisions_on_another_clock_and_with_other_hours() -> None:
    manila = REVISED.in_zone(ZoneInfo("Asia/Manila")).with_hours(time(22), time(6))
    summer = manila.on(date(2026, 7, 1))
    assert (str(summer.zone), summer.opens, summer.closes) == ("Asia/Manila", time(22), time(6))
    assert not manila.is_business_day(date(2026, 7, 3))


def test_joint_calendars_follow_each_other_s_revisions() -> None:
    other = BusinessCalendar(name="C", zone=UTC_ZONE, holidays=frozenset({date(2026, 7, 2)}))
    both = jointly([other, REVISED])
    days = both.business_days(date(2026, 7, 1), date(2026, 7, 7))
    assert days == (date(2026, 7, 1), date(2026, 7, 6), date(2026, 7, 7))
    assert both.is_business_day(date(2026, 6, 30))
