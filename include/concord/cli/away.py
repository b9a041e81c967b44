"""`concord away`: who is absent, and what goes to whom meanwhile."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from rich.markup import escape

from concord.cli.output import complain, console, table
from concord.domain.notation import counted
from concord.domain.people import Absence
from concord.services.away import AbsenceRefusedError
from concord.wiring import Deployment, deployment

DONE, REFUSED = 0, 2
_HEADER = ("Person", "First day", "Last day", "Set by", "Set at", "Note")


@dataclass(frozen=True, slots=True, kw_only=True)
class AwayOptions:
    """What the command was given; without a person, absences are listed."""

    person: str | None = None
    first: str | None = None
    last: str | None = None
    by: str | None = None
    note: str = ""
    cancel: bool = False
    without_deputy: bool = False


def record_away(options: AwayOptions, now: datetime) -> int:
    """List absences, or set or cancel one; 2 with the reason when it cannot be."""
    installation = deployment()
    today = now.astimezone(installation.organisation.zone).date()
    try:
        if options.person is None:
            _list(installation, today)
        elif options.cancel:
            _cancel(installation, options.person, today, now)
        else:
            _set(installation, options, today, now)
    except ValueError as error:
        complain(str(error))
        return REFUSED
    return DONE


def _list(installation: Deployment, today: date) -> None:
    rows = [
        (a.person, str(a.first), str(a.last), a.set_by, f"{a.set_at:%d %b %Y %H:%M %Z}", a.note)
        for a in installation.away()
        if a.last >= today
    ]
    if rows:
        console().print(table("Away", _HEADER, rows))
    else:
        console().print("Nobody is away, and nobody will be.")


def _cancel(installation: Deployment, name: str, today: date, now: datetime) -> None:
    person = installation.person_named(name)
    cancelled = counted(installation.cancel_away(person, today, now), "absence")
    console().print(f"{escape(person)}: {cancelled} cancelled.")


def _set(installation: Deployment, options: AwayOptions, today: date, now: datetime) -> None:
    person = installation.person_named(options.person or "")
    absence = Absence(
        person=person,
        first=_day(options.first),
        last=_day(options.last),
        set_by=person if options.by is None else installation.person_named(options.by),
        set_at=now,
        note=options.note,
    )
    is_new = installation.set_away(absence, today, without_deputy=options.without_deputy)
    known = "" if is_new else " (known before)"
    console().print(f"{escape(person)} is away from {absence.first} to {absence.last}{known}.")
    handed = Counter(each.stand_in.name for each in installation.hand_over(now))
    for name, number in handed.items():
        console().print(f"Handed to {escape(name)}: {counted(number, 'open issue')}.")


def _day(text: str | None) -> date:
    if text is None:
        message = "An absence needs its first and its last day."
        raise AbsenceRefusedError(message)
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = f"{text!r} is no day as in 2026-12-24."
        raise AbsenceRefusedError(message) from error
