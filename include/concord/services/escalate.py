"""Escalate: raise what must be answered for, and settle what the facts have settled."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from concord.domain.agreement import Agreement
from concord.domain.asked_level import respond_by
from concord.domain.contract_decisions import contract_decisions, obligation_of
from concord.domain.critical_failure import critical_failures
from concord.domain.delivery import delivery_periods, missing_deliveries, noticed
from concord.domain.doubtful_figures import doubtful_figures
from concord.domain.early_warning import early_warnings, is_news, why_it_ended
from concord.domain.forecast import Forecast
from concord.domain.invoicing import Match
from concord.domain.invoicing.issues import settlement_issues
from concord.domain.issue import (
    CONCORD,
    Issue,
    IssueEvent,
    IssueEventKind,
    IssueKey,
    IssueKind,
    IssueState,
    RaisedIssue,
    asked_steps,
)
from concord.domain.ledger.issues import disputed_credits
from concord.domain.raising import (
    key_of_outcome,
    late_files,
    missed_service_levels,
    unusable_files,
)
from concord.domain.recurring_failure import doubtful_recurrences, recurring_failures
from concord.domain.service_level import OutcomeKind
from concord.domain.unreachable import unreachable_contacts
from concord.ports import Store, Transaction
from concord.services.correspondence import Correspondence
from concord.services.issue_letters import tell_the_end
from concord.services.post_ledger import ledger_of

LOST_AFTER = timedelta(hours=1)
"""How long past its time to respond a step without a successor means that its run is lost."""

_UNDECIDED = frozenset({OutcomeKind.INCOMPLETE, OutcomeKind.OPEN})
_REASONS = {
    IssueKind.MISSED_SERVICE_LEVEL: "The figures were restated: nothing is missed any more.",
    IssueKind.LATE_FILE: "A file has arrived.",
    IssueKind.UNUSABLE_FILE: "A usable file is there, or somebody has decided.",
    IssueKind.CONTRACT_DECISION: "A decision is recorded.",
    IssueKind.RECURRING_FAILURE: "It does not fail so often any more.",
    IssueKind.CRITICAL_FAILURE: "The figures were restated: it is none any more.",
    IssueKind.DOUBTFUL_FIGURE: "The figures were restated: they can be right now.",
    IssueKind.SETTLEMENT_DIFFERENCE: "Both sides' books agree.",
    IssueKind.CREDIT_NOTE_OVERDUE: "The credit note has come.",
    IssueKind.CREDIT_DISPUTED: "The dispute is over.",
    IssueKind.UNREACHABLE_CONTACT: "Mail arrives again, or the address was changed.",
}
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """What is raised now, and which issues the facts can neither raise nor settle.

    `doubtful` are service levels of which nobody knows yet whether they fail too often.
    `forecasts` are None where nobody forecast anything; early warnings then stay as they are.
    """

    raised: tuple[RaisedIssue, ...]
    undecided: frozenset[IssueKey]
    decided: frozenset[str]
    doubtful: frozenset[str]
    forecasts: Sequence[Forecast] | None


def raise_issues(
    agreement: Agreement,
    *,
    store: Store,
    correspondence: Correspondence,
    now: datetime,
    forecasts: Sequence[Forecast] | None = None,
    billed: Sequence[Match] = (),
) -> tuple[Issue, ...]:
    """Raise and settle a partner's issues as of `now`; return those that need to be asked.

    `forecasts` are those of all running periods; without them no early warning is touched.
    `billed` is how invoices and credit notes compare with what was agreed.
    Repeating it changes nothing: the same evidence neither makes a twin nor reopens what
    somebody has settled.
    """
    with store.transaction() as tx:
        facts = _facts(agreement, tx, now, forecasts, billed)
        known = {issue.key: issue for issue in tx.issues.of_partner(agreement.partner)}
        for raised in facts.raised:
            known[raised.key] = _raise(tx, agreement, raised, known.get(raised.key), now)
        standing = {raised.key for raised in facts.raised}
        for issue in known.values():
            reason = None if issue.key in standing else _why_settled(agreement, issue, facts, now)
            if reason is not None:
                _settle(tx, agreement, correspondence, issue, reason, now)
        after = tx.issues.of_partner(agreement.partner)
        return tuple(issue for issue in after if _needs_run(tx, agreement, issue, now))


def _facts(
    agreement: Agreement,
    tx: Transaction,
    now: datetime,
    forecasts: Sequence[Forecast] | None,
    billed: Sequence[Match],
) -> _Facts:
    partner = agreement.partner
    submissions = tx.submissions.of_partner(partner)
    assessments = tx.assessments.of_partner(partner)
    decided = frozenset(d.obligation for d in tx.decisions.of_partner(partner))
    periods = delivery_periods(agreement, submissions, now, until_due=True)
    collected = tx.drives.collected(partner)
    absent = missing_deliveries(agreement, submissions, periods, now)
    missing = noticed(agreement, absent, collected, now)
    today = now.astimezone(agreement.organisation.zone).date()
    return _Facts(
        raised=(
            *missed_service_levels(agreement, assessments),
            *recurring_failures(agreement, assessments),
            *critical_failures(agreement, assessments),
            *doubtful_figures(agreement, assessments, now),
            *late_files(agreement, missing),
            *unusable_files(agreement, submissions),
            *contract_decisions(agreement, decided, today),
            *early_warnings(agreement, forecasts or ()),
            *settlement_issues(agreement, billed),
            *disputed_credits(agreement, ledger_of(tx, partner), today),
            *unreachable_contacts(agreement, tx.delivery_events.troubled()),
        ),
        undecided=frozenset(
            key_of_outcome(agreement, outcome)
            for assessment in assessments
            for outcome in assessment.outcomes
            if outcome.kind in _UNDECIDED
        ),
        decided=decided,
        doubtful=doubtful_recurrences(agreement, assessments),
        forecasts=forecasts,
    )


def _raise(
    tx: Transaction, agreement: Agreement, raised: RaisedIssue, known: Issue | None, now: datetime
) -> Issue:
    """Store the issue, new or with what is new about it."""
    if known is None:
        issue = _opened(agreement, raised, 1, now)
        _save(tx, issue, IssueEventKind.RAISED, now, raised.headline)
        return issue
    rose = raised.severity.rank > known.severity.rank
    if not rose and not is_news(raised, known) and not _came_back(tx, known):
        return known
    if _reopens(tx, known, rose=rose):
        issue = _opened(agreement, raised, known.opening + 1, now)
        _save(tx, issue, IssueEventKind.RAISED, now, raised.headline)
        return issue
    issue = replace(
        known,
        severity=raised.severity if rose else known.severity,
        headline=raised.headline,
        facts=raised.facts,
    )
    kind = IssueEventKind.SEVERITY_ROSE if rose else IssueEventKind.EVIDENCE
    _save(tx, issue, kind, now, raised.headline)
    return issue


def _opened(agreement: Agreement, raised: RaisedIssue, opening: int, now: datetime) -> Issue:
    return Issue(
        key=raised.key,
        severity=raised.severity,
        headline=raised.headline,
        facts=raised.facts,
        state=IssueState.OPEN,
        raised_at=now,
        policy=agreement.escalation.name,
        opening=opening,
    )


def _reopens(tx: Transaction, known: Issue, *, rose: bool) -> bool:
    """Say whether what is new must be answered again.

    Higher severity breaks through every answer; other new facts only what was resolved.
    """
    if known.state is IssueState.OPEN:
        return False
    return rose or known.state is IssueState.RESOLVED or _came_back(tx, known)


def _came_back(tx: Transaction, known: Issue) -> bool:
    """Say whether the facts had gone by themselves: coming back, they are news."""
    if known.state is not IssueState.RESOLVED:
        return False
    return tx.issues.events(known.key)[-1].by == CONCORD


def _why_settled(agreement: Agreement, issue: Issue, facts: _Facts, now: datetime) -> str | None:
    """Return by what the facts have settled an issue that is not raised any more, or None."""
    if issue.state.is_final or issue.key in facts.undecided:
        return None
    if issue.key.kind is IssueKind.EARLY_WARNING:
        today = now.astimezone(agreement.zone).date()
        known = facts.forecasts
        return None if known is None else why_it_ended(issue.key, agreement, known, today)
    return _REASONS[issue.key.kind] if _is_settled(issue, facts) else None


def _is_settled(issue: Issue, facts: _Facts) -> bool:
    if issue.key.kind is IssueKind.CONTRACT_DECISION:
        # A date that has passed is no decision.
        return obligation_of(issue.key) in facts.decided
    recurs = issue.key.kind is IssueKind.RECURRING_FAILURE
    return not (recurs and issue.key.subject in facts.doubtful)


def _settle(
    tx: Transaction,
    agreement: Agreement,
    correspondence: Correspondence,
    issue: Issue,
    reason: str,
    now: datetime,
) -> None:
    settled = replace(issue, state=IssueState.RESOLVED)
    _save(tx, settled, IssueEventKind.RESOLVED, now, reason)
    tell_the_end(tx, agreement, correspondence, settled, f"It is settled: {reason}", now)


def _save(tx: Transaction, issue: Issue, kind: IssueEventKind, now: datetime, note: str) -> None:
    tx.issues.save(issue)
    tx.issues.log(
        IssueEvent(key=issue.key, at=now, kind=kind, by=CONCORD, origin=CONCORD, note=note)
    )
    _log.info("issue %s: %s", issue.key, kind)


def _needs_run(tx: Transaction, agreement: Agreement, issue: Issue, now: datetime) -> bool:
    """Say whether nobody has been asked yet, or the run that asks is lost."""
    if issue.state is not IssueState.OPEN:
        return False
    steps = asked_steps(tx.issues.events(issue.key))
    return not steps or now > respond_by(agreement, issue, steps) + LOST_AFTER
