"""Assessments in the database: revision by revision, one row a figure."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Table, select

from concord.adapters.store.charges import charges_of, charges_text
from concord.adapters.store.codec import period_of, period_text
from concord.adapters.store.figures import (
    credit_of,
    credit_row,
    measurement_of,
    measurement_row,
    outcome_of,
    outcome_row,
)
from concord.adapters.store.statements import insert_rows, take_turns
from concord.adapters.store.tables import ASSESSMENT, CREDIT, MEASUREMENT, OUTCOME
from concord.domain.assessment import Assessment

Figure = TypeVar("Figure")


class SqlAssessments:
    """Assessments within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, assessment: Assessment) -> bool:
        """Record a new revision unless the current one is equal; say whether it was new."""
        take_turns(self._connection, assessment.partner)
        current = self._current(assessment.partner, period_text(assessment.period))
        if current and self._assessments(current) == [assessment]:
            return False
        self._insert(assessment, current[0].revision + 1 if current else 1)
        return True

    def of_partner(self, partner: str) -> tuple[Assessment, ...]:
        """Return the current revision of every period, by period."""
        found = self._assessments(self._current(partner))
        return tuple(sorted(found, key=attrgetter("period")))

    def _current(self, partner: str, period: str | None = None) -> list[Row[*tuple[Any, ...]]]:
        query = select(ASSESSMENT).where(ASSESSMENT.c.partner == partner)
        if period is not None:
            query = query.where(ASSESSMENT.c.period == period)
        rows = self._connection.execute(query.order_by(ASSESSMENT.c.revision))
        return list({row.period: row for row in rows}.values())

    def _insert(self, assessment: Assessment, revision: int) -> None:
        number = self._connection.scalar(
            ASSESSMENT.insert()
            .values(
                partner=assessment.partner,
                period=period_text(assessment.period),
                revision=revision,
                inputs=assessment.inputs,
                agreement=assessment.agreement,
                unknown_charges=charges_text(assessment.unknown_charges),
            )
            .returning(ASSESSMENT.c.id)
        )
        for table, rows in (
            (MEASUREMENT, map(measurement_row, assessment.measurements)),
            (OUTCOME, map(outcome_row, assessment.outcomes)),
            (CREDIT, map(credit_row, assessment.credits)),
        ):
            numbered = [(number, place, *row) for place, row in enumerate(rows)]
            insert_rows(self._connection, table, numbered)

    def _assessments(self, heads: Iterable[Row[*tuple[Any, ...]]]) -> list[Assessment]:
        known = {head.id: head for head in heads}
        measurements = self._figures(MEASUREMENT, known, measurement_of)
        outcomes = self._figures(OUTCOME, known, outcome_of)
        credits_ = self._figures(CREDIT, known, credit_of)
        return [
            Assessment(
                partner=head.partner,
                period=period_of(head.period),
                inputs=head.inputs,
                agreement=head.agreement,
                measurements=tuple(measurements[number]),
                outcomes=tuple(outcomes[number]),
                credits=tuple(credits_[number]),
                unknown_charges=charges_of(head.unknown_charges),
            )
            for number, head in known.items()
        ]

    def _figures(
        self, table: Table, numbers: Iterable[int], read: Callable[..., Figure]
    ) -> dict[int, list[Figure]]:
        query = (
            select(table)
            .where(table.c.assessment_id.in_(list(numbers)))
            .order_by(table.c.assessment_id, table.c.position)
        )
        found: dict[int, list[Figure]] = defaultdict(list)
        for number, _place, *values in self._connection.execute(query):
            found[number].append(read(*values))
        return found
