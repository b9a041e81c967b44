"""Read a calendar: a code such as PH or GB-ENG, or a mapping with its particulars."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.amendments import report_overlap
from concord.adapters.agreement_files.model.places import CALENDAR_REVISION, CALENDAR_TABLE
from concord.adapters.agreement_files.nodes import Table, Text
from concord.adapters.agreement_files.remarks import nearest
from concord.adapters.agreement_files.section import Section, read_text
from concord.adapters.calendars import UnknownCalendarError, business_calendar
from concord.domain.business_calendar import BusinessCalendar, jointly
from concord.domain.quantity import Hours, parse_hours

OFFICE_HOURS = parse_hours("09:00-17:00")
JOINT = " and "
_OFTEN_MEANT = {"UK": "GB", "ENGLAND": "GB-ENG", "SCOTLAND": "GB-SCT", "USA": "US"}
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
        hint = _OFTEN_MEANT.get(code.upper()) or nearest(error.code, error.known)
        raise quantities.NotThatError(
            code, A_CALENDAR, rule="unknown-calendar", hint=hint
        ) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class _Particulars:
    """What a mapping says of a calendar; a revision changes some of it."""

    country: str
    subdivision: str
    extra_days: tuple[date, ...]
    hours: Hours


def _from_table(section: Section, zone: ZoneInfo) -> BusinessCalendar | None:
    section.require("country", A_CALENDAR)
    first = _Particulars(
        country=section.text("country"),
        subdivision=section.text("subdivision"),
        extra_days=_days(section),
        hours=section.read("working_hours", parse_hours) or OFFICE_HOURS,
    )
    calendar = section.read("country", lambda _: _calendar_of(first, zone))
    revised = _revisions(section, first, zone)
    return None if calendar is None else replace(calendar, revised=revised)


def _revisions(
    section: Section, before: _Particulars, zone: ZoneInfo
) -> tuple[tuple[date, BusinessCalendar], ...]:
    """Return the calendars by the day from which they hold, each on top of the one before."""
    found: list[tuple[date, BusinessCalendar]] = []
    for table in section.tables("revisions"):
        revision = Section(table, section.remarks, CALENDAR_REVISION)
        before = _Particulars(
            country=revision.text("country", before.country),
            subdivision=revision.text("subdivision", before.subdivision),
            extra_days=(*before.extra_days, *_days(revision)),
            hours=revision.read("working_hours", parse_hours) or before.hours,
        )
        since = _since(revision, found)
        calendar = _revised(revision, before, zone)
        if since is not None and calendar is not None:
            found.append((since, calendar))
    return tuple(found)


def _since(revision: Section, before: list[tuple[date, BusinessCalendar]]) -> date | None:
    revision.require("from", "the first day of the revised calendar")
    since = revision.read("from", quantities.day)
    if since is not None and before and since <= before[-1][0]:
        report_overlap(revision, before[-1][0])
        return None
    return since


def _revised(
    revision: Section, particulars: _Particulars, zone: ZoneInfo
) -> BusinessCalendar | None:
    if "country" in revision:
        return revision.read("country", lambda _: _calendar_of(particulars, zone))
    try:
        return _calendar_of(particulars, zone)
    except quantities.NotThatError:
        # What is wrong with the calendar that is revised has been reported there.
        return None


def _days(section: Section) -> tuple[date, ...]:
    extra = [read_text(t, quantities.day, section.remarks) for t in section.texts("extra_days")]
    return tuple(day for day in extra if day is not None)


def _calendar_of(particulars: _Particulars, zone: ZoneInfo) -> BusinessCalendar:
    return _calendar(
        particulars.country,
        zone,
        particulars.subdivision,
        particulars.extra_days,
        particulars.hours,
    )
