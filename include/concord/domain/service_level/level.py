"""Service levels: what was agreed for a KPI, and when it holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from concord.domain.period import MeasurementPeriod, PeriodRule
from concord.domain.quantity import Span, SpanUnit, Target
from concord.domain.service_level.rounding import Rounding
from concord.domain.service_level.terms import Ramp, Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class MinimumVolume:
    """The volume under which a period is not rated; of a column's sum, or of the KPI's own."""

    amount: Decimal
    column: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountsAs:
    """An incomplete period counts as missed with this band, so long after the due time."""

    band: str
    after: Span


A_YEAR = Span(count=12, unit=SpanUnit.MONTH)


@dataclass(frozen=True, slots=True, kw_only=True)
class NthMiss:
    """How often the expected figure may be missed within `window`: the `nth` is a default."""

    nth: int = 4
    window: Span = A_YEAR


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceLevel:
    """A KPI bound to a target.

    `name` is empty where reports show the KPI's.  `for_each` rates the total and, beside it,
    each value of those dimensions.  `required_completeness` is in percent points; without
    `if_incomplete` the value of an incomplete period is provisional.  `weight` counts in the
    overall score.  `repeated_miss` belongs to two thresholds.  A `critical` level's miss is a
    critical failure, and `stretch` is a target beyond the agreed one.
    """

    id: str
    kpi: str
    service: str
    period: PeriodRule
    terms: tuple[Terms, ...]
    name: str = ""
    rounding: Rounding | None = None
    minimum_volume: MinimumVolume | None = None
    required_completeness: Decimal = Decimal(100)
    if_incomplete: CountsAs | None = None
    weight: Decimal = Decimal(1)
    for_each: tuple[str, ...] = ()
    in_force_until: date | None = None
    ramp: Ramp | None = None
    repeated_miss: NthMiss | None = None
    stretch: Target | None = None
    critical: bool = False
    bears_money: bool = True

    @property
    def counts_days(self) -> bool:
        """Say whether it was ever agreed for a share of days."""
        return any(terms.share_of_days is not None for terms in self.terms)

    def terms_for(self, period: MeasurementPeriod) -> Terms | None:
        """Return the terms in force on the period's last day, eased by a ramp, or None.

        A period in which the service level came or went into force is reported, not rated:
        the first full one is the first that is rated, in a ramp that of the first full month.
        """
        if self.in_force_until is not None and period.end > self.in_force_until:
            return None
        if period.start < self.terms[0].since:
            return None
        agreed = max((t for t in self.terms if t.since <= period.end), key=lambda t: t.since)
        if self.ramp is None:
            return agreed
        if period.start < self.ramp.first_day:
            return None
        return self.ramp.eased(agreed, period.end)
