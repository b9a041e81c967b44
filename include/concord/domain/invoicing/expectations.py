"""What invoices and credit notes should come to: agreed charges, and confirmed credits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from concord.domain.agreement import Agreement
from concord.domain.charges import Charges
from concord.domain.invoicing.line import InvoiceKind, InvoiceLine
from concord.domain.invoicing.matching import Expected
from concord.domain.ledger import EntryKind, LedgerEntry, LedgerLine
from concord.domain.period import MeasurementPeriod


def expected_charges(
    agreement: Agreement, charges: Charges, lines: Iterable[InvoiceLine]
) -> Iterator[Expected]:
    """Yield the charges of every service and month that somebody has billed.

    Charges are not chased: a month of which no invoice came is the partner's own affair.
    """
    billed = {(ln.service, ln.month) for ln in lines if ln.kind is InvoiceKind.CHARGE}
    for service, month in sorted(billed):
        amount = charges(service, month)
        currency = agreement.service(service).currency
        if amount is not None and currency is not None:
            yield Expected(
                kind=InvoiceKind.CHARGE,
                service=service,
                month=month,
                currency=currency,
                amount=amount,
            )


def confirmed_by_line(
    entries: Iterable[LedgerEntry],
) -> dict[tuple[LedgerLine, MeasurementPeriod], Decimal]:
    """Return what was confirmed on each line of the ledger, by the month of its statement."""
    sums: dict[tuple[LedgerLine, MeasurementPeriod], Decimal] = defaultdict(Decimal)
    for entry in entries:
        if entry.kind is EntryKind.CONFIRMED:
            sums[entry.line, entry.posted_to] += entry.amount
    return dict(sorted(sums.items()))


def expected_credit_notes(
    agreement: Agreement, entries: Iterable[LedgerEntry]
) -> Iterator[Expected]:
    """Yield the credit notes that confirmed credits call for, and by when they must be there."""
    known = tuple(entries)
    sums: dict[tuple[str, MeasurementPeriod, str], Decimal] = defaultdict(Decimal)
    for (line, month), amount in confirmed_by_line(known).items():
        sums[line.service, month, line.currency] += amount
    for (service, month, currency), amount in sums.items():
        yield Expected(
            kind=InvoiceKind.CREDIT_NOTE,
            service=service,
            month=month,
            currency=currency,
            amount=amount,
            by=_due(agreement, _confirmed_on(known, service, month, agreement.organisation.zone)),
        )


def _confirmed_on(
    entries: Iterable[LedgerEntry], service: str, month: MeasurementPeriod, zone: ZoneInfo
) -> date:
    return max(
        entry.at.astimezone(zone).date()
        for entry in entries
        if entry.kind is EntryKind.CONFIRMED
        and entry.line.service == service
        and entry.posted_to == month
    )


def _due(agreement: Agreement, confirmed: date) -> date | None:
    settlement = agreement.settlement
    if settlement is None or settlement.within is None:
        return None
    return settlement.within.after(confirmed, agreement.calendar)
