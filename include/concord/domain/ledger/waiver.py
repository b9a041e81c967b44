"""Waivers: how much can be given up, and what becomes of one whose credit goes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from concord.domain.issue import CONCORD
from concord.domain.ledger.dispute import disputable
from concord.domain.ledger.entry import COMPUTED, EntryKind, LedgerEntry, LedgerLine
from concord.domain.ledger.ledger import Ledger, total
from concord.domain.period import MeasurementPeriod


def waivable(ledger: Ledger, line: LedgerLine, period: MeasurementPeriod) -> Decimal:
    """Return how much of a month's credit can be waived: what is settled is not owed."""
    open_still = ledger.balance(line) - ledger.sum({EntryKind.DISPUTED}, line)
    return max(min(disputable(ledger, line, period), open_still), Decimal(0))


def waivers_too_high(ledger: Ledger, at: datetime) -> Iterator[LedgerEntry]:
    """Yield what takes back the part of a waiver for which no credit is left."""
    waived = {(e.line, e.period) for e in ledger.entries if e.kind is EntryKind.WAIVED}
    for line, period in sorted(waived, key=lambda month: (month[1], month[0])):
        entries = ledger.of(line, period)
        owed = max(total(entries, COMPUTED), Decimal(0))
        excess = -total(entries, {EntryKind.WAIVED}) - owed
        if excess > 0:
            yield LedgerEntry(
                partner=ledger.partner,
                line=line,
                period=period,
                posted_to=ledger.open_month(line.service, period),
                kind=EntryKind.WAIVED,
                number=ledger.number(line, period, EntryKind.WAIVED),
                amount=excess,
                cause="more was waived than is left of the credit",
                by=CONCORD,
                at=at,
                cites=[e for e in entries if e.kind is EntryKind.WAIVED][-1].key,
            )
