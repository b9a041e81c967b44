"""From what is known in the middle of a period to its forecast."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from concord.domain.forecast.day_figure import DayFigure
from concord.domain.forecast.days_needed import days_needed
from concord.domain.forecast.estimate import Estimate, of_days, of_ratio, of_value
from concord.domain.forecast.forecast import Forecast
from concord.domain.forecast.lately import is_recent, lately
from concord.domain.forecast.needed import RunningRatio, possible
from concord.domain.forecast.rest import Rest
from concord.domain.kpi import Kpi, Measurement
from concord.domain.quantity import PERCENT, Target
from concord.domain.service_level import (
    CountedDays,
    DayValue,
    Outcome,
    ServiceLevel,
    counted_days,
)

_NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningPeriod:
    """What is known in the middle of a period: its open outcome, single days, and the rest.

    `measured` are the sums so far.  `figures` are those of all days that were looked at, up
    to `as_of`, the last one with data.
    """

    kpi: Kpi
    level: ServiceLevel
    outcome: Outcome
    measured: Measurement | None
    figures: Sequence[DayFigure]
    as_of: date
    rest: Rest


def forecast_of(running: RunningPeriod) -> Forecast | None:
    """Return the forecast of a running period; None where nothing tells of it."""
    outcome, target = running.outcome, running.outcome.target
    if target is None or not running.level.is_in_force(outcome.period):
        return None
    terms = running.level.terms_for(outcome.period, outcome.dimension)
    if terms is not None and terms.share_of_days is not None:
        return None if outcome.days is None else _of_share(running, target, outcome.days)
    if is_ratio(running.kpi) and running.rest.volume is not None:
        return _of_ratio(running, target, running.rest.volume)
    if outcome.value is None:
        return None
    estimate = of_value(outcome.value, target, running.level.rounding)
    return _composed(running, target, estimate)


def is_ratio(kpi: Kpi) -> bool:
    """Say whether the sums of a KPI's days add up to those of its period.

    Percentiles, distinct counts, snapshots and rates of deliveries do not.
    """
    return kpi.denominator is not None and not kpi.snapshot


def _of_ratio(running: RunningPeriod, target: Target, rest: Fraction) -> Forecast | None:
    kpi, measured = running.kpi, running.measured
    sums = RunningRatio(
        numerator=(measured.numerator if measured else None) or _NOTHING,
        denominator=(measured.denominator if measured else None) or _NOTHING,
        rest=rest,
        unit=kpi.unit,
    )
    if sums.denominator + rest <= 0:
        return None
    recent = lately(running.figures, running.as_of, target, kpi.unit)
    estimate = of_ratio(
        sums,
        target,
        possible(kpi),
        (running.outcome.value, recent.value if recent else None),
        running.level.rounding,
    )
    composed = _composed(running, target, estimate)
    return replace(composed, expected_volume=rest, lately=recent)


def _of_share(running: RunningPeriod, target: Target, counted: CountedDays) -> Forecast | None:
    """Return the forecast of a share of days, of which `target` is the share.

    A minimum volume is that of a single day: days under it do not count.
    """
    minimum = running.level.minimum_volume
    left = running.rest.days_from(Fraction(minimum.amount) if minimum else _NOTHING)
    if not counted.counted and not left:
        return None
    days = days_needed(counted.good, counted.counted, left, target.is_met_by)
    recent = counted_days(
        running.level,
        counted.target,
        (
            DayValue(day=figure.day, value=figure.value, volume=figure.volume)
            for figure in running.figures
            if is_recent(figure.day, running.as_of)
        ),
    )
    estimate = of_days(days, (_share(counted), _share(recent)))
    composed = _composed(running, target, estimate)
    return replace(composed, unit=PERCENT, minimum_volume=None, lacks_volume=None)


def _share(days: CountedDays) -> Fraction | None:
    return Fraction(days.good, days.counted) if days.counted else None


def _composed(running: RunningPeriod, target: Target, estimate: Estimate) -> Forecast:
    outcome, measured, minimum = running.outcome, running.measured, running.level.minimum_volume
    return Forecast(
        service_level=outcome.service_level,
        kpi=outcome.kpi,
        service=outcome.service,
        period=outcome.period,
        dimension=outcome.dimension,
        unit=running.kpi.unit,
        label=estimate.label,
        as_of=running.as_of,
        target=target,
        value=outcome.value,
        numerator=measured.numerator if measured else None,
        denominator=measured.denominator if measured else None,
        days_left=running.rest.days,
        expected_volume=None,
        needed=estimate.needed,
        possible=possible(running.kpi),
        ending=estimate.ending,
        band=_band(running, target, estimate),
        lately=None,
        completeness=outcome.completeness,
        minimum_volume=minimum.amount if minimum else None,
        lacks_volume=_lacks_volume(running),
        days=estimate.days,
    )


def _band(running: RunningPeriod, target: Target, estimate: Estimate) -> str | None:
    """Return the band of the miss that a period heads for; None where there is no miss.

    A share of days is not rounded.
    """
    outcome, level, ending = running.outcome, running.level, estimate.ending
    stated = None if level.stated is None else target.limit
    terms = level.terms_for(outcome.period, outcome.dimension, stated)
    if ending is None or terms is None:
        return None
    rounding = level.rounding
    value = ending if rounding is None or estimate.days else rounding.apply(ending)
    return None if target.is_met_by(value) else terms.bands.of_miss(value, target)


def _lacks_volume(running: RunningPeriod) -> bool | None:
    """Say whether the period heads for less than its minimum volume, as far as that is known.

    Of another column than the KPI's own only the volume so far is known.
    """
    minimum, so_far = running.level.minimum_volume, running.outcome.volume or _NOTHING
    if minimum is None:
        return None
    if so_far >= minimum.amount:
        return False
    rest = running.rest.volume
    if minimum.column is not None or rest is None or not is_ratio(running.kpi):
        return None
    return so_far + rest < minimum.amount
