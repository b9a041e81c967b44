"""Finished rounds and told alarms in the database."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, select, update

from concord.adapters.store.statements import insert_once, insert_or_update
from concord.adapters.store.watch_tables import FINISHED_ROUND, TOLD_ALARM
from concord.domain.telling import ToldAlarm
from concord.domain.watch import AlarmKind
from concord.domain.watch_figures import FinishedRound


class SqlWatching:
    """Rounds and alarms within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def finish_round(self, name: str, at: datetime) -> None:
        """Record that a round of a process came to its end; never moves back."""
        values = {"name": name, "first": at, "last": at}
        if insert_once(self._connection, FINISHED_ROUND, dict(values)) is not None:
            return
        before = (FINISHED_ROUND.c.name == name) & (FINISHED_ROUND.c.last < at)
        self._connection.execute(update(FINISHED_ROUND).where(before).values(last=at))

    def rounds(self) -> Mapping[str, FinishedRound]:
        """Return every process of which a round came to its end."""
        rows = self._connection.execute(select(FINISHED_ROUND).order_by(FINISHED_ROUND.c.name))
        return {row.name: FinishedRound(**row._asdict()) for row in rows}

    def told(self) -> tuple[ToldAlarm, ...]:
        """Return the alarms that were told and have not ended, by kind and subject."""
        query = select(TOLD_ALARM).where(TOLD_ALARM.c.ended.is_(None))
        rows = self._connection.execute(query.order_by(TOLD_ALARM.c.kind, TOLD_ALARM.c.subject))
        return tuple(
            ToldAlarm(
                kind=AlarmKind(row.kind), subject=row.subject, since=row.since, told=row.told
            )
            for row in rows
        )

    def tell(self, alarm: ToldAlarm) -> None:
        """Record that an alarm was told; one that had ended stands again."""
        values = {
            "kind": alarm.kind,
            "subject": alarm.subject,
            "since": alarm.since,
            "told": alarm.told,
            "ended": None,
        }
        insert_or_update(self._connection, TOLD_ALARM, dict(values))

    def end(self, kind: AlarmKind, subject: str, at: datetime) -> None:
        """Record that an alarm that was told has ended."""
        meant = (TOLD_ALARM.c.kind == kind) & (TOLD_ALARM.c.subject == subject)
        self._connection.execute(update(TOLD_ALARM).where(meant).values(ended=at))
