"""What mail services told of mails, in the database."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, exists, func, select, update

from concord.adapters.store.outbox_tables import OUTBOX, OUTBOX_EVENT
from concord.adapters.store.statements import insert_once
from concord.domain.communication import MailFate
from concord.domain.delivery_event import DeliveryEvent, DeliveryEventKind, troubled
from concord.domain.outbox import OutboxState

_MOVABLE = [
    OutboxState.PENDING,
    OutboxState.UNCERTAIN,
    OutboxState.SENT,
    OutboxState.DELIVERED,
    OutboxState.BOUNCED,
    OutboxState.DROPPED,
]
_TROUBLE = [DeliveryEventKind.BOUNCED, DeliveryEventKind.DROPPED, DeliveryEventKind.SPAM]


class SqlDeliveryEvents:
    """Events within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, event: DeliveryEvent) -> bool:
        """Keep an event; False when it was there, or when there is no such mail."""
        known = select(OUTBOX.c.key).where(OUTBOX.c.key == event.key)
        if self._connection.scalar(known) is None:
            return False
        return insert_once(self._connection, OUTBOX_EVENT, _values(event)) is not None

    def of_mail(self, key: str) -> tuple[DeliveryEvent, ...]:
        """Return the events of a mail, in their order."""
        query = select(OUTBOX_EVENT).where(OUTBOX_EVENT.c.key == key)
        rows = self._connection.execute(query.order_by(OUTBOX_EVENT.c.at, OUTBOX_EVENT.c.id))
        return tuple(_event(row) for row in rows)

    def troubled(self) -> Mapping[str, DeliveryEvent]:
        """Return the addresses, in lower case, that mail does not reach, and the reason."""
        bad = OUTBOX_EVENT.alias()
        address = func.lower(OUTBOX_EVENT.c.recipient)
        has_trouble = exists().where(
            func.lower(bad.c.recipient) == address, bad.c.kind.in_(_TROUBLE)
        )
        rows = self._connection.execute(select(OUTBOX_EVENT).where(has_trouble))
        return troubled(_event(row) for row in rows)

    def arrived(self) -> Mapping[str, datetime]:
        """Return when mail last arrived at each address, in lower case."""
        address = func.lower(OUTBOX_EVENT.c.recipient)
        query = (
            select(address, func.max(OUTBOX_EVENT.c.at))
            .where(OUTBOX_EVENT.c.kind == DeliveryEventKind.DELIVERED)
            .group_by(address)
        )
        return {row[0]: row[1] for row in self._connection.execute(query)}

    def fates(self) -> tuple[MailFate, ...]:
        """Return where every mail stands, and whether a reader of it wants no more."""
        no_more = exists().where(
            OUTBOX_EVENT.c.key == OUTBOX.c.key,
            OUTBOX_EVENT.c.kind == DeliveryEventKind.UNSUBSCRIBED,
        )
        query = select(OUTBOX.c.about, OUTBOX.c.mail_date, OUTBOX.c.state, no_more)
        rows = self._connection.execute(query.order_by(OUTBOX.c.mail_date, OUTBOX.c.key))
        return tuple(
            MailFate(about=about, written=at, state=OutboxState(state), unsubscribed=bool(left))
            for about, at, state, left in rows
        )

    def move(self, key: str, state: OutboxState) -> bool:
        """Move a mail on to what its events tell; False where a sender is at work on it.

        What no sender has tried yet, and what is given up, stays as it is.
        """
        moved = (
            update(OUTBOX)
            .where(
                OUTBOX.c.key == key,
                OUTBOX.c.state.in_(_MOVABLE),
                OUTBOX.c.attempt > 0,
                OUTBOX.c.state != state,
            )
            .values(state=state, not_before=None)
        )
        return self._connection.execute(moved).rowcount == 1


def _values(event: DeliveryEvent) -> dict[str, object]:
    return {
        "provider": event.provider,
        "key": event.key,
        "attempt": event.attempt,
        "recipient": event.recipient,
        "kind": event.kind,
        "at": event.at,
        "received": event.received,
        "detail": event.detail,
        "raw": event.raw,
    }


def _event(row: Row[*tuple[Any, ...]]) -> DeliveryEvent:
    return DeliveryEvent(
        provider=row.provider,
        key=row.key,
        attempt=row.attempt,
        recipient=row.recipient,
        kind=DeliveryEventKind(row.kind),
        at=row.at,
        received=row.received,
        detail=row.detail,
        raw=row.raw,
    )
