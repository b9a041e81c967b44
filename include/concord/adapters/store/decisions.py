"""Decisions on dated obligations in the database."""

from dataclasses import asdict

from sqlalchemy import Connection, select

from concord.adapters.store.statements import insert_once
from concord.adapters.store.tables import DECISION
from concord.ports import Decision


class SqlDecisions:
    """Decisions within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def record(self, decision: Decision) -> None:
        """Keep a decision; the first one for an obligation stands."""
        insert_once(self._connection, DECISION, asdict(decision))

    def of_partner(self, partner: str) -> tuple[Decision, ...]:
        """Return all decisions of a partner, by obligation."""
        query = (
            select(DECISION).where(DECISION.c.partner == partner).order_by(DECISION.c.obligation)
        )
        return tuple(Decision(**row) for row in self._connection.execute(query).mappings())
