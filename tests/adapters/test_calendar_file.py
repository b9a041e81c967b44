"""Calendar entries that any calendar reads back."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from concord.adapters.calendar_file import IcsWriter
from concord.domain.contract import Obligation, ObligationKind, Reminder
from concord.domain.plan import PlanKind, PlannedEntry

AT = datetime(2026, 11, 1, tzinfo=ZoneInfo("Asia/Manila"))
NOTICE = Obligation(
    kind=ObligationKind.NOTICE,
    subject="MSA-2024-017",
    term_end=date(2027, 3, 31),
    latest_date=date(2026, 12, 31),
    act_by=date(2026, 12, 24),
)
REMINDER = Reminder(obligation=NOTICE, days_before=60, due=date(2026, 11, 1))


def entry(ics: bytes) -> Event:
    (event,) = Calendar.from_ical(ics).walk("VEVENT")
    assert isinstance(event, Event)
    return event


def test_it_is_an_all_day_entry_on_the_day_to_act() -> None:
    event = entry(IcsWriter().reminder("northwind", REMINDER, AT))
    assert event.decoded("DTSTART") == date(2026, 12, 24)
    assert event.decoded("DTEND") == date(2026, 12, 25)
    assert str(event["SUMMARY"]) == "northwind: decide on notice, MSA-2024-017"
    assert "The last day that counts is 31 Dec 2026." in str(event["DESCRIPTION"])
    assert event["TRANSP"] == "TRANSPARENT"


def test_it_is_published_by_the_organiser_and_stamped_from_the_data() -> None:
    writer = IcsWriter(organiser="concord@client.example")
    ics = writer.reminder("northwind", REMINDER, AT)
    calendar, event = Calendar.from_ical(ics), entry(ics)
    assert calendar["METHOD"] == "PUBLISH"
    assert calendar["VERSION"] == "2.0"
    assert event["ORGANIZER"] == "mailto:concord@client.example"
    assert event.decoded("DTSTAMP") == datetime(2026, 10, 31, 16, tzinfo=UTC)
    assert event["SEQUENCE"] == 0
    assert ics == writer.reminder("northwind", REMINDER, AT)


def test_every_rung_of_an_obligation_is_the_same_entry() -> None:
    later = replace(REMINDER, days_before=30, due=date(2026, 12, 1))
    first = entry(IcsWriter().reminder("northwind", REMINDER, AT))
    second = entry(IcsWriter().reminder("northwind", later, AT + timedelta(days=30)))
    assert first["UID"] == second["UID"]


@pytest.mark.parametrize(
    ("partner", "obligation"),
    [
        ("contoso", NOTICE),
        ("northwind", replace(NOTICE, kind=ObligationKind.REVIEW)),
        ("northwind", replace(NOTICE, latest_date=date(2027, 12, 31))),
    ],
)
def test_another_obligation_is_another_entry(partner: str, obligation: Obligation) -> None:
    other = replace(REMINDER, obligation=obligation)
    first = entry(IcsWriter().reminder("northwind", REMINDER, AT))
    assert entry(IcsWriter().reminder(partner, other, AT))["UID"] != first["UID"]


@given(st.text(max_size=40), st.text(max_size=120))
def test_no_text_adds_a_line_to_the_calendar(partner: str, subject: str) -> None:
    reminder = replace(REMINDER, obligation=replace(NOTICE, subject=subject))
    ics = IcsWriter(organiser=f"a@b.example{subject}").reminder(partner, reminder, AT)
    honest = entry(IcsWriter().reminder("northwind", REMINDER, AT))
    assert sorted(entry(ics).keys()) == sorted(honest.keys())
    assert max(len(line) for line in ics.split(b"\r\n")) <= 75


def test_separators_in_a_reference_are_kept_as_text() -> None:
    reminder = replace(REMINDER, obligation=replace(NOTICE, subject="A;B,C\nATTENDEE:mailto:x@y"))
    event = entry(IcsWriter().reminder("northwind", reminder, AT))
    assert "ATTENDEE" not in event
    assert str(event["SUMMARY"]).endswith("A;B,C ATTENDEE:mailto:x@y")


FILE = PlannedEntry(
    partner="northwind",
    kind=PlanKind.FILE,
    identity="file/daily_ops/2026-10",
    day=date(2026, 11, 4),
    what="daily_ops for 2026-10 is due",
    who=("ana", "joel"),
    at=datetime(2026, 11, 4, 17, tzinfo=ZoneInfo("Europe/London")),
)
ACT_BY = PlannedEntry(
    partner="northwind",
    kind=PlanKind.ACT_BY,
    identity=NOTICE.key,
    day=NOTICE.act_by,
    what="act by, last day for notice: MSA-2024-017",
)
NAMES = {"northwind": "Northwind"}


def planned_events(*entries: PlannedEntry) -> list[Event]:
    found = Calendar.from_ical(IcsWriter().plan(entries, NAMES)).walk("VEVENT")
    return [event for event in found if isinstance(event, Event)]


def test_a_due_time_is_a_moment_in_its_own_zone() -> None:
    (event,) = planned_events(FILE)
    assert event["DTSTART"].to_ical() == b"20261104T170000"
    assert event["DTSTART"].params["TZID"] == "Europe/London"
    assert "DTEND" not in event
    assert str(event["SUMMARY"]) == "Northwind: daily_ops for 2026-10 is due"
    assert str(event["DESCRIPTION"]) == "Falls to ana, joel."


def test_a_date_is_a_whole_day() -> None:
    (event,) = planned_events(ACT_BY)
    assert event.decoded("DTSTART") == date(2026, 12, 24)
    assert event.decoded("DTEND") == date(2026, 12, 25)
    assert str(event["DESCRIPTION"]) == "Falls to nobody."


def test_the_zones_of_a_plan_come_with_it() -> None:
    calendar = Calendar.from_ical(IcsWriter().plan([FILE, ACT_BY], NAMES))
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/London"]


def test_a_summer_day_has_its_summer_hours_by_the_zone_of_the_file() -> None:
    at = datetime(2027, 7, 5, 17, tzinfo=ZoneInfo("Europe/London"))
    (event,) = planned_events(replace(FILE, day=at.date(), at=at))
    assert event.decoded("DTSTART").astimezone(UTC) == datetime(2027, 7, 5, 16, tzinfo=UTC)


def test_an_entry_is_the_same_one_when_its_day_moves() -> None:
    (first,) = planned_events(FILE)
    (moved,) = planned_events(replace(FILE, day=date(2026, 11, 5), at=None))
    (other,) = planned_events(replace(FILE, identity="file/daily_ops/2026-11"))
    assert first["UID"] == moved["UID"] != other["UID"]


def test_the_day_to_act_by_is_the_entry_that_its_reminders_carry() -> None:
    (event,) = planned_events(ACT_BY)
    assert event["UID"] == entry(IcsWriter().reminder("northwind", REMINDER, AT))["UID"]


def test_an_entry_is_the_same_bytes_whatever_stands_beside_it() -> None:
    (alone,) = planned_events(FILE)
    beside, _ = planned_events(FILE, ACT_BY)
    assert alone.to_ical() == beside.to_ical()


def test_an_empty_plan_is_a_calendar_all_the_same() -> None:
    calendar = Calendar.from_ical(IcsWriter().plan([], NAMES))
    assert calendar["METHOD"] == "PUBLISH"
    assert [part.name for part in calendar.subcomponents] == ["VTIMEZONE"]


@given(st.text(max_size=60))
def test_no_text_adds_a_line_to_the_calendar_of_a_plan(text: str) -> None:
    hostile = replace(FILE, what=text, who=(text,))
    ics = IcsWriter().plan([hostile], {"northwind": text})
    (event,) = Calendar.from_ical(ics).walk("VEVENT")
    (honest,) = planned_events(FILE)
    assert sorted(event.keys()) == sorted(honest.keys())
    assert max(len(line) for line in ics.split(b"\r\n")) <= 75
