"""Take somebody's consent to an amount: within their limit, and by two people where agreed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from concord.domain.agreement import Agreement
from concord.domain.ledger import (
    Ledger,
    LedgerEvent,
    LedgerEventKind,
    LedgerLine,
    LedgerRefusedError,
    check_limit,
    consenting,
    people_needed,
)
from concord.domain.people import Side
from concord.domain.period import MeasurementPeriod
from concord.domain.quantity import Money
from concord.ports import Transaction
from concord.services.approve import Said, check_person


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What is decided: `subject` names it whole, its amount included, so that two mean one."""

    subject: str
    line: LedgerLine
    period: MeasurementPeriod
    amount: Decimal

    @property
    def money(self) -> Money:
        """The amount with its currency."""
        return Money(amount=self.amount, currency=self.line.currency)


def take_consent(
    tx: Transaction, agreement: Agreement, ledger: Ledger, act: Act, said: Said
) -> int:
    """Record the consent of one of ours; return how many more people it takes.

    Raises LedgerRefusedError for somebody who must not decide, or has consented before while
    another person is needed.
    """
    person = check_person(agreement, said, Side.CLIENT, LedgerRefusedError)
    check_limit(person, (act.money,))
    given = consenting(ledger, act.subject)
    needed = people_needed(agreement.settlement, (act.money,))
    if said.by in given:
        message = f"{said.by} has consented already: it takes somebody else too."
        raise LedgerRefusedError(message)
    tx.ledger.note(
        LedgerEvent(
            partner=agreement.partner,
            service=act.line.service,
            period=act.period,
            kind=LedgerEventKind.CONSENTED,
            subject=act.subject,
            by=said.by,
            at=said.at,
            origin=said.origin,
            note=said.note,
            amount=act.amount,
        )
    )
    return max(needed - len(given) - 1, 0)
