"""The ladder of an open issue: ask level after level until somebody answers."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from concord.domain.agreement import Agreement
from concord.domain.asked_level import (
    AskedLevel,
    level_asked,
    people_on,
    policy_for,
    respond_by,
    responds_by,
)
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
from concord.domain.storm import AskedIssue, told_ahead
from concord.ports import Store, Transaction
from concord.services.correspondence import Correspondence
from concord.services.issue_letters import moment_text
from concord.services.tell_level import tell_level

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
        steps = policy_for(agreement, issue).steps()
        if step >= len(steps):
            return None
        people = people_on(agreement, issue, steps[step], now)
        events = tx.issues.events(key)
        behind = asked_steps(events)
        if step > len(behind):
            # The run of an earlier opening: this one has not come that far.
            return None
        if step < len(behind):
            current = step + 1 == len(behind) and behind[-1].kind is IssueEventKind.ASKED
            return _request(agreement, issue, step, people if current else (), behind)
        level = level_asked(events, step, steps[step], people)
        event = _asked(issue, steps[step], people, _clock(agreement, issue, level, events, now))
        issue = replace(issue, step=step)
        tx.issues.save(issue)
        tx.issues.log(event)
        _log.info("issue %s: level %d: %s", key, level.level, event.kind)
        request = _request(agreement, issue, step, people, (*behind, event))
        if level.people:
            asked = AskedIssue(issue=issue, step=step, respond_by=request.respond_by)
            tell_level(tx, agreement, correspondence, asked, level, people, link, now)
        elif not people and step + 1 == len(steps):
            _stand_unanswered(tx, issue, now)
        return request


def _request(
    agreement: Agreement,
    issue: Issue,
    step: int,
    people: tuple[Person, ...],
    behind: Sequence[IssueEvent],
) -> Request:
    level = policy_for(agreement, issue).number_at(step)
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


def _clock(
    agreement: Agreement,
    issue: Issue,
    level: AskedLevel,
    events: Sequence[IssueEvent],
    now: datetime,
) -> datetime:
    """Return from when on a level's time to respond runs: since all of it was told.

    One that was told so long ago that it is over by now is given its time from now on.
    """
    told = told_ahead(events, level.level)
    if level.people or not told:
        return now
    since = told[-1].at
    return since if responds_by(agreement, issue, level.level, since) > now else now


def _asked(issue: Issue, level: int, people: Sequence[Person], at: datetime) -> IssueEvent:
    return IssueEvent(
        key=issue.key,
        at=at,
        kind=IssueEventKind.ASKED if people else IssueEventKind.LEVEL_SKIPPED,
        by=CONCORD,
        origin=CONCORD,
        note=asked_note(level, people),
    )


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
        note = f"level {policy_for(agreement, issue).number_at(step)} did not answer in time"
        tx.issues.log(_event(issue, IssueEventKind.TIMED_OUT, note, now))
        return pass_on(tx, agreement, issue, now)


def _timed_out(tx: Transaction, key: IssueKey) -> bool:
    kinds = [event.kind for event in tx.issues.events(key)]
    # The step before left its own time-out in the log, which says nothing of this one.
    started = max((n for n, kind in enumerate(kinds) if kind in _BEGINS), default=0)
    return IssueEventKind.TIMED_OUT in kinds[started:]


def pass_on(tx: Transaction, agreement: Agreement, issue: Issue, now: datetime) -> Issue:
    """Return the issue for its next step, or as unanswered when there is none."""
    last = issue.step + 1 >= len(policy_for(agreement, issue).steps())
    return _stand_unanswered(tx, issue, now) if last else issue


def _stand_unanswered(tx: Transaction, issue: Issue, now: datetime) -> Issue:
    standing = replace(issue, state=IssueState.UNANSWERED)
    tx.issues.save(standing)
    note = "every level was asked, and nobody answered"
    tx.issues.log(_event(issue, IssueEventKind.UNANSWERED, note, now))
    return standing


def _event(issue: Issue, kind: IssueEventKind, note: str, now: datetime) -> IssueEvent:
    return IssueEvent(key=issue.key, at=now, kind=kind, by=CONCORD, origin=CONCORD, note=note)
