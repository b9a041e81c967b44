"""The plan for people: what falls due, and what it puts into whose mailbox."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table

from concord.cli.output import table
from concord.cli.planning import Plan
from concord.domain.message import MessageKind
from concord.domain.plan import PersonMails, PlannedEntry, fullest_day

_HEADER = ("day", "by", "partner", "what", "who")


def plan_table(plan: Plan) -> Table:
    """Return a table of what falls due, day by day."""
    names = {agreement.partner: agreement.name for agreement in plan.agreements}
    title = f"From {plan.first:%d %b %Y} to {plan.last:%d %b %Y}"
    return table(title, _HEADER, [_row(entry, names[entry.partner]) for entry in plan.entries])


def mails_table(people: Sequence[PersonMails]) -> Table:
    """Return a table of how many mails each person gets, by kind."""
    kinds = sorted({kind for one in people for kind in one.by_kind})
    header = ("person", "name", *(_words(kind) for kind in kinds), "mails", "fullest day")
    return table("Mails", header, [_person(one, kinds) for one in people])


def mails_sentence(people: Sequence[PersonMails]) -> str:
    """Return in a sentence on which day most mails go out."""
    fullest = fullest_day(people)
    if fullest is None:
        return "No mails."
    mails = "1 mail" if fullest.mails == 1 else f"{fullest.mails} mails"
    return f"The fullest day is {fullest.day:%a %d %b %Y} with {mails}."


def _row(entry: PlannedEntry, name: str) -> tuple[str, ...]:
    by = "" if entry.at is None else f"{entry.at:%H:%M} {entry.at.tzinfo}"
    who = ", ".join(entry.who) or "nobody"
    return (f"{entry.day:%a %d %b %Y}", by, name, entry.what, who)


def _person(one: PersonMails, kinds: Sequence[MessageKind]) -> tuple[str, ...]:
    fullest = one.fullest
    day = "" if fullest is None else f"{fullest.day:%d %b %Y} ({fullest.mails})"
    counts = (str(one.by_kind.get(kind, 0)) for kind in kinds)
    return (one.id, one.person.name, *counts, str(one.total), day)


def _words(kind: MessageKind) -> str:
    return kind.replace("_", " ")
