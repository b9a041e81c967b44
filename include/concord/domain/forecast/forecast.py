"""Forecasts: where a running period heads for.  Every figure of one is an estimate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from concord.domain.forecast.days_needed import DaysNeeded
from concord.domain.forecast.estimate import ForecastLabel
from concord.domain.forecast.interval import Interval
from concord.domain.forecast.lately import Lately
from concord.domain.kpi import Dimension
from concord.domain.period import MeasurementPeriod
from concord.domain.quantity import Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """The estimate for one service level, running period and dimension.

    `value` is that to date, `numerator` over `denominator` in the unit, up to `as_of`, the
    last day with data.  `days_left` expect data still, `expected_volume` in all, which is None
    where earlier weeks do not tell.  `needed` are the values over that rest with which the
    period reaches the target; None where they cannot be worked out, or nothing is expected.
    `possible` are all that the KPI can have.  `ending` is what the period comes to if the rest
    is like the days so far or the last weeks, whichever is better; `band` that of such a miss.
    Of a share of days, value and target are shares, and `days` counts them.  `completeness` is
    that of the whole period so far; `lacks_volume` says whether the period heads for less than
    its minimum volume, None where there is none or nobody can tell.
    """

    service_level: str
    kpi: str
    service: str
    period: MeasurementPeriod
    dimension: Dimension
    unit: str
    label: ForecastLabel
    as_of: date
    target: Target
    value: Fraction | None
    numerator: Fraction | None
    denominator: Fraction | None
    days_left: int
    expected_volume: Fraction | None
    needed: Interval | None
    possible: Interval
    ending: Fraction | None
    band: str | None
    lately: Lately | None
    completeness: Fraction
    minimum_volume: Decimal | None = None
    lacks_volume: bool | None = None
    days: DaysNeeded | None = None

    @property
    def is_reachable(self) -> bool:
        """Say whether the target can still be reached at all."""
        return self.label is not ForecastLabel.LOST

    @property
    def is_secured(self) -> bool:
        """Say whether the target is reached whatever of the expected rest comes in how."""
        if self.days is not None:
            return not self.days.needed
        if self.needed is not None:
            return self.needed.within(self.possible) == Interval()
        return self.expected_volume == 0 and self.is_reachable
