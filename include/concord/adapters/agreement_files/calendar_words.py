"""Read a calendar: a code such as PH or GB-ENG, or a mapping with its particulars."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.model.places import CALENDAR_TABLE
from concord.adapters.agreement_files.nodes import Table, Text
from concord.adapters.agreement_files.remarks import nearest
from concord.adapters.agreement_files.section import Section, read_text
from concord.adapters.calendars import UnknownCalendarError, business_calendar
from concord.domain.business_calendar import BusinessCalendar, jointly
from concord.domain.quantity import Hours, parse_hours

OFFICE_HOURS = parse_hours("09:00-17:00")
JOINT = " and "
A_CALENDAR = "a country such as PH, a part of one such as GB-ENG, weekends or none"


def read_calendar(section: Section, key: str, zone: ZoneInfo) -> BusinessCalendar | None:
    """Return the calendar under `key`, in `zone`; None where there is none to be read."""
    node = section.node(key)
    if isinstance(node, Table):
        return _from_table(Section(node, section.remarks, CALENDAR_TABLE), zone)
    written = section.written(key)
    if written is None:
        return None
    parts = [_part(written, code) for code in written.text.split(JOINT)]
    calendars = [read_text(part, lambda c: _calendar(c, zone), section.remarks) for part in parts]
    known = [calendar for calendar in calendars if calendar is not None]
    return jointly(known) if known and len(known) == len(parts) else None


def _part(written: Text, code: str) -> Text:
    return replace(written, text=code, place=written.at(written.text.index(code)))


def _calendar(
    code: str,
    zone: ZoneInfo,
    subdivision: str = "",
    extra_days: tuple[date, ...] = (),
    hours: Hours = OFFICE_HOURS,
) -> BusinessCalendar:
    try:
        return business_calendar(
            code,
            zone,
            subdivision=subdivision,
            extra_days=extra_days,
            opens=hours.opens,
            closes=hours.closes,
        )
    except UnknownCalendarError as error:
        raise quantities.NotThatError(
            code, A_CALENDAR, rule="unknown-calendar", hint=nearest(error.code, error.known)
        ) from error


def _from_table(section: Section, zone: ZoneInfo) -> BusinessCalendar | None:
    extra = [read_text(t, quantities.day, section.remarks) for t in section.texts("extra_days")]
    days = tuple(day for day in extra if day is not None)
    hours = section.read("working_hours", parse_hours) or OFFICE_HOURS
    subdivision = section.text("subdivision")
    if not section.require("country", A_CALENDAR):
        return None
    return section.read("country", lambda code: _calendar(code, zone, subdivision, days, hours))
