"""The credit ledger in the database: rows are inserted and read, and the database refuses more."""

from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row, select

from concord.adapters.store.codec import optional_decimal_of, period_of, period_text
from concord.adapters.store.statements import insert_once
from concord.adapters.store.tables import LEDGER_ENTRY, LEDGER_EVENT
from concord.domain.ledger import (
    EntryKind,
    LedgerEntry,
    LedgerEvent,
    LedgerEventKind,
    LedgerLine,
)


class SqlLedger:
    """Entries and events of the ledger within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, entry: LedgerEntry) -> bool:
        """Append an entry; False when one of the same identity stands, which stays as it is."""
        values: dict[str, object] = {
            "partner": entry.partner,
            "service": entry.line.service,
            "regime": entry.line.regime,
            "currency": entry.line.currency,
            "period": period_text(entry.period),
            "posted_to": period_text(entry.posted_to),
            "kind": entry.kind.value,
            "number": entry.number,
            "amount": str(entry.amount),
            "cause": entry.cause,
            "by": entry.by,
            "at": entry.at,
            "cites": entry.cites,
            "agreement": entry.agreement,
        }
        return insert_once(self._connection, LEDGER_ENTRY, values) is not None

    def of_partner(self, partner: str) -> tuple[LedgerEntry, ...]:
        """Return all entries of a partner, in the order in which they were written."""
        query = (
            select(LEDGER_ENTRY)
            .where(LEDGER_ENTRY.c.partner == partner)
            .order_by(LEDGER_ENTRY.c.id)
        )
        return tuple(_entry(row) for row in self._connection.execute(query))

    def note(self, event: LedgerEvent) -> None:
        """Append an event."""
        self._connection.execute(
            LEDGER_EVENT.insert().values(
                partner=event.partner,
                service=event.service,
                period=period_text(event.period),
                kind=event.kind.value,
                subject=event.subject,
                by=event.by,
                at=event.at,
                origin=event.origin,
                note=event.note,
                amount=None if event.amount is None else str(event.amount),
                owner=event.owner,
                due=event.due,
            )
        )

    def events(self, partner: str) -> tuple[LedgerEvent, ...]:
        """Return all events of a partner, in order."""
        query = (
            select(LEDGER_EVENT)
            .where(LEDGER_EVENT.c.partner == partner)
            .order_by(LEDGER_EVENT.c.id)
        )
        return tuple(_event(row) for row in self._connection.execute(query))


def _entry(row: Row[*tuple[Any, ...]]) -> LedgerEntry:
    return LedgerEntry(
        partner=row.partner,
        line=LedgerLine(service=row.service, regime=row.regime, currency=row.currency),
        period=period_of(row.period),
        posted_to=period_of(row.posted_to),
        kind=EntryKind(row.kind),
        number=row.number,
        amount=Decimal(row.amount),
        cause=row.cause,
        by=row.by,
        at=row.at,
        cites=row.cites,
        agreement=row.agreement,
    )


def _event(row: Row[*tuple[Any, ...]]) -> LedgerEvent:
    return LedgerEvent(
        partner=row.partner,
        service=row.service,
        period=period_of(row.period),
        kind=LedgerEventKind(row.kind),
        subject=row.subject,
        by=row.by,
        at=row.at,
        origin=row.origin,
        note=row.note,
        amount=optional_decimal_of(row.amount),
        owner=row.owner,
        due=row.due,
    )
