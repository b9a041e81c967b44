"""Check-ins: on which day each meeting is held, and whether both sides are at work."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.business_calendar import BusinessCalendar
from concord.domain.meeting import MeetingSeries, fits, has_common_hours, meetings
from concord.domain.quantity import parse_recurrence
from tests.builders import CALENDAR, LONDON

MANILA = BusinessCalendar(name="PH", zone=ZoneInfo("Asia/Manila"))
CHRISTMAS = replace(CALENDAR, holidays=frozenset({date(2026, 12, 25), date(2026, 12, 28)}))
RIZAL = replace(MANILA, holidays=frozenset({date(2026, 12, 25), date(2026, 12, 30)}))


def series(rhythm: str, **changes: object) -> MeetingSeries:
    default = MeetingSeries(
        series="review",
        rhythm=parse_recurrence(rhythm),
        zone=LONDON,
        attend=("operations_manager", "vendor_manager"),
    )
    return replace(default, **changes)  # type: ignore[arg-type] # each test names its own fields


def held(rhythm: str, first: str, last: str, **changes: object) -> list[tuple[str, str]]:
    found = meetings(
        series(rhythm, **changes),
        CHRISTMAS,
        RIZAL,
        date.fromisoformat(first),
        date.fromisoformat(last),
    )
    return [(meeting.day.isoformat(), meeting.moved) for meeting in found]


@pytest.mark.parametrize(
    ("rhythm", "first", "last", "expected"),
    [
        (
            "week on Friday",
            "2026-12-18",
            "2027-01-01",
            [
                ("2026-12-18", ""),
                ("2026-12-29", "moved from 25 Dec 2026, a day off for the client and the partner"),
                ("2027-01-01", ""),
            ],
        ),
        (
            "week on Monday",
            "2026-12-28",
            "2027-01-03",
            [("2026-12-29", "moved from 28 Dec 2026, a day off for the client")],
        ),
        (
            "week on Wednesday",
            "2026-12-28",
            "2027-01-03",
            [("2026-12-31", "moved from 30 Dec 2026, a day off for the partner")],
        ),
        # What was planned for before the range may be held in it.
        (
            "month on 26th day",
            "2026-12-29",
            "2026-12-31",
            [("2026-12-29", "moved from 26 Dec 2026, a day off for the client and the partner")],
        ),
        # A daily meeting that rolls onto the next one is that one.
        ("day", "2026-12-24", "2026-12-29", [("2026-12-24", ""), ("2026-12-29", "")]),
        ("business day", "2026-12-24", "2026-12-29", [("2026-12-24", ""), ("2026-12-29", "")]),
    ],
)
def test_a_meeting_rolls_to_a_day_on_which_both_sides_work(
    rhythm: str, first: str, last: str, expected: list[tuple[str, str]]
) -> None:
    assert held(rhythm, first, last) == expected


def test_a_series_begins_and_ends() -> None:
    bounds = {"starts": date(2026, 11, 3), "until": date(2026, 11, 10)}
    found = held("week on Tuesday", "2026-10-01", "2026-11-30", **bounds)
    assert [day for day, _ in found] == ["2026-11-03", "2026-11-10"]


@pytest.mark.parametrize(
    ("rhythm", "identity"),
    [
        ("week on Friday", "meeting/review/2026-W52"),
        ("month on 25th day", "meeting/review/2026-12"),
        ("day", "meeting/review/2026-12-29"),
    ],
)
def test_a_meeting_is_known_by_its_round_wherever_its_day_moves(
    rhythm: str, identity: str
) -> None:
    day = date(2026, 12, 29)
    (meeting,) = meetings(series(rhythm), CHRISTMAS, RIZAL, day, day)
    assert meeting.identity == identity


def test_it_begins_at_its_own_time_where_one_was_agreed() -> None:
    day = date(2026, 12, 29)
    (timed,) = meetings(series("week on Tuesday 10:00"), CHRISTMAS, RIZAL, day, day)
    (untimed,) = meetings(series("week on Tuesday"), CHRISTMAS, RIZAL, day, day)
    assert timed.begins == datetime(2026, 12, 29, 10, tzinfo=LONDON)
    assert untimed.begins is None


@given(st.dates(date(2024, 1, 1), date(2028, 1, 1)), st.integers(0, 60), st.integers(0, 60))
def test_meetings_of_two_ranges_are_those_of_both(first: date, days: int, more: int) -> None:
    weekly = series("week on Friday")
    middle, last = first + timedelta(days=days), first + timedelta(days=days + more)
    later = meetings(weekly, CHRISTMAS, RIZAL, middle + timedelta(days=1), last)
    earlier = meetings(weekly, CHRISTMAS, RIZAL, first, middle)
    assert (*earlier, *later) == meetings(weekly, CHRISTMAS, RIZAL, first, last)


@pytest.mark.parametrize(
    ("begins", "minutes", "fitting"),
    [("09:00", 60, True), ("16:00", 60, True), ("16:01", 60, False), ("08:59", 60, False)],
)
def test_a_meeting_fits_into_working_hours_from_end_to_end(
    begins: str, minutes: int, *, fitting: bool
) -> None:
    at = datetime.combine(date(2026, 11, 24), time.fromisoformat(begins), LONDON)
    assert fits(CALENDAR, at, timedelta(minutes=minutes)) is fitting


@pytest.mark.parametrize(
    ("opens", "closes", "minutes", "common"),
    [
        # Nine in London is five in the afternoon in Manila.
        (9, 17, 15, False),
        (9, 18, 60, True),
        (9, 18, 75, False),
        (15, 4, 60, True),
    ],
)
def test_both_sides_can_meet_where_their_hours_overlap(
    opens: int, closes: int, minutes: int, *, common: bool
) -> None:
    theirs = replace(MANILA, opens=time(opens), closes=time(closes))
    day, length = date(2026, 11, 24), timedelta(minutes=minutes)
    assert has_common_hours(CALENDAR, theirs, day, length) is common
