"""Live partners and absences in the database."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update

from concord.adapters.store.codec import period_of
from concord.adapters.store.statements import insert_once, take_turns
from concord.adapters.store.tables import ABSENCE, LIVE_PARTNER
from concord.domain.people import Absence
from concord.domain.shadow import LivePartner


class SqlLivePartners:
    """Live partners within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> Mapping[str, LivePartner]:
        """Return every live partner by its id."""
        query = select(LIVE_PARTNER).order_by(LIVE_PARTNER.c.partner)
        return {row.partner: _live(row) for row in self._connection.execute(query)}

    def get(self, partner: str) -> LivePartner | None:
        """Return a live partner; None while it is in shadow."""
        take_turns(self._connection, partner)
        query = select(LIVE_PARTNER).where(LIVE_PARTNER.c.partner == partner)
        row = self._connection.execute(query).first()
        return None if row is None else _live(row)

    def add(self, live: LivePartner) -> bool:
        """Record that a partner is live; False when it was before, which stands."""
        since = live.effects_from
        values: dict[str, object] = {
            "partner": live.partner,
            "since": live.since,
            "from_period": None if since is None else str(since),
            "by": live.by,
            "note": live.note,
        }
        return insert_once(self._connection, LIVE_PARTNER, values) is not None


class SqlAbsences:
    """Absences within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[Absence, ...]:
        """Return every absence that was not cancelled, by person and first day."""
        query = (
            select(ABSENCE)
            .where(ABSENCE.c.cancelled_at.is_(None))
            .order_by(ABSENCE.c.person, ABSENCE.c.first_day, ABSENCE.c.id)
        )
        return tuple(_absence(row) for row in self._connection.execute(query))

    def add(self, absence: Absence) -> bool:
        """Record an absence; False when one of that person with the same days stands."""
        take_turns(self._connection, absence.person)
        days = (absence.person, absence.first, absence.last)
        if any((each.person, each.first, each.last) == days for each in self.all()):
            return False
        self._connection.execute(
            ABSENCE.insert().values(
                person=absence.person,
                first_day=absence.first,
                last_day=absence.last,
                set_by=absence.set_by,
                set_at=absence.set_at,
                note=absence.note,
            )
        )
        return True

    def cancel(self, person: str, today: date, at: datetime) -> int:
        """Cancel a person's absences that end on `today` or later; return how many."""
        statement = update(ABSENCE).where(
            ABSENCE.c.person == person,
            ABSENCE.c.cancelled_at.is_(None),
            ABSENCE.c.last_day >= today,
        )
        return self._connection.execute(statement.values(cancelled_at=at)).rowcount


def _live(row: Row[*tuple[Any, ...]]) -> LivePartner:
    return LivePartner(
        partner=row.partner,
        since=row.since,
        by=row.by,
        effects_from=None if row.from_period is None else period_of(row.from_period),
        note=row.note,
    )


def _absence(row: Row[*tuple[Any, ...]]) -> Absence:
    return Absence(
        person=row.person,
        first=row.first_day,
        last=row.last_day,
        set_by=row.set_by,
        set_at=row.set_at,
        note=row.note,
    )
