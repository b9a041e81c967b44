"""Read where services come from, and when they are open: sites and service hours."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.calendar_words import read_calendar
from concord.adapters.agreement_files.ids import check_id
from concord.adapters.agreement_files.model.places import SERVICE_HOURS, SITE
from concord.adapters.agreement_files.section import Section
from concord.domain.business_calendar import BusinessCalendar
from concord.domain.quantity import parse_hours, parse_weekdays
from concord.domain.service import Site

_ALL_DAY = parse_hours("00:00-24:00")
_EVERY_DAY = parse_weekdays("mon-sun")


def read_sites(root: Section, zone: ZoneInfo, calendar: BusinessCalendar) -> tuple[Site, ...]:
    """Return the declared sites; each keeps the agreement's clock and days unless it says."""
    found = []
    for name, table in root.named_tables("sites"):
        check_id(root, "sites", name)
        found.append(_site(Section(table, root.remarks, SITE), name, zone, calendar))
    return tuple(found)


def _site(section: Section, name: str, zone: ZoneInfo, calendar: BusinessCalendar) -> Site:
    clock = section.read("timezone", quantities.time_zone) or zone
    own = (read_calendar(section, "calendar", clock) or calendar).in_zone(clock)
    hours = section.read("hours", parse_hours)
    if hours is not None:
        own = own.with_hours(hours.opens, hours.closes)
    return Site(id=name, name=section.text("name", name), zone=clock, calendar=own)


def read_service_hours(service: Section, zone: ZoneInfo) -> BusinessCalendar | None:
    """Return when a service is open, on its own clock; None where nothing is agreed."""
    table = service.table_of("hours")
    if table is None:
        return None
    section = Section(table, service.remarks, SERVICE_HOURS)
    hours = section.read("time", parse_hours) or _ALL_DAY
    days = section.read("days", parse_weekdays) or _EVERY_DAY
    clock = section.read("timezone", quantities.time_zone) or zone
    closed = read_calendar(section, "closed_on", clock)
    return BusinessCalendar(
        name="service hours",
        zone=clock,
        holidays=frozenset() if closed is None else closed.holidays,
        days_off=frozenset(range(7)) - days.days,
        opens=hours.opens,
        closes=hours.closes,
    )
