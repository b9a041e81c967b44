"""Where an issue stands on its ladder: which level is asked next, whom it reaches, until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from concord.domain.agreement import Agreement
from concord.domain.escalation_policy import EscalationPolicy
from concord.domain.issue import STEPS, Issue, IssueEvent, IssueEventKind, asked_steps
from concord.domain.people import Person
from concord.domain.storm import told_ahead

_PASSED_ON = frozenset({IssueEventKind.TIMED_OUT, IssueEventKind.ESCALATED})


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedLevel:
    """The level of a step, and the people on it who have yet to be told of the issue."""

    step: int
    level: int
    people: tuple[Person, ...]


def policy_for(agreement: Agreement, issue: Issue) -> EscalationPolicy:
    """Return the levels that an issue takes by its severity."""
    return agreement.escalation.of(issue.severity)


def people_on(agreement: Agreement, issue: Issue, level: int, now: datetime) -> tuple[Person, ...]:
    """Return whom a level reaches now."""
    day = now.astimezone(agreement.organisation.zone).date()
    asked = policy_for(agreement, issue).level(level)
    return asked.people(agreement.people, agreement.owner, day)


def respond_by(agreement: Agreement, issue: Issue, behind: Sequence[IssueEvent]) -> datetime:
    """Return when the last of the steps `behind` an issue runs out of time to respond."""
    level = policy_for(agreement, issue).number_at(len(behind) - 1)
    return responds_by(agreement, issue, level, behind[-1].at)


def responds_by(agreement: Agreement, issue: Issue, level: int, asked: datetime) -> datetime:
    """Return when a level that is asked at `asked` runs out of time to respond."""
    calendar = agreement.organisation.calendar
    return policy_for(agreement, issue).respond_by(level, asked, calendar)


def next_asked(
    agreement: Agreement, issue: Issue, events: Sequence[IssueEvent], now: datetime
) -> AskedLevel | None:
    """Return the step of an open issue that is to be asked now; None while one is waited for.

    Steps that reach nobody are passed over.  After the last one there is none.
    """
    behind = asked_steps(events)
    if behind and not _is_over(agreement, issue, events, now):
        return None
    steps = policy_for(agreement, issue).steps()
    for step in range(len(behind), len(steps)):
        people = people_on(agreement, issue, steps[step], now)
        if people:
            return level_asked(events, step, steps[step], people)
    return None


def level_asked(
    events: Sequence[IssueEvent], step: int, level: int, people: Sequence[Person]
) -> AskedLevel:
    """Return a level with those of its people whom no letter about many issues has told."""
    known = {id_ for told in told_ahead(events, level) for id_ in told.people}
    untold = tuple(person for person in people if person.id not in known)
    return AskedLevel(step=step, level=level, people=untold)


def _is_over(
    agreement: Agreement, issue: Issue, events: Sequence[IssueEvent], now: datetime
) -> bool:
    """Say whether the step that was asked last is waited for no more."""
    behind = asked_steps(events)
    if behind[-1].kind is IssueEventKind.LEVEL_SKIPPED:
        return True
    last = max(n for n, event in enumerate(events) if event.kind in STEPS)
    if any(event.kind in _PASSED_ON for event in events[last:]):
        return True
    # Of many that were asked at once all are over at once, whichever run is the first to say so.
    return now >= respond_by(agreement, issue, behind)
