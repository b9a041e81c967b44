"""The figures of all partners at once: a statement for each kind, however many partners."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from typing import TypeVar

from sqlalchemy import Connection, Table, func, select
from sqlalchemy.sql.elements import ColumnElement

from concord.adapters.store.codec import json_text, period_of
from concord.adapters.store.figures import credit_of, measurement_of, outcome_of
from concord.adapters.store.tables import ASSESSMENT, CREDIT, ISSUE, MEASUREMENT, OUTCOME
from concord.domain.credit import ServiceCredit
from concord.domain.issue import IssueState
from concord.domain.kpi import TOTAL, Measurement
from concord.domain.period import MeasurementPeriod, PeriodLength
from concord.domain.service_level import Outcome

Figure = TypeVar("Figure")
_SETTLED = [state.value for state in IssueState if state.is_final]


class SqlPortfolio:
    """The figures of all partners within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def outcomes(self, months: Collection[MeasurementPeriod]) -> dict[str, tuple[Outcome, ...]]:
        """Return the outcomes of totals that belong to `months`."""
        total = OUTCOME.c.dimension == json_text(TOTAL)
        return self._figures(OUTCOME, months, outcome_of, total)

    def credits(
        self, months: Collection[MeasurementPeriod]
    ) -> dict[str, tuple[ServiceCredit, ...]]:
        """Return the credits that belong to `months`."""
        return self._figures(CREDIT, months, credit_of)

    def measurements(
        self, months: Collection[MeasurementPeriod], kpis: Collection[str]
    ) -> dict[str, tuple[Measurement, ...]]:
        """Return the totals' measurements of `kpis` that belong to `months`."""
        total = MEASUREMENT.c.dimension == json_text(TOTAL)
        wanted = MEASUREMENT.c.kpi.in_(sorted(kpis))
        return self._figures(MEASUREMENT, months, measurement_of, total, wanted)

    def open_issues(self) -> dict[str, int]:
        """Return how many issues of each partner are not settled; none where all are."""
        query = (
            select(ISSUE.c.partner, func.count())
            .where(ISSUE.c.state.not_in(_SETTLED))
            .group_by(ISSUE.c.partner)
        )
        return dict(self._connection.execute(query).all())

    def _figures(
        self,
        table: Table,
        months: Collection[MeasurementPeriod],
        read: Callable[..., Figure],
        *conditions: ColumnElement[bool],
    ) -> dict[str, tuple[Figure, ...]]:
        newest = (
            select(
                ASSESSMENT.c.partner,
                ASSESSMENT.c.period,
                func.max(ASSESSMENT.c.revision).label("revision"),
            )
            .where(ASSESSMENT.c.period.in_(self._periods(months)))
            .group_by(ASSESSMENT.c.partner, ASSESSMENT.c.period)
            .subquery()
        )
        query = (
            select(ASSESSMENT.c.partner, table)
            .join(ASSESSMENT, ASSESSMENT.c.id == table.c.assessment_id)
            .join(
                newest,
                (newest.c.partner == ASSESSMENT.c.partner)
                & (newest.c.period == ASSESSMENT.c.period)
                & (newest.c.revision == ASSESSMENT.c.revision),
            )
            .where(*conditions)
            .order_by(ASSESSMENT.c.partner, table.c.assessment_id, table.c.position)
        )
        found: dict[str, list[Figure]] = defaultdict(list)
        for partner, _assessment, _place, *values in self._connection.execute(query):
            found[partner].append(read(*values))
        return {partner: tuple(figures) for partner, figures in found.items()}

    def _periods(self, months: Collection[MeasurementPeriod]) -> list[str]:
        """Return the periods on record that belong to `months`, as they are written."""
        known: Iterable[str] = self._connection.scalars(select(ASSESSMENT.c.period).distinct())
        return [text for text in known if _month_of(text) in months]


def _month_of(text: str) -> MeasurementPeriod:
    return MeasurementPeriod.containing(period_of(text).end, PeriodLength.MONTH)
