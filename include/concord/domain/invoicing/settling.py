"""Settling: the entries by which credit notes pay what was confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal

from concord.domain.finding import quoted
from concord.domain.invoicing.expectations import confirmed_by_line
from concord.domain.invoicing.line import InvoiceKind, InvoiceLine
from concord.domain.invoicing.matching import Match
from concord.domain.issue import CONCORD
from concord.domain.ledger import EntryKind, LedgerEntry, LedgerLine
from concord.domain.ledger.ledger import Ledger
from concord.domain.notation import day, money
from concord.domain.period import MeasurementPeriod

_PAYS = frozenset({EntryKind.SETTLED})


def settled_entries(ledger: Ledger, found: Iterable[Match], at: datetime) -> Iterator[LedgerEntry]:
    """Yield what the ledger lacks of what credit notes have paid; nothing a second time.

    A credit note pays the lines of its service in their order, each up to what was confirmed.
    What it gives beyond that is for a person to look into, and pays nothing.  One that is
    withdrawn or changed is followed by a counter-entry.
    """
    confirmed = confirmed_by_line(ledger.entries)
    for match in found:
        if match.kind is InvoiceKind.CREDIT_NOTE:
            for line, paid in _shares(match, confirmed):
                owed = -paid - ledger.sum(_PAYS, line, match.month)
                if owed:
                    yield _entry(ledger, match, line, owed, at)


def _shares(
    match: Match, confirmed: Mapping[tuple[LedgerLine, MeasurementPeriod], Decimal]
) -> Iterator[tuple[LedgerLine, Decimal]]:
    left = match.billed
    for (line, month), amount in confirmed.items():
        own = (line.service, line.currency, month) == (match.service, match.currency, match.month)
        if own:
            paid = max(min(left, amount), Decimal(0))
            left -= paid
            yield line, paid


def _entry(
    ledger: Ledger, match: Match, line: LedgerLine, owed: Decimal, at: datetime
) -> LedgerEntry:
    return LedgerEntry(
        partner=ledger.partner,
        line=line,
        period=match.month,
        posted_to=ledger.open_month(line.service, match.month),
        kind=EntryKind.SETTLED,
        number=ledger.number(line, match.month, EntryKind.SETTLED),
        amount=owed,
        cause=_cause(match.lines, match.currency),
        by=CONCORD,
        at=at,
        cites=str(match.month),
    )


def _cause(lines: Iterable[InvoiceLine], currency: str) -> str:
    notes = [
        f"credit note {quoted(line.invoice)} of {day(line.day)}, {money(line.net, currency)}"
        for line in lines
    ]
    return "; ".join(notes) or "the credit note was withdrawn"
