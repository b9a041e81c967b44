"""Legal holds, removed files, and what submissions and arrivals name, in the database."""

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Column, Connection, Row, select, update

from concord.adapters.store.codec import optional_period_of
from concord.adapters.store.statements import insert_or_update
from concord.adapters.store.tables import ARRIVAL, LEGAL_HOLD, REMOVED_FILE, SUBMISSION
from concord.domain.retention import LegalHold, RemovedFile


class SqlLegalHolds:
    """Legal holds within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, hold: LegalHold) -> LegalHold:
        """Record a hold; return it with its id."""
        values = {
            "partner": hold.partner,
            "source": hold.source,
            "period": None if hold.period is None else str(hold.period),
            "reason": hold.reason,
            "set_by": hold.set_by,
            "set_at": hold.set_at,
        }
        statement = LEGAL_HOLD.insert().values(**values).returning(LEGAL_HOLD.c.id)
        return replace(hold, id=cast("int", self._connection.scalar(statement)))

    def lift(self, hold: int, by: str, at: datetime) -> bool:
        """Record that a hold was lifted; False where none of that id is in force."""
        statement = update(LEGAL_HOLD).where(
            LEGAL_HOLD.c.id == hold, LEGAL_HOLD.c.lifted_at.is_(None)
        )
        return self._connection.execute(statement.values(lifted_by=by, lifted_at=at)).rowcount > 0

    def all(self) -> tuple[LegalHold, ...]:
        """Return every hold, in the order of their ids."""
        rows = self._connection.execute(select(LEGAL_HOLD).order_by(LEGAL_HOLD.c.id))
        return tuple(_hold(row) for row in rows)


class SqlRemovedFiles:
    """Removed files within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, removed: RemovedFile) -> None:
        """Record a removal; of a content that came back and goes again, the later one."""
        insert_or_update(self._connection, REMOVED_FILE, asdict(removed))

    def get(self, sha256: str) -> RemovedFile | None:
        """Return the removal of a content; None where it was never removed."""
        query = select(REMOVED_FILE).where(REMOVED_FILE.c.sha256 == sha256)
        row = self._connection.execute(query).first()
        return None if row is None else RemovedFile(**row._asdict())


class SqlFileReferences:
    """What submissions and arrivals name, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def partners(self) -> tuple[str, ...]:
        """Return every partner with a submission, sorted."""
        return tuple(sorted(self._named(SUBMISSION.c.partner)))

    def contents(self) -> frozenset[str]:
        """Return the content hash of every submission and arrival."""
        return frozenset(self._named(SUBMISSION.c.sha256, ARRIVAL.c.sha256))

    def observations(self) -> frozenset[str]:
        """Return the content hash of all stored rows that any reading names."""
        return frozenset(self._named(SUBMISSION.c.observations))

    def _named(self, *columns: Column[Any]) -> Iterable[str]:
        for column in columns:
            query = select(column).where(column.is_not(None)).distinct()
            yield from self._connection.scalars(query)


def _hold(row: Row[*tuple[Any, ...]]) -> LegalHold:
    return LegalHold(
        id=row.id,
        partner=row.partner,
        source=row.source,
        period=optional_period_of(row.period),
        reason=row.reason,
        set_by=row.set_by,
        set_at=row.set_at,
        lifted_by=row.lifted_by,
        lifted_at=row.lifted_at,
    )
