"""Builders for invoices, credit notes and what was confirmed."""

from datetime import UTC, date, datetime
from decimal import Decimal

from concord.domain.invoicing import Expected, InvoiceKind, InvoiceLine
from concord.domain.ledger import EntryKind, LedgerEntry, LedgerLine
from concord.domain.period import MeasurementPeriod
from tests.builders import period

OCTOBER = period("2026-10")
CONFIRMED_AT = datetime(2026, 11, 12, 9, tzinfo=UTC)
POINTS = LedgerLine(service="voice", regime="points", currency="GBP")
FLAT = LedgerLine(service="voice", regime="flat", currency="GBP")


def billed(
    net: str,
    kind: InvoiceKind = InvoiceKind.CHARGE,
    *,
    invoice: str = "INV-7",
    service: str = "voice",
    currency: str = "GBP",
    month: MeasurementPeriod = OCTOBER,
) -> InvoiceLine:
    return InvoiceLine(
        invoice=invoice,
        kind=kind,
        service=service,
        month=month,
        currency=currency,
        net=Decimal(net),
        day=date(2026, 11, 20),
        sha256="f00",
        row=2,
    )


def credit_note(net: str, invoice: str = "CN-1") -> InvoiceLine:
    return billed(net, InvoiceKind.CREDIT_NOTE, invoice=invoice)


def expected(
    amount: str, kind: InvoiceKind = InvoiceKind.CHARGE, by: date | None = None
) -> Expected:
    return Expected(
        kind=kind,
        service="voice",
        month=OCTOBER,
        currency="GBP",
        amount=Decimal(amount),
        by=by,
    )


def confirmed(
    amount: str,
    line: LedgerLine = POINTS,
    at: datetime = CONFIRMED_AT,
    kind: EntryKind = EntryKind.CONFIRMED,
) -> LedgerEntry:
    return LedgerEntry(
        partner="northwind",
        line=line,
        period=OCTOBER,
        posted_to=OCTOBER,
        kind=kind,
        number=1,
        amount=Decimal(amount),
        cause="signed off",
        by="kim",
        at=at,
    )
