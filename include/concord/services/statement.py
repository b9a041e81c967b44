"""Statements of the ledger: state a month or a year, and put on record that it went out."""

from __future__ import annotations

from datetime import date, datetime

from concord.domain.agreement import Agreement
from concord.domain.ledger import (
    Ledger,
    LedgerEvent,
    LedgerEventKind,
    LedgerRefusedError,
    Statement,
    content_of,
    issued,
    statements,
)
from concord.domain.notation import period_name
from concord.domain.people import Side
from concord.domain.period import MeasurementPeriod, PeriodLength
from concord.ports import Store, Transaction
from concord.services.approve import Said, check_person
from concord.services.post_ledger import ledger_of, live_ledger


def state(
    agreement: Agreement, period: MeasurementPeriod, service: str | None = None, *, store: Store
) -> tuple[Statement, ...]:
    """Return the statements of a month, or of a longer period, by service and currency.

    Raises LedgerRefusedError for a shorter period, and for a service that nobody knows.
    """
    check_stated(agreement, period, service)
    with store.transaction() as tx:
        ledger = ledger_of(tx, agreement.partner)
    return statements(agreement, ledger, period, service)


def issue_statement(
    agreement: Agreement, service: str, month: MeasurementPeriod, said: Said, *, store: Store
) -> LedgerEvent:
    """Put on record that a month's statement went out: the time to dispute it begins.

    Of one that is out with all that it holds the first time stands.  Raises LedgerRefusedError.
    """
    check_person(agreement, said, Side.CLIENT, LedgerRefusedError)
    check_stated(agreement, month, service)
    if month.length is not PeriodLength.MONTH or month.end >= _today(agreement, said.at):
        message = f"{period_name(month)} is no month that is over."
        raise LedgerRefusedError(message)
    with store.transaction() as tx:
        return issue(tx, agreement, live_ledger(tx, agreement.partner), service, month, said)


def issue(
    tx: Transaction,
    agreement: Agreement,
    ledger: Ledger,
    service: str,
    month: MeasurementPeriod,
    said: Said,
) -> LedgerEvent:
    """Put on record that the statement of a month that is over went out, as it is now."""
    before = issued(ledger, service, month)
    if before is not None:
        return before
    event = LedgerEvent(
        partner=agreement.partner,
        service=service,
        period=month,
        kind=LedgerEventKind.ISSUED,
        subject=content_of(statements(agreement, ledger, month, service)),
        by=said.by,
        at=said.at,
        origin=said.origin,
        note=said.note,
    )
    tx.ledger.note(event)
    return event


def check_stated(agreement: Agreement, period: MeasurementPeriod, service: str | None) -> None:
    """Raise LedgerRefusedError for a period or a service of which there is no statement."""
    known = [each.id for each in agreement.services]
    if period.length in {PeriodLength.DAY, PeriodLength.WEEK}:
        message = f"{period_name(period)} has no statement: months and years do."
        raise LedgerRefusedError(message)
    if service is not None and service not in known:
        message = f"{service!r} is no service of {agreement.partner}: {', '.join(known)}."
        raise LedgerRefusedError(message)


def _today(agreement: Agreement, now: datetime) -> date:
    return now.astimezone(agreement.organisation.zone).date()
