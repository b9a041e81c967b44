"""Holds of delivery and rounds of sending in the database."""

from dataclasses import replace
from typing import Any, cast

from sqlalchemy import Connection, Row, exists, or_, select, update

from concord.adapters.store.outbox_tables import (
    DELIVERY_HOLD,
    DELIVERY_ROUND,
    OUTBOX,
    OUTBOX_ATTEMPT,
    OUTBOX_DECISION,
)
from concord.adapters.store.statements import insert_or_update, take_turns
from concord.domain.delivery_hold import (
    LET_GO,
    DeliveryHold,
    DeliveryRelease,
    MailRelease,
    WaitingMail,
)
from concord.domain.message import MessageKind
from concord.domain.outbox import OutboxState, SendVerdict

_OF_WAITING = ("key", "kind", "about", "mail_date", "installation", "released_by")
_ALL = "delivery"
_ONLY = 1
"""The id of the one row in which rounds are counted."""


class SqlDeliveryHolds:
    """Holds and rounds within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def hold(self, hold: DeliveryHold) -> DeliveryHold:
        """Record a hold; return it with its id.  Mails that were let go before wait again."""
        let_go = OUTBOX.c.released_by != ""
        self._connection.execute(update(OUTBOX).where(let_go).values(released_by=""))
        values = {
            "since": hold.since,
            "reason": hold.reason,
            "set_by": hold.set_by,
            "older_records": hold.older_records,
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

    def waiting(self) -> tuple[WaitingMail, ...]:
        """Return every mail that waits to be sent, the oldest first."""
        columns = (OUTBOX.c[name] for name in _OF_WAITING)
        left = exists().where(
            OUTBOX_ATTEMPT.c.key == OUTBOX.c.key,
            or_(
                OUTBOX_ATTEMPT.c.verdict.is_(None),
                OUTBOX_ATTEMPT.c.verdict.in_([SendVerdict.UNCERTAIN, SendVerdict.SENT]),
            ),
        )
        query = (
            select(*columns, left.label("is_doubtful"))
            .where(OUTBOX.c.state == OutboxState.PENDING)
            .order_by(OUTBOX.c.mail_date, OUTBOX.c.key)
        )
        return tuple(_waiting(row) for row in self._connection.execute(query))

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


def _waiting(row: Row[*tuple[Any, ...]]) -> WaitingMail:
    return WaitingMail(
        key=row.key,
        kind=MessageKind(row.kind),
        about=row.about,
        mail_date=row.mail_date,
        installation=row.installation,
        released_by=row.released_by,
        is_doubtful=bool(row.is_doubtful),
    )


def _hold(row: Row[*tuple[Any, ...]]) -> DeliveryHold:
    return DeliveryHold(
        id=row.id,
        since=row.since,
        reason=row.reason,
        set_by=row.set_by,
        older_records=row.older_records,
        released=row.released,
        released_by=row.released_by,
        note=row.note,
    )
