"""Holds of delivery and rounds of sending in the database."""

from dataclasses import replace
from typing import Any, cast

from sqlalchemy import Connection, Row, select, update

from concord.adapters.store.outbox_tables import (
    DELIVERY_HOLD,
    DELIVERY_ROUND,
    OUTBOX,
    OUTBOX_DECISION,
)
from concord.adapters.store.statements import insert_or_update, take_turns
from concord.domain.delivery_hold import LET_GO, DeliveryHold, DeliveryRelease, MailRelease
from concord.domain.outbox import OutboxState

_ALL = "delivery"
_ONLY = 1
"""The id of the one row in which rounds are counted."""


class SqlDeliveryHolds:
    """Holds and rounds within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def hold(self, hold: DeliveryHold) -> DeliveryHold:
        """Record a hold; return it with its id.  Mails that were let go before wait again."""
        self._connection.execute(update(OUTBOX).values(released_by=""))
        values = {
            "since": hold.since,
            "reason": hold.reason,
            "set_by": hold.set_by,
            "restored_from": hold.restored_from,
            "note": hold.note,
        }
        statement = DELIVERY_HOLD.insert().values(**values).returning(DELIVERY_HOLD.c.id)
        return replace(hold, id=cast("int", self._connection.scalar(statement)))

    def all(self) -> tuple[DeliveryHold, ...]:
        """Return every hold, in the order of their ids."""
        rows = self._connection.execute(select(DELIVERY_HOLD).order_by(DELIVERY_HOLD.c.id))
        return tuple(_hold(row) for row in rows)

    def release(self, release: DeliveryRelease) -> int:
        """Record on every hold in force who released it, when and why; return how many."""
        statement = update(DELIVERY_HOLD).where(DELIVERY_HOLD.c.released.is_(None))
        values = {"released": release.at, "released_by": release.by, "note": release.note}
        return self._connection.execute(statement.values(**values)).rowcount

    def let_go(self, release: MailRelease) -> tuple[str, ...]:
        """Let mails that wait go out although delivery is held; return the keys of those."""
        return tuple(key for key in release.keys if self._let_go(key, release))

    def rounds(self) -> int:
        """Return how many rounds of sending there were; nobody else counts until the end."""
        take_turns(self._connection, _ALL)
        found = self._connection.scalar(select(DELIVERY_ROUND.c.number))
        return 0 if found is None else found

    def count_rounds(self, number: int) -> None:
        """Record that there were so many rounds."""
        insert_or_update(self._connection, DELIVERY_ROUND, {"id": _ONLY, "number": number})

    def _let_go(self, key: str, release: MailRelease) -> bool:
        statement = (
            update(OUTBOX)
            .where(
                OUTBOX.c.key == key,
                OUTBOX.c.state == OutboxState.PENDING,
                OUTBOX.c.released_by == "",
            )
            .values(released_by=release.by)
            .returning(OUTBOX.c.attempt)
        )
        attempt = self._connection.scalar(statement)
        if attempt is None:
            return False
        values = {"key": key, "attempt": attempt, "decision": LET_GO}
        said = {"by": release.by, "at": release.at, "origin": release.origin}
        self._connection.execute(
            OUTBOX_DECISION.insert().values(**values, **said, note=release.note)
        )
        return True


def _hold(row: Row[*tuple[Any, ...]]) -> DeliveryHold:
    return DeliveryHold(
        id=row.id,
        since=row.since,
        reason=row.reason,
        set_by=row.set_by,
        restored_from=row.restored_from,
        released=row.released,
        released_by=row.released_by,
        note=row.note,
    )
