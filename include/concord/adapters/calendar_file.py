"""Calendar entries as .ics files (RFC 5545)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from icalendar import Calendar, Event, Timezone, vCalAddress

from concord.domain.contract import ObligationKind, Reminder
from concord.domain.message import header_text
from concord.domain.notation import day
from concord.domain.plan import PlannedEntry

_WHAT = {
    ObligationKind.NOTICE: "decide on notice",
    ObligationKind.TERM_END: "decide what follows the contract's end",
    ObligationKind.REVIEW: "contract review",
    ObligationKind.OBLIGATION: "obligation due",
}
_MARGIN = timedelta(days=366)
"""Time zones are written with the changes of a year around, so that each has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IcsWriter:
    """Writes calendar entries as published by `organiser`, a mail address."""

    organiser: str = "concord@localhost"

    def reminder(self, partner: str, reminder: Reminder, at: datetime) -> bytes:
        """Return an .ics file with the obligation's act-by date; `at` stamps it.

        Every rung of an obligation is the same entry, so that a calendar keeps one.
        """
        calendar = _published()
        calendar.add_component(self._entry(partner, reminder, at))
        return bytes(calendar.to_ical())

    def plan(self, entries: Iterable[PlannedEntry], names: Mapping[str, str]) -> bytes:
        """Return an .ics file of a plan; `names` are the partners' names by their ids.

        Each entry is stamped with its own day, so that the same entry is the same bytes
        whenever it is written.
        """
        events = [(entry, self._planned(entry, names[entry.partner])) for entry in entries]
        calendar = _published()
        calendar.add("X-WR-CALNAME", "Concord")
        for _, event in events:
            calendar.add_component(event)
        if events:
            first = min(entry.day for entry, _ in events)
            last = max(entry.day for entry, _ in events)
            calendar.add_missing_timezones(first - _MARGIN, last + _MARGIN)
        else:
            # A calendar must hold something; the zone of its own stamps says the least.
            calendar.add_component(Timezone.from_tzid("UTC"))
        return bytes(calendar.to_ical())

    def _planned(self, entry: PlannedEntry, name: str) -> Event:
        event = Event()
        event.add("UID", _uid(entry.partner, entry.identity))
        event.add("DTSTAMP", datetime.combine(entry.day, time(), UTC))
        event.add("SEQUENCE", 0)
        event.add("DTSTART", entry.day if entry.at is None else entry.at)
        if entry.at is None:
            event.add("DTEND", entry.day + timedelta(days=1))
        event.add("SUMMARY", header_text(f"{name}: {entry.what}"))
        event.add("DESCRIPTION", header_text(f"Falls to {', '.join(entry.who) or 'nobody'}."))
        event.add("CATEGORIES", [entry.kind.value])
        event.add("TRANSP", "TRANSPARENT")
        event.add("ORGANIZER", vCalAddress(f"mailto:{header_text(self.organiser)}"))
        return event

    def _entry(self, partner: str, reminder: Reminder, at: datetime) -> Event:
        obligation = reminder.obligation
        what = f"{partner}: {_WHAT[obligation.kind]}, {obligation.subject}"
        latest = f"The last day that counts is {day(obligation.latest_date)}."
        entry = Event()
        entry.add("UID", _uid(partner, obligation.key))
        entry.add("DTSTAMP", at.astimezone(UTC))
        entry.add("SEQUENCE", 0)
        entry.add("DTSTART", obligation.act_by)
        entry.add("DTEND", obligation.act_by + timedelta(days=1))
        entry.add("SUMMARY", header_text(what))
        entry.add("DESCRIPTION", header_text(f"{latest} Obligation {obligation.key}."))
        entry.add("TRANSP", "TRANSPARENT")
        entry.add("ORGANIZER", vCalAddress(f"mailto:{header_text(self.organiser)}"))
        return entry


def _published() -> Calendar:
    calendar = Calendar()
    calendar.add("PRODID", "-//Concord//EN")
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", "PUBLISH")
    return calendar


def _uid(partner: str, identity: str) -> str:
    return f"{hashlib.sha256(f'{partner}|{identity}'.encode()).hexdigest()}@concord.invalid"
