"""The label of a forecast, by the kind of figure: a ratio, a share of days, any other value."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from concord.domain.forecast.days_needed import DaysNeeded
from concord.domain.forecast.interval import Interval, accepted
from concord.domain.forecast.needed import RunningRatio
from concord.domain.quantity import Target
from concord.domain.service_level import Rounding


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
class Estimate:
    """A label, and the value over the rest, or the days of it, that are needed.

    `ending` is what the period comes to by the best of the paces at which the rest may well
    come in; None where nobody knows any.
    """

    label: ForecastLabel
    ending: Fraction | None = None
    needed: Interval | None = None
    days: DaysNeeded | None = None


def of_ratio(
    running: RunningRatio,
    target: Target,
    possible: Interval,
    paces: Iterable[Fraction | None],
    rounding: Rounding | None,
) -> Estimate:
    """Return the estimate of a ratio that has volume, so far or in the rest.

    `paces` are the values at which the rest may well come in; None for those nobody knows.
    """
    if not running.rest:
        ending = running.ending(Fraction(0))
        label = ForecastLabel.ON_TRACK if _keeps(ending, target, rounding) else ForecastLabel.LOST
        return Estimate(label=label, ending=ending)
    needed = running.needed(accepted(target, rounding))
    endings = [running.ending(pace) for pace in paces if pace is not None]
    likely = min(endings, key=target.distance, default=None)
    label = _of_ending(likely, target, rounding)
    if not needed.meets(possible):
        label = ForecastLabel.LOST
    return Estimate(label=label, ending=likely, needed=needed)


def of_days(days: DaysNeeded, paces: Iterable[Fraction | None]) -> Estimate:
    """Return the estimate of a share of days; `paces` are shares (0 to 1) of the days left."""
    known = [pace for pace in paces if pace is not None]
    ending = days.ending(max(known)) if known else None
    if not days.is_reachable:
        return Estimate(label=ForecastLabel.LOST, ending=ending, days=days)
    likely = not days.needed or any(days.ends_well(pace) for pace in known)
    label = ForecastLabel.ON_TRACK if likely else ForecastLabel.AT_RISK
    return Estimate(label=label, ending=ending, days=days)


def of_value(value: Fraction, target: Target, rounding: Rounding | None) -> Estimate:
    """Return the estimate of a value of which nobody can tell what the rest does to it."""
    return Estimate(label=_of_ending(value, target, rounding), ending=value)


def _of_ending(
    ending: Fraction | None, target: Target, rounding: Rounding | None
) -> ForecastLabel:
    ends_well = ending is not None and _keeps(ending, target, rounding)
    return ForecastLabel.ON_TRACK if ends_well else ForecastLabel.AT_RISK


def _keeps(value: Fraction, target: Target, rounding: Rounding | None) -> bool:
    return target.is_met_by(value if rounding is None else rounding.apply(value))
