"""Answer: what a person decides about an issue; the first committed answer wins."""

from __future__ import annotations

import logging

from concord.domain.agreement import Agreement
from concord.domain.errors import NotAnswerableError
from concord.domain.issue import (
    Answer,
    GivenAnswer,
    Issue,
    IssueEvent,
    IssueEventKind,
    IssueKey,
    IssueState,
    answered,
)
from concord.ports import Store, Transaction
from concord.services.correspondence import Correspondence
from concord.services.issue_letters import moment_text, tell_the_end
from concord.services.ladder import pass_on

_DECISIONS = frozenset(
    {IssueEventKind.ACKNOWLEDGED, IssueEventKind.RESOLVED, IssueEventKind.WAIVED}
)
_log = logging.getLogger(__name__)


def answer(
    agreement: Agreement,
    key: IssueKey,
    given: GivenAnswer,
    *,
    store: Store,
    correspondence: Correspondence,
) -> Issue:
    """Record an answer and return the issue as it stands after it.

    Raises NotAnswerableError, naming who decided and when, for an answer that comes too
    late, and for a waiver without a reason.
    """
    with store.transaction() as tx:
        issue = _answerable(tx, key, given.answer)
        after, event = answered(issue, given)
        tx.issues.save(after)
        tx.issues.log(event)
        if given.answer is Answer.ESCALATE_NOW:
            after = pass_on(tx, agreement, after, given.at)
        if after.state.is_final:
            how = f"{after.state.capitalize()} by {given.by}. {given.words}".rstrip()
            tell_the_end(tx, agreement, correspondence, after, how, given.at)
    _log.info("issue %s: %s", key, event.kind)
    return after


def _answerable(tx: Transaction, key: IssueKey, wanted: Answer) -> Issue:
    issue = tx.issues.get(key)
    if issue is None:
        message = f"There is no issue {key}."
        raise NotAnswerableError(message)
    again = issue.state is IssueState.ACKNOWLEDGED and wanted in {
        Answer.ACKNOWLEDGE,
        Answer.ESCALATE_NOW,
    }
    if issue.state.is_final or again:
        raise NotAnswerableError(_too_late(issue, tx.issues.events(key)))
    return issue


def _too_late(issue: Issue, events: tuple[IssueEvent, ...]) -> str:
    decision = next(event for event in reversed(events) if event.kind in _DECISIONS)
    at = moment_text(decision.at)
    return f"{issue.key} was already decided ({issue.state}) by {decision.by} at {at}."
