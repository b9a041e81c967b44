"""Statements: what stands in the ledger for a month or a year, by service and currency."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from concord.domain.agreement import Agreement
from concord.domain.ledger.dispute import Dispute, disputes, last_day_to_dispute
from concord.domain.ledger.entry import BALANCE, EntryKind, LedgerEntry, LedgerLine
from concord.domain.ledger.event import LedgerEventKind
from concord.domain.ledger.ledger import Ledger, total
from concord.domain.ledger.proposal import Proposal, proposals
from concord.domain.period import MeasurementPeriod

MOVING = tuple(kind for kind in EntryKind if kind in BALANCE)
"""The kinds that lead from the opening to the closing balance, in the order of statements."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedMonth:
    """A month that both sides have signed, who was the last to, and when."""

    month: MeasurementPeriod
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one service's credits come to in one currency: opening, entries, closing.

    All amounts are the partner's debt.  `entries` are those posted to the period's months.
    `disputed` is what is contested at its end.  `waiting` are changes that nobody has
    released.  `disputable_to` is the last day for objections to a month whose statement is
    out.
    """

    partner: str
    partner_name: str
    organisation: str
    zone: str
    service: str
    service_name: str
    currency: str
    period: MeasurementPeriod
    opening: Decimal
    entries: tuple[LedgerEntry, ...]
    disputed: Decimal
    disputes: tuple[Dispute, ...] = ()
    waiting: tuple[Proposal, ...] = ()
    signed: tuple[SignedMonth, ...] = ()
    disputable_to: date | None = None

    def sum(self, kind: EntryKind) -> Decimal:
        """Return what the entries of a kind come to."""
        return total(self.entries, {kind})

    @property
    def sums(self) -> tuple[tuple[EntryKind, Decimal], ...]:
        """What each kind moves the balance by."""
        return tuple((kind, self.sum(kind)) for kind in MOVING)

    @property
    def confirmed(self) -> Decimal:
        """What both sides have confirmed in the period."""
        return self.sum(EntryKind.CONFIRMED)

    @property
    def given_before(self) -> Decimal:
        """What was given in the period before Concord began; it moves no balance."""
        return self.sum(EntryKind.OPENING)

    @property
    def closing(self) -> Decimal:
        """The balance at the period's end."""
        return self.opening + total(self.entries, BALANCE)

    @property
    def undisputed(self) -> Decimal:
        """What of the closing balance nobody contests."""
        return self.closing - self.disputed

    @property
    def content_sha256(self) -> str:
        """The content hash of what is stated; to confirm it changes nothing of it."""
        rows = [
            [entry.key, str(entry.amount), entry.cause, entry.cites]
            for entry in self.entries
            if entry.kind is not EntryKind.CONFIRMED
        ]
        amounts = [str(self.opening), str(self.disputed)]
        head = ["v1", self.partner, self.service, self.currency, str(self.period)]
        content = json.dumps([head, amounts, rows], ensure_ascii=True)
        return hashlib.sha256(content.encode()).hexdigest()


def statements(
    agreement: Agreement, ledger: Ledger, period: MeasurementPeriod, service: str | None = None
) -> tuple[Statement, ...]:
    """Return a statement for each service, or one of them, and each of its currencies."""
    wanted = [service] if service is not None else _services(agreement, ledger)
    return tuple(
        _statement(agreement, ledger, period, name, currency)
        for name in wanted
        for currency in _currencies(agreement, ledger, name)
    )


def content_of(of_service: tuple[Statement, ...]) -> str:
    """Return the content hash of a service's statements together."""
    return hashlib.sha256("/".join(s.content_sha256 for s in of_service).encode()).hexdigest()


def _services(agreement: Agreement, ledger: Ledger) -> list[str]:
    agreed = [service.id for service in agreement.services]
    return list(dict.fromkeys((*agreed, *(line.service for line in ledger.lines()))))


def _currencies(agreement: Agreement, ledger: Ledger, service: str) -> list[str]:
    found = sorted({line.currency for line in ledger.lines(service)})
    agreed = {s.id: s.currency for s in agreement.services}.get(service)
    return found or ([agreed] if agreed else [])


def _statement(
    agreement: Agreement,
    ledger: Ledger,
    period: MeasurementPeriod,
    service: str,
    currency: str,
) -> Statement:
    own = [
        entry
        for entry in ledger.entries
        if (entry.line.service, entry.line.currency) == (service, currency)
        and entry.posted_to.end <= period.end
    ]
    names = {each.id: each.name for each in agreement.services}
    return Statement(
        partner=agreement.partner,
        partner_name=agreement.name,
        organisation=agreement.organisation.name,
        zone=agreement.organisation.zone.key,
        service=service,
        service_name=names.get(service, service),
        currency=currency,
        period=period,
        opening=total((e for e in own if e.posted_to.end < period.start), BALANCE),
        # A month belongs to the year in which it ends.
        entries=tuple(entry for entry in own if entry.posted_to.end >= period.start),
        disputed=total(own, {EntryKind.DISPUTED}),
        disputes=tuple(
            each
            for each in disputes(ledger)
            if _is_about(each.line, service, currency) and _is_open_in(each, period)
        ),
        waiting=tuple(
            each
            for each in proposals(ledger)
            if _is_about(each.line, service, currency) and each.event.period.end <= period.end
        ),
        signed=tuple(_signed(ledger, service, period)),
        disputable_to=last_day_to_dispute(agreement, ledger, service, period),
    )


def _is_open_in(dispute: Dispute, period: MeasurementPeriod) -> bool:
    """Say whether a dispute is of the period's statements, or of earlier ones and open."""
    stated = dispute.statement.end
    return stated <= period.end and (dispute.is_open or stated >= period.start)


def _is_about(line: LedgerLine, service: str, currency: str) -> bool:
    return (line.service, line.currency) == (service, currency)


def _signed(ledger: Ledger, service: str, period: MeasurementPeriod) -> Iterator[SignedMonth]:
    for event in ledger.events:
        of_service = event.kind is LedgerEventKind.SIGNED_OFF and event.service == service
        if of_service and period.start <= event.period.end <= period.end:
            yield SignedMonth(month=event.period, by=event.by, at=event.at)
