"""Forecasts: where a running period heads for.  Every figure of one is an estimate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from concord.domain.forecast.interval import Interval
from concord.domain.kpi import Dimension
from concord.domain.period import MeasurementPeriod
from concord.domain.quantity import Target


class ForecastLabel(StrEnum):
    """Where a running period heads for, best first; no likelihood is claimed.

    `LOST`: no rest that is possible, of the volume expected, reaches the target any more.
    `ON_TRACK`: it is reached if the rest comes in like the days so far, or like the last weeks.
    `AT_RISK`: neither.
    """

    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    LOST = "lost"

    @property
    def rank(self) -> int:
        """Position in the order from good to bad, 0 the best."""
        return list(ForecastLabel).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lately:
    """What the last weeks with data came to, pooled, and the best and worst single one."""

    value: Fraction
    best: Fraction
    worst: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysNeeded:
    """A share of days, counted: days so far, those that kept to the target, those still needed."""

    counted: int
    kept: int
    needed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """The estimate for one service level, running period and dimension.

    `value` to date is `numerator` over `denominator`, in the unit, up to `as_of`, the last day
    with data.  `days_left` of the period expect data still, `expected_volume` in all; None
    where earlier weeks do not tell.  `needed` is the value over that rest with which the period
    just reaches the target, None where it cannot be worked out or nothing more is expected.
    `minimum_volume` and `completeness` are the agreed and the delivered so far; `lacks_volume`
    says that the period heads for less than the minimum, and None where nobody can tell.
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
    reachable: bool
    lately: Lately | None
    completeness: Fraction
    minimum_volume: Decimal | None = None
    lacks_volume: bool | None = None
    days: DaysNeeded | None = None
