"""What the ledger raises: a disputed credit is somebody's to answer until it is resolved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from concord.domain.agreement import Agreement
from concord.domain.issue import IssueKey, IssueKind, IssueSeverity, RaisedIssue
from concord.domain.ledger.dispute import Dispute, disputes
from concord.domain.ledger.ledger import Ledger
from concord.domain.notation import day, money, period_name, shown

_LONGEST_REASON = 300


def disputed_credits(agreement: Agreement, ledger: Ledger, today: date) -> Iterator[RaisedIssue]:
    """Yield an issue for each open dispute; it is severe once its owner's day has passed."""
    for dispute in disputes(ledger):
        if dispute.is_open:
            yield _issue(agreement, dispute, today)


def _issue(agreement: Agreement, dispute: Dispute, today: date) -> RaisedIssue:
    amount = money(dispute.amount, dispute.line.currency)
    late = dispute.due is not None and today > dispute.due
    return RaisedIssue(
        key=IssueKey(
            partner=agreement.partner,
            service=dispute.line.service,
            kind=IssueKind.CREDIT_DISPUTED,
            subject=f"dispute-{dispute.number}",
            period=str(dispute.statement),
        ),
        severity=IssueSeverity.SEVERE if late else IssueSeverity.SERIOUS,
        headline=f"{agreement.name}: {amount} of {period_name(dispute.statement)} is disputed",
        facts=(
            ("Statement", str(dispute.statement)),
            ("Credit of", str(dispute.period)),
            ("Regime", dispute.line.regime),
            ("Disputed", amount),
            ("Reason", shown(dispute.reason, _LONGEST_REASON)),
            ("Raised by", dispute.stages[0].by),
            *((("Owner", dispute.owner),) if dispute.owner else ()),
            *((("Act by", day(dispute.due)),) if dispute.due else ()),
        ),
    )
