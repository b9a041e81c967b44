"""What happened around a partner's ledger and moved no sum by itself; nothing is removed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from concord.domain.period import MeasurementPeriod


class LedgerEventKind(StrEnum):
    """What can happen.

    A statement is issued; somebody consents to something; a month is signed off; a dispute is
    raised, passed on to somebody, resolved; a change is proposed, withdrawn, released, refused.
    """

    ISSUED = "issued"
    CONSENTED = "consented"
    SIGNED_OFF = "signed_off"
    DISPUTE_RAISED = "dispute_raised"
    DISPUTE_PASSED = "dispute_passed"
    DISPUTE_RESOLVED = "dispute_resolved"
    PROPOSED = "proposed"
    WITHDRAWN = "withdrawn"
    RELEASED = "released"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEvent:
    """One event: who did what, when, from where and why.

    `subject` is what it is about: the content hash of a statement, the key of a dispute's
    first entry, the key that a proposed entry would have, or the act that is consented to.
    `amount` is what it comes to, where it has one; `owner` is who must act next, `due` by
    which day.
    """

    partner: str
    service: str
    period: MeasurementPeriod
    kind: LedgerEventKind
    subject: str
    by: str
    at: datetime
    origin: str = ""
    note: str = ""
    amount: Decimal | None = None
    owner: str = ""
    due: date | None = None
