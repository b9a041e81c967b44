"""Whom an open issue waits for: those asked last, and whoever stands in for them since."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from concord.domain.issue import (
    CONCORD,
    IssueEvent,
    IssueEventKind,
    IssueKey,
    asked_steps,
)
from concord.domain.people import Person

_HANDED = re.compile(r"(\S+) is away: handed to (\S+)")


def asked_note(level: int, people: Sequence[Person]) -> str:
    """Return what the log says of a level that is asked, or that reaches nobody."""
    names = ", ".join(person.id for person in people) or "nobody can be reached"
    return f"level {level}: {names}"


def handed_over(key: IssueKey, away: Person, stand_in: Person, now: datetime) -> IssueEvent:
    """Return the event that somebody who is away was asked, and who answers instead."""
    return IssueEvent(
        key=key,
        at=now,
        kind=IssueEventKind.HANDED_OVER,
        by=CONCORD,
        origin=CONCORD,
        note=f"{away.id} is away: handed to {stand_in.id}",
    )


def waits_for(events: Sequence[IssueEvent]) -> tuple[str, ...]:
    """Return the ids of those whom an issue waits for, each once."""
    steps = asked_steps(events)
    if not steps or steps[-1].kind is not IssueEventKind.ASKED:
        return ()
    last = max(n for n, event in enumerate(events) if event is steps[-1])
    ids = steps[-1].note.partition(": ")[2].split(", ")
    for given, taken in _handovers(events[last:]):
        ids = [taken if each == given else each for each in ids]
    return tuple(dict.fromkeys(ids))


def stood_in(events: Iterable[IssueEvent]) -> frozenset[str]:
    """Return the ids of everybody to whom the issue was ever handed over."""
    return frozenset(taken for _, taken in _handovers(events))


def _handovers(events: Iterable[IssueEvent]) -> list[tuple[str, str]]:
    handed = [e.note for e in events if e.kind is IssueEventKind.HANDED_OVER]
    found = (_HANDED.fullmatch(note) for note in handed)
    return [(match[1], match[2]) for match in found if match is not None]
