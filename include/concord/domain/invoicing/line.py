"""Invoice lines: one delivered row each, of an invoice or a credit note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from concord.domain.evidence import EvidenceRow
from concord.domain.period import MeasurementPeriod, PeriodLength


class InvoiceKind(StrEnum):
    """What a line is: charges of a service, or a credit note for a service credit."""

    CHARGE = "charge"
    CREDIT_NOTE = "credit note"


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceColumns:
    """Which columns of the source hold what, and by which words a line's kind is told.

    `refers_to` holds the month that a line is for, such as 2026-10, and `day` the invoice's
    date.  `service` and `currency` are None where all lines are for one service, or in the
    service's currency.  Lines of kinds that are in neither set are no part of the matching:
    tax and costs handed on.
    """

    invoice: str
    kind: str
    net: str
    refers_to: str
    day: str
    service: str | None = None
    currency: str | None = None
    charges: frozenset[str] = frozenset()
    credit_notes: frozenset[str] = frozenset()

    @property
    def names(self) -> tuple[str, ...]:
        """All columns that are read."""
        optional = (self.service, self.currency)
        required = (self.invoice, self.kind, self.net, self.refers_to, self.day)
        return (*required, *(name for name in optional if name is not None))

    def kind_of(self, word: str) -> InvoiceKind | None:
        """Return what a word means, None for a kind that is not matched."""
        folded = word.strip().casefold()
        if folded in {each.casefold() for each in self.charges}:
            return InvoiceKind.CHARGE
        if folded in {each.casefold() for each in self.credit_notes}:
            return InvoiceKind.CREDIT_NOTE
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceLine:
    """One line: `net` is without tax; what a credit note gives is positive."""

    invoice: str
    kind: InvoiceKind
    service: str
    month: MeasurementPeriod
    currency: str
    net: Decimal
    day: date
    sha256: str
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadLine:
    """A row that states no line: which columns lack what is needed."""

    sha256: str
    row: int
    lacks: tuple[str, ...]


def invoice_line(
    row: EvidenceRow, columns: InvoiceColumns, currencies: Mapping[str, str | None]
) -> InvoiceLine | UnreadLine | None:
    """Return the line that a row states; None for a kind that is not matched.

    `currencies` are those of the agreement's services by their ids; a line without a service
    of its own is for the only one.
    """
    values = {name: (value or "").strip() for name, value in row.values}
    kind = columns.kind_of(values[columns.kind])
    if kind is None and values[columns.kind]:
        return None
    named = "" if columns.service is None else values[columns.service]
    service = named or _only(currencies)
    month, day, net = (
        _month(values[columns.refers_to]),
        _day(values[columns.day]),
        _amount(values[columns.net]),
    )
    stated = "" if columns.currency is None else values[columns.currency].upper()
    currency = stated or currencies.get(service) or ""
    lacks = {
        columns.kind: kind is None,
        columns.service or "service": service not in currencies,
        columns.refers_to: month is None,
        columns.day: day is None,
        columns.net: net is None,
        columns.invoice: not values[columns.invoice],
        columns.currency or "currency": not currency,
    }
    if kind is None or month is None or day is None or net is None or any(lacks.values()):
        missing = tuple(name for name, is_missing in lacks.items() if is_missing)
        return UnreadLine(sha256=row.sha256, row=row.row, lacks=missing)
    return InvoiceLine(
        invoice=values[columns.invoice],
        kind=kind,
        service=service,
        month=month,
        currency=currency,
        net=abs(net) if kind is InvoiceKind.CREDIT_NOTE else net,
        day=day,
        sha256=row.sha256,
        row=row.row,
    )


def _only(currencies: Mapping[str, str | None]) -> str:
    return next(iter(currencies)) if len(currencies) == 1 else ""


def _month(text: str) -> MeasurementPeriod | None:
    """Return the month that a cell names, or that its day lies in."""
    day = _day(text)
    if day is not None:
        return MeasurementPeriod.containing(day, PeriodLength.MONTH)
    try:
        period = MeasurementPeriod.parse(text)
    except ValueError:
        return None
    return period if period.length is PeriodLength.MONTH else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:_DAY_LENGTH]) if len(text) >= _DAY_LENGTH else None
    except ValueError:
        return None


_DAY_LENGTH = len("2026-10-31")


def _amount(text: str) -> Decimal | None:
    try:
        amount = Decimal(text)
    except InvalidOperation:
        return None
    return amount if amount.is_finite() else None
