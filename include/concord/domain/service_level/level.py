"""Service levels: what was agreed for a KPI, and when it holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from concord.domain.period import MeasurementPeriod, PeriodRule
from concord.domain.service_level.rounding import Rounding
from concord.domain.service_level.terms import Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class MinimumVolume:
    """The volume under which a period is not rated; of a column's sum, or of the KPI's own."""

    amount: Decimal
    column: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceLevel:
    """A KPI bound to a target.

    `for_each` rates the total and, beside it, each value of those dimensions.
    `required_completeness` is in percent points; `weight` counts in the overall score.
    """

    id: str
    kpi: str
    service: str
    period: PeriodRule
    terms: tuple[Terms, ...]
    rounding: Rounding | None = None
    minimum_volume: MinimumVolume | None = None
    required_completeness: Decimal = Decimal(100)
    weight: Decimal = Decimal(1)
    for_each: tuple[str, ...] = ()
    in_force_until: date | None = None
    bears_money: bool = True

    def terms_for(self, period: MeasurementPeriod) -> Terms | None:
        """Return the terms in force on the period's last day, or None.

        A period in which the service level came into force is reported, not rated: the
        first full one is the first that is rated.
        """
        if self.in_force_until is not None and period.end > self.in_force_until:
            return None
        if period.start < self.terms[0].since:
            return None
        return max((t for t in self.terms if t.since <= period.end), key=lambda t: t.since)
