"""Service levels: what was agreed for a KPI, and when it holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from concord.domain.kpi import TOTAL, Dimension
from concord.domain.period import MeasurementPeriod, PeriodRule
from concord.domain.quantity import Direction, Span, SpanUnit, Target
from concord.domain.service_level.own_targets import StatedTarget
from concord.domain.service_level.pro_rata import by_day
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
    each value of those dimensions, `crosses` each combination of values of several.
    `required_completeness` is in percent points; without `if_incomplete` the value of an
    incomplete period is provisional.  `weight` counts in the overall score.  `repeated_miss`
    belongs to two thresholds.  A `critical` level's miss is a critical failure, and `stretch`
    is a target beyond the agreed one.  Of levels that name the same group as `related` only
    the dearest failure of a month counts.  Where the delivered rows state the target (`stated`)
    there are no `terms`.
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
    crosses: tuple[tuple[str, ...], ...] = ()
    in_force_until: date | None = None
    ramp: Ramp | None = None
    repeated_miss: NthMiss | None = None
    stretch: Target | None = None
    critical: bool = False
    bears_money: bool = True
    related: str = ""
    stated: StatedTarget | None = None

    @property
    def counts_days(self) -> bool:
        """Say whether it was ever agreed for a share of days."""
        return any(terms.share_of_days is not None for terms in self.terms)

    @property
    def groupings(self) -> tuple[tuple[str, ...], ...]:
        """The groupings whose values are rated beside the total."""
        return (*((name,) for name in self.for_each), *self.crosses)

    @property
    def band_names(self) -> tuple[str, ...]:
        """The bands it ever had, each once."""
        stated = () if self.stated is None else self.stated.bands.names
        agreed = (name for terms in self.terms for name in terms.bands.names)
        return tuple(dict.fromkeys((*agreed, *stated)))

    @property
    def since(self) -> date:
        """The first day on which it holds."""
        return self.terms[0].since if self.stated is None else self.stated.since

    @property
    def direction(self) -> Direction:
        """On which side of its first target a figure keeps to it."""
        return self.terms[0].target.direction if self.stated is None else self.stated.direction

    def is_in_force(self, period: MeasurementPeriod) -> bool:
        """Say whether the whole of the period is rated.

        A period in which the service level came or went into force is reported, not rated:
        the first full one is the first that is rated, in a ramp that of the first full month.
        """
        first = self.since if self.ramp is None else max(self.since, self.ramp.first_day)
        return period.start >= first and (
            self.in_force_until is None or period.end <= self.in_force_until
        )

    def terms_for(
        self,
        period: MeasurementPeriod,
        dimension: Dimension = TOTAL,
        stated: Decimal | None = None,
    ) -> Terms | None:
        """Return the terms in force on the period's last day, eased by a ramp, or None.

        Where these apply by day and began within the period, they are the mean of all that were
        in force in it.  They are those of the total, or of one value of a dimension.  `stated` is
        the target that the rows of that period and dimension state: without one such a level has
        no terms.
        """
        if not self.is_in_force(period):
            return None
        if self.stated is not None:
            return None if stated is None else _as_stated(self.stated, stated)
        begun = sorted((t for t in self.terms if t.since <= period.end), key=lambda t: t.since)
        if self.ramp is None:
            return by_day([each.of(dimension) for each in begun], period)
        return self.ramp.eased(by_day(begun, period), period.end)


def _as_stated(rule: StatedTarget, stated: Decimal) -> Terms:
    return Terms(since=rule.since, target=rule.target(stated), bands=rule.bands)
