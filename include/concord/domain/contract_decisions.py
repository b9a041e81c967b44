"""What contract dates raise: those close ahead on which nobody has decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from concord.domain.agreement import Agreement
from concord.domain.contract import (
    Obligation,
    ObligationKind,
    due_reminder,
    obligations,
)
from concord.domain.issue import (
    EVERY_SERVICE,
    IssueKey,
    IssueKind,
    IssueSeverity,
    RaisedIssue,
)

SERIOUS_DAYS = 30
CRITICAL_DAYS = 7
"""Days before its date at which an undecided contract date must be answered for."""

_DECISIONS = frozenset({ObligationKind.NOTICE, ObligationKind.TERM_END})


def contract_decisions(
    agreement: Agreement, decided: frozenset[str], today: date
) -> Iterator[RaisedIssue]:
    """Yield an issue for each contract date close ahead on which nobody has decided.

    `decided` are the keys of the obligations on which somebody did.
    """
    if agreement.contract is None:
        return
    for obligation in obligations(agreement.contract, agreement.organisation.calendar, today):
        reminder = due_reminder(obligation, today, (SERIOUS_DAYS, CRITICAL_DAYS))
        open_ = obligation.kind in _DECISIONS and obligation.key not in decided
        if open_ and reminder is not None:
            critical = reminder.days_before == CRITICAL_DAYS
            yield _undecided(agreement, obligation, critical=critical)


def _undecided(agreement: Agreement, obligation: Obligation, *, critical: bool) -> RaisedIssue:
    words = "notice" if obligation.kind is ObligationKind.NOTICE else "term end"
    latest = obligation.latest_date
    return RaisedIssue(
        key=IssueKey(
            partner=agreement.partner,
            service=EVERY_SERVICE,
            kind=IssueKind.CONTRACT_DECISION,
            subject=f"{obligation.kind}/{obligation.subject}",
            period=latest.isoformat(),
        ),
        severity=IssueSeverity.CRITICAL if critical else IssueSeverity.SERIOUS,
        headline=f"{agreement.name}: nobody has decided before the {words} date {latest}",
        facts=(
            ("Contract", obligation.subject),
            ("Act by", obligation.act_by.isoformat()),
            ("Last day that counts", latest.isoformat()),
            ("Term ends", obligation.term_end.isoformat()),
        ),
    )


def obligation_of(key: IssueKey) -> str:
    """Return the key of the obligation that a contract decision's issue is about."""
    return f"{key.subject}/{key.period}"
