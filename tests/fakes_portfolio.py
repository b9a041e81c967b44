"""The figures of all partners at once, in memory."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TypeVar

from concord.domain.assessment import Assessment
from concord.domain.credit import ServiceCredit
from concord.domain.issue import Issue
from concord.domain.kpi import TOTAL, Measurement
from concord.domain.period import MeasurementPeriod, PeriodLength
from concord.domain.service_level import Outcome

Figure = TypeVar("Figure")


@dataclass
class FakePortfolio:
    """Current assessments and issues, partner by partner."""

    assessments: Sequence[Assessment]
    issues: Sequence[Issue]

    def outcomes(self, months: Collection[MeasurementPeriod]) -> Mapping[str, tuple[Outcome, ...]]:
        return self._figures(
            months, lambda a: [each for each in a.outcomes if each.dimension == TOTAL]
        )

    def credits(
        self, months: Collection[MeasurementPeriod]
    ) -> Mapping[str, tuple[ServiceCredit, ...]]:
        return self._figures(months, attrgetter("credits"))

    def measurements(
        self, months: Collection[MeasurementPeriod], kpis: Collection[str]
    ) -> Mapping[str, tuple[Measurement, ...]]:
        return self._figures(
            months,
            lambda a: [m for m in a.measurements if m.dimension == TOTAL and m.kpi in kpis],
        )

    def open_issues(self) -> Mapping[str, int]:
        return Counter(each.key.partner for each in self.issues if not each.state.is_final)

    def _figures(
        self,
        months: Collection[MeasurementPeriod],
        of: Callable[[Assessment], Iterable[Figure]],
    ) -> dict[str, tuple[Figure, ...]]:
        found: dict[str, tuple[Figure, ...]] = {}
        for each in self.assessments:
            month = MeasurementPeriod.containing(each.period.end, PeriodLength.MONTH)
            figures = tuple(of(each)) if month in months else ()
            if figures:
                found[each.partner] = (*found.get(each.partner, ()), *figures)
        return found
