"""Promises: what was answered to the issue of a late file, and what it does to the chases."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from concord.domain.issue import CONCORD, Issue, IssueEvent, IssueEventKind, IssueState
from concord.domain.period import MeasurementPeriod

_ANSWERED = frozenset({IssueState.ACKNOWLEDGED, IssueState.RESOLVED, IssueState.WAIVED})
_ANSWERS = frozenset({IssueEventKind.ACKNOWLEDGED, IssueEventKind.RESOLVED, IssueEventKind.WAIVED})
_DUE = re.compile(r"\bDue ([0-9]{4}-[0-9]{2}-[0-9]{2})\.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What was answered about a missing delivery: a later day, or none.

    Without a day somebody has taken it on, or waived it: it is chased no more.
    """

    source: str
    period: MeasurementPeriod
    by: date | None = None


def promise_of(issue: Issue, events: Iterable[IssueEvent]) -> Promise | None:
    """Return what a person answered to this opening of a late file's issue, None without it."""
    answers: list[IssueEvent] = []
    for event in events:
        if event.kind is IssueEventKind.RAISED or _is_settled(event):
            answers.clear()
        elif event.kind in _ANSWERS:
            answers.append(event)
    if issue.state not in _ANSWERED or not answers:
        return None
    return Promise(
        source=issue.key.subject,
        period=MeasurementPeriod.parse(issue.key.period),
        by=agreed_day(answers[-1]),
    )


def _is_settled(event: IssueEvent) -> bool:
    """Say whether the facts settled it, as a file that came: what was answered is over then."""
    return event.kind is IssueEventKind.RESOLVED and event.by == CONCORD


def agreed_day(answer: IssueEvent) -> date | None:
    """Return the day by which an answer says that the cause will be mended, None without one."""
    match = _DUE.search(answer.note)
    try:
        return None if match is None else date.fromisoformat(match[1])
    except ValueError:
        return None
