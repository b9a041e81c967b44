"""What was seen on drives, in the database."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, and_, delete, select

from concord.adapters.store.statements import insert_once, insert_or_update
from concord.adapters.store.tables import ARRIVAL, COLLECTED, WAITING_FILE
from concord.domain.arrival import Arrival
from concord.ports import Waiting


class SqlDrives:
    """What was seen on drives, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_arrival(self, arrival: Arrival, *, restored: bool) -> bool:
        """Record that a version of a file was collected; False when it was recorded before."""
        values = {**asdict(arrival), "restored": restored}
        return insert_once(self._connection, ARRIVAL, values) is not None

    def arrivals(self, partner: str, source: str) -> tuple[Arrival, ...]:
        """Return all arrivals of a source, in order."""
        query = select(ARRIVAL).where(_of(ARRIVAL, partner, source))
        rows = self._connection.execute(query.order_by(ARRIVAL.c.at, ARRIVAL.c.id))
        return tuple(_arrival(row) for row in rows)

    def set_waiting(self, partner: str, source: str, waiting: Sequence[Waiting]) -> None:
        """Replace what waits for a further poll."""
        self._connection.execute(delete(WAITING_FILE).where(_of(WAITING_FILE, partner, source)))
        rows = [{"partner": partner, "source": source, **asdict(each)} for each in waiting]
        if rows:
            self._connection.execute(WAITING_FILE.insert(), rows)

    def waiting(self, partner: str, source: str) -> tuple[Waiting, ...]:
        """Return what waits for a further poll."""
        columns = (WAITING_FILE.c.drive_file, WAITING_FILE.c.revision, WAITING_FILE.c.polls)
        query = select(*columns).where(_of(WAITING_FILE, partner, source)).order_by(*columns)
        return tuple(Waiting(**row._asdict()) for row in self._connection.execute(query))

    def note_collected(self, partner: str, source: str, at: datetime, mark: str = "") -> None:
        """Record that every file of a source's drive was seen at a moment; never moves back."""
        before = self.collected(partner).get(source)
        if before is None or before < at:
            values = {"partner": partner, "source": source, "at": at, "mark": mark}
            insert_or_update(self._connection, COLLECTED, values)

    def collected(self, partner: str) -> Mapping[str, datetime]:
        """Return when each source of a partner was last collected whole."""
        query = select(COLLECTED.c.source, COLLECTED.c.at).where(COLLECTED.c.partner == partner)
        return {row.source: row.at for row in self._connection.execute(query)}

    def mark(self, partner: str, source: str) -> str:
        """Return the drive's mark of that moment; empty where there is none."""
        found: str | None = self._connection.scalar(
            select(COLLECTED.c.mark).where(_of(COLLECTED, partner, source))
        )
        return found or ""


def _of(table: Table, partner: str, source: str) -> ColumnElement[bool]:
    return and_(table.c.partner == partner, table.c.source == source)


def _arrival(row: Row[*tuple[Any, ...]]) -> Arrival:
    return Arrival(
        partner=row.partner,
        source=row.source,
        sha256=row.sha256,
        file=row.file,
        drive_file=row.drive_file,
        revision=row.revision,
        size=row.size,
        at=row.at,
    )
