"""The ladder of an open issue: ask level after level until somebody answers."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from concord.domain.agreement import Agreement
from concord.domain.escalation_policy import EscalationPolicy
from concord.domain.handover import asked_note
from concord.domain.issue import (
    CONCORD,
    Issue,
    IssueEvent,
    IssueEventKind,
    IssueKey,
    IssueState,
    asked_steps,
)
from concord.domain.markdown import grid, plain
from concord.domain.people import Person
from concord.domain.shadow import marked_title
from concord.ports import Store, Transaction
from concord.services.correspondence import Correspondence
from concord.services.issue_letters import letter_subject, moment_text, request_letter

_BEGINS = frozenset({IssueEventKind.RAISED, IssueEventKind.ASKED, IssueEventKind.LEVEL_SKIPPED})
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a level is asked, until when; without people there is nobody to wait for.

    `body` is Markdown and holds no text of a delivered file that was not quoted.
    """

    issue: Issue
    step: int
    level: int
    people: tuple[Person, ...]
    title: str
    body: str
    respond_by: datetime


def ask(
    agreement: Agreement,
    key: IssueKey,
    step: int,
    link: str,
    *,
    store: Store,
    correspondence: Correspondence,
    now: datetime,
) -> Request | None:
    """Ask the level of `step` (from 0) by mail, once; None when no answer is waited for.

    A repeated step keeps its first clock and sends nothing.  A level that reaches nobody is
    skipped and recorded; after the last step the issue stands as unanswered.
    """
    with store.transaction() as tx:
        issue = tx.issues.get(key)
        if issue is None or issue.state is not IssueState.OPEN:
            return None
        steps = _policy(agreement, issue).steps()
        if step >= len(steps):
            return None
        people = _people(agreement, issue, steps[step], now)
        behind = asked_steps(tx.issues.events(key))
        if step > len(behind):
            # The run of an earlier opening: this one has not come that far.
            return None
        if step < len(behind):
            current = step + 1 == len(behind) and behind[-1].kind is IssueEventKind.ASKED
            return _request(agreement, issue, step, people if current else (), behind)
        event = _asked(issue, steps[step], people, now)
        issue = replace(issue, step=step)
        tx.issues.save(issue)
        tx.issues.log(event)
        request = _request(agreement, issue, step, people, (*behind, event))
        if people:
            _send(tx, correspondence, request, link, now)
        elif step + 1 == len(steps):
            _stand_unanswered(tx, issue, now)
        return request


def _policy(agreement: Agreement, issue: Issue) -> EscalationPolicy:
    return agreement.escalation.of(issue.severity)


def _people(agreement: Agreement, issue: Issue, level: int, now: datetime) -> tuple[Person, ...]:
    """Return whom a level reaches now."""
    day = now.astimezone(agreement.organisation.zone).date()
    asked = _policy(agreement, issue).level(level)
    return asked.people(agreement.people, agreement.owner, day)


def respond_by(agreement: Agreement, issue: Issue, behind: Sequence[IssueEvent]) -> datetime:
    """Return when the last of the steps `behind` an issue runs out of time to respond."""
    policy = _policy(agreement, issue)
    level = policy.number_at(len(behind) - 1)
    return policy.respond_by(level, behind[-1].at, agreement.organisation.calendar)


def _request(
    agreement: Agreement,
    issue: Issue,
    step: int,
    people: tuple[Person, ...],
    behind: Sequence[IssueEvent],
) -> Request:
    level = _policy(agreement, issue).number_at(step)
    until = respond_by(agreement, issue, behind)
    return Request(
        issue=issue,
        step=step,
        level=level,
        people=people,
        title=marked_title(f"Level {level}: {issue.headline}", people),
        body=_markdown(issue, level, people, until),
        respond_by=until,
    )


def _markdown(issue: Issue, level: int, people: Sequence[Person], until: datetime) -> str:
    raised = moment_text(issue.raised_at.astimezone(until.tzinfo))
    facts = (
        *issue.facts,
        ("Severity", issue.severity),
        ("Raised", raised),
        ("Asked", f"level {level}: {', '.join(person.name for person in people)}"),
        ("Answer by", moment_text(until)),
    )
    return (
        f"{plain(issue.headline)}.\n\n{grid(('', ''), facts)}\n\n"
        "*Acknowledge* stops the escalation. *Waive* needs a note with the reason; without one "
        "you are asked again. *Escalate now* asks the next level at once."
    )


def _asked(issue: Issue, level: int, people: Sequence[Person], now: datetime) -> IssueEvent:
    return IssueEvent(
        key=issue.key,
        at=now,
        kind=IssueEventKind.ASKED if people else IssueEventKind.LEVEL_SKIPPED,
        by=CONCORD,
        origin=CONCORD,
        note=asked_note(level, people),
    )


def _send(
    tx: Transaction, correspondence: Correspondence, request: Request, link: str, now: datetime
) -> None:
    issue, people = request.issue, request.people
    letter = request_letter(issue, request.level, people, request.respond_by, link)
    correspondence.send_letter(tx, letter_subject(issue, request.step), letter, people, now)
    _log.info("issue %s: level %d asked", issue.key, request.level)


def time_out(
    agreement: Agreement, key: IssueKey, step: int, *, store: Store, now: datetime
) -> Issue | None:
    """Record that nobody answered `step` in time; after the last step, that nobody did at all.

    Returns the issue; one that was answered meanwhile stays as it is.
    """
    with store.transaction() as tx:
        issue = tx.issues.get(key)
        if issue is None or issue.state is not IssueState.OPEN or issue.step != step:
            return issue
        if _timed_out(tx, key):
            return issue
        note = f"level {_policy(agreement, issue).number_at(step)} did not answer in time"
        tx.issues.log(_event(issue, IssueEventKind.TIMED_OUT, note, now))
        return pass_on(tx, agreement, issue, now)


def _timed_out(tx: Transaction, key: IssueKey) -> bool:
    kinds = [event.kind for event in tx.issues.events(key)]
    # The step before left its own time-out in the log, which says nothing of this one.
    started = max((n for n, kind in enumerate(kinds) if kind in _BEGINS), default=0)
    return IssueEventKind.TIMED_OUT in kinds[started:]


def pass_on(tx: Transaction, agreement: Agreement, issue: Issue, now: datetime) -> Issue:
    """Return the issue for its next step, or as unanswered when there is none."""
    last = issue.step + 1 >= len(_policy(agreement, issue).steps())
    return _stand_unanswered(tx, issue, now) if last else issue


def _stand_unanswered(tx: Transaction, issue: Issue, now: datetime) -> Issue:
    standing = replace(issue, state=IssueState.UNANSWERED)
    tx.issues.save(standing)
    note = "every level was asked, and nobody answered"
    tx.issues.log(_event(issue, IssueEventKind.UNANSWERED, note, now))
    return standing


def _event(issue: Issue, kind: IssueEventKind, note: str, now: datetime) -> IssueEvent:
    return IssueEvent(key=issue.key, at=now, kind=kind, by=CONCORD, origin=CONCORD, note=note)
