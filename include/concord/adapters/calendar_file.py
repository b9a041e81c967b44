"""Calendar entries as .ics files (RFC 5545)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event, vCalAddress

from concord.domain.contract import ObligationKind, Reminder
from concord.domain.message import header_text
from concord.domain.notation import day

_WHAT = {
    ObligationKind.NOTICE: "decide on notice",
    ObligationKind.TERM_END: "decide what follows the contract's end",
    ObligationKind.REVIEW: "contract review",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class IcsWriter:
    """Writes calendar entries as published by `organiser`, a mail address."""

    organiser: str = "concord@localhost"

    def reminder(self, partner: str, reminder: Reminder, at: datetime) -> bytes:
        """Return an .ics file with the obligation's act-by date; `at` stamps it.

        Every rung of an obligation is the same entry, so that a calendar keeps one.
        """
        calendar = Calendar()
        calendar.add("PRODID", "-//Concord//EN")
        calendar.add("VERSION", "2.0")
        calendar.add("METHOD", "PUBLISH")
        calendar.add_component(self._entry(partner, reminder, at))
        return bytes(calendar.to_ical())

    def _entry(self, partner: str, reminder: Reminder, at: datetime) -> Event:
        obligation = reminder.obligation
        what = f"{partner}: {_WHAT[obligation.kind]}, {obligation.subject}"
        latest = f"The last day that counts is {day(obligation.latest_date)}."
        identity = hashlib.sha256(f"{partner}|{obligation.key}".encode()).hexdigest()
        entry = Event()
        entry.add("UID", f"{identity}@concord.invalid")
        entry.add("DTSTAMP", at.astimezone(UTC))
        entry.add("SEQUENCE", 0)
        entry.add("DTSTART", obligation.act_by)
        entry.add("DTEND", obligation.act_by + timedelta(days=1))
        entry.add("SUMMARY", header_text(what))
        entry.add("DESCRIPTION", header_text(f"{latest} Obligation {obligation.key}."))
        entry.add("TRANSP", "TRANSPARENT")
        entry.add("ORGANIZER", vCalAddress(f"mailto:{header_text(self.organiser)}"))
        return entry
