"""Storms: many issues that ask the same people at once do so in one letter."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from concord.domain.handover import asked_note
from concord.domain.issue import CONCORD, Issue, IssueEvent, IssueEventKind
from concord.domain.people import Person

MOST_ALONE = 5
"""How many issues that ask the same people at once have a letter each; more have one for all."""

MOST_WRITTEN_OUT = 50
"""How many issues stand in one letter; the others are counted in it."""

_BEGINS = frozenset({IssueEventKind.RAISED, IssueEventKind.ASKED})


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldTogether:
    """Whom a letter about many issues told of one of them, on which level and when."""

    level: int
    people: frozenset[str]
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedIssue:
    """An issue as a letter about many shows it: the step that is asked, and until when."""

    issue: Issue
    step: int
    respond_by: datetime


def told_event(issue: Issue, level: int, people: Sequence[Person], now: datetime) -> IssueEvent:
    """Return the event that a letter about many issues told these people of this one."""
    return IssueEvent(
        key=issue.key,
        at=now,
        kind=IssueEventKind.TOLD_TOGETHER,
        by=CONCORD,
        origin=CONCORD,
        note=asked_note(level, people),
    )


def told_together(event: IssueEvent) -> ToldTogether:
    """Read what an event of that kind says."""
    level, _, ids = event.note.removeprefix("level ").partition(": ")
    return ToldTogether(level=int(level), people=frozenset(ids.split(", ")), at=event.at)


def told_ahead(events: Iterable[IssueEvent], level: int) -> tuple[ToldTogether, ...]:
    """Return by which letters a level knows of an issue whose own run has yet to ask it."""
    told: list[ToldTogether] = []
    for event in events:
        if event.kind in _BEGINS:
            told.clear()
        elif event.kind is IssueEventKind.TOLD_TOGETHER:
            told.append(told_together(event))
    return tuple(each for each in told if each.level == level)


def gravest_first(asked: Iterable[AskedIssue]) -> tuple[AskedIssue, ...]:
    """Return the issues in the order in which they are read."""
    return tuple(sorted(asked, key=lambda each: (-each.issue.severity.rank, str(each.issue.key))))


def storm_identity(asked: Iterable[AskedIssue]) -> str:
    """Return what is the same for the same steps of the same issues, in whatever order."""
    lines = sorted(f"{each.issue.key} {each.issue.opening}.{each.step}" for each in asked)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:32]
