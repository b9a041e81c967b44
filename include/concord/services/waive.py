"""Waive a part of a credit: who does so, and why, stands in the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from concord.domain.agreement import Agreement
from concord.domain.ledger import (
    EntryKind,
    Ledger,
    LedgerEntry,
    LedgerRefusedError,
    line_named,
    waivable,
)
from concord.domain.notation import money, period_name
from concord.domain.period import MeasurementPeriod
from concord.ports import Store
from concord.services.approve import Said
from concord.services.consent import Act, take_consent
from concord.services.post_ledger import live_ledger, write


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """How much of a month's credit is waived; service and regime where there are several."""

    period: MeasurementPeriod
    amount: Decimal
    service: str | None = None
    regime: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waived:
    """The entry by which something is waived, once nobody else must consent."""

    entry: LedgerEntry
    people_needed: int = 0


def waive(agreement: Agreement, waiver: Waiver, said: Said, *, store: Store) -> Waived:
    """Waive what is neither settled nor disputed; `said.note` says why.

    Raises LedgerRefusedError.
    """
    if not said.note:
        message = "A waiver needs its reason."
        raise LedgerRefusedError(message)
    with store.transaction() as tx:
        ledger = live_ledger(tx, agreement.partner)
        entry = _entry(ledger, waiver, said)
        act = Act(
            subject=f"waive/{entry.key}/{waiver.amount.normalize()}",
            line=entry.line,
            period=waiver.period,
            amount=waiver.amount,
        )
        lacking = take_consent(tx, agreement, ledger, act, said)
        if not lacking:
            write(tx, ledger, (entry,), said.at)
    return Waived(entry=entry, people_needed=lacking)


def _entry(ledger: Ledger, waiver: Waiver, said: Said) -> LedgerEntry:
    line = line_named(ledger, waiver.period, waiver.service, waiver.regime)
    left = waivable(ledger, line, waiver.period)
    if not 0 < waiver.amount <= left:
        most = f"more than nothing and up to {money(left, line.currency)}"
        message = f"Of {period_name(waiver.period)} {most} can be waived."
        raise LedgerRefusedError(message)
    return LedgerEntry(
        partner=ledger.partner,
        line=line,
        period=waiver.period,
        posted_to=ledger.open_month(line.service, waiver.period),
        kind=EntryKind.WAIVED,
        number=ledger.number(line, waiver.period, EntryKind.WAIVED),
        amount=-waiver.amount,
        cause=said.note,
        by=said.by,
        at=said.at,
        cites=str(waiver.period),
    )
