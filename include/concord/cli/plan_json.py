"""The JSON of `concord plan`, a versioned contract: see docs/reference/plan.schema.json."""

from __future__ import annotations

from concord.cli.planning import Plan
from concord.domain.plan import DayMails, PersonMails, PlannedEntry, fullest_day

SCHEMA = "concord.plan/1"

Json = dict[str, object]


def document(plan: Plan) -> Json:
    """Return the whole document; equal inputs give equal documents, in this order."""
    names = {agreement.partner: agreement.name for agreement in plan.agreements}
    return {
        "schema": SCHEMA,
        "from": plan.first.isoformat(),
        "to": plan.last.isoformat(),
        "entries": [_entry(entry, names[entry.partner]) for entry in plan.entries],
        "people": [_person(one) for one in plan.people],
        "fullest_day": _day(fullest_day(plan.people)),
        "left_out": list(plan.left_out),
    }


def _entry(entry: PlannedEntry, name: str) -> Json:
    return {
        "partner": entry.partner,
        "partner_name": name,
        "kind": entry.kind,
        "identity": entry.identity,
        "day": entry.day.isoformat(),
        "at": None if entry.at is None else entry.at.isoformat(),
        "timezone": None if entry.at is None else str(entry.at.tzinfo),
        "what": entry.what,
        "who": list(entry.who),
        "mail": None
        if entry.mail is None
        else {"kind": entry.mail.kind, "readers": list(entry.mail.readers)},
    }


def _person(one: PersonMails) -> Json:
    return {
        "id": one.person.id,
        "partner": one.partner,
        "name": one.person.name,
        "side": one.person.side,
        "mails": {kind: one.by_kind[kind] for kind in sorted(one.by_kind)},
        "total": one.total,
        "fullest_day": _day(one.fullest),
    }


def _day(day: DayMails | None) -> Json | None:
    return None if day is None else {"day": day.day.isoformat(), "mails": day.mails}
