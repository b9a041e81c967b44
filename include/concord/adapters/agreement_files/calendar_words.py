"""Read a calendar: a code such as PH or GB-ENG, or a mapping with its particulars."""

from __future__ import annotations

import re
from datetime import date, time
from zoneinfo import ZoneInfo

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.model.places import CALENDAR_TABLE
from concord.adapters.agreement_files.nodes import Listing, Table, Text
from concord.adapters.agreement_files.remarks import Remarks, nearest
from concord.adapters.agreement_files.section import Section, read_text
from concord.adapters.calendars import UnknownCalendarError, business_calendar
from concord.domain.business_calendar import BusinessCalendar
from concord.domain.quantity import QuantityError, parse_time_of_day

A_CALENDAR = "a country such as PH, a part of one such as GB-ENG, weekends or none"


def read_calendar(section: Section, key: str, zone: ZoneInfo) -> BusinessCalendar | None:
    """Return the calendar under `key`, in `zone`; None where there is none to be read."""
    node = section.node(key)
    if isinstance(node, Table):
        return _from_table(Section(node, section.remarks, CALENDAR_TABLE), zone)
    if isinstance(node, Listing) or (isinstance(node, Text) and " and " in node.text):
        section.remarks.not_yet(node.place, "several calendars at once")
        return None
    written = section.written(key)
    return None if written is None else _from_code(written, zone, section.remarks)


def _from_code(written: Text, zone: ZoneInfo, remarks: Remarks) -> BusinessCalendar | None:
    return read_text(written, lambda code: _calendar(code, zone), remarks)


def _calendar(
    code: str,
    zone: ZoneInfo,
    subdivision: str = "",
    extra_days: tuple[date, ...] = (),
    hours: tuple[time, time] = (time(9), time(17)),
) -> BusinessCalendar:
    opens, closes = hours
    try:
        return business_calendar(
            code,
            zone,
            subdivision=subdivision,
            extra_days=extra_days,
            opens=opens,
            closes=closes,
        )
    except UnknownCalendarError as error:
        raise quantities.NotThatError(
            code, A_CALENDAR, rule="unknown-calendar", hint=nearest(error.code, error.known)
        ) from error


def _from_table(section: Section, zone: ZoneInfo) -> BusinessCalendar | None:
    extra = [read_text(t, quantities.day, section.remarks) for t in section.texts("extra_days")]
    days = tuple(day for day in extra if day is not None)
    hours = section.read("working_hours", working_hours) or (time(9), time(17))
    subdivision = section.text("subdivision")
    if not section.require("country", A_CALENDAR):
        return None
    return section.read("country", lambda code: _calendar(code, zone, subdivision, days, hours))


def working_hours(text: str) -> tuple[time, time]:
    """Read `09:00-18:00`; a shift may end on the next day."""
    match = re.fullmatch(r"(\S+?)\s*[-–]\s*(\S+)", text)
    if match is None or match[1] == match[2]:
        raise QuantityError(text, "working hours such as 09:00-18:00")
    return parse_time_of_day(match[1]), parse_time_of_day(match[2])
