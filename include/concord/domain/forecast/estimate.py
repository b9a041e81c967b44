"""The label of a forecast, by the kind of figure: a ratio, a share of days, any other value."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from concord.domain.forecast.days_needed import DaysNeeded
from concord.domain.forecast.interval import Interval
from concord.domain.forecast.needed import RunningRatio


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
    """A label, and the value over the rest, or the days of it, that are needed."""

    label: ForecastLabel
    needed: Interval | None = None
    days: DaysNeeded | None = None


Keeps = Callable[[Fraction], bool]
"""Says whether a value, rounded as agreed, keeps to the target."""


def of_ratio(
    running: RunningRatio,
    accepted: Interval,
    possible: Interval,
    paces: Iterable[Fraction | None],
    keeps: Keeps,
) -> Estimate:
    """Return the estimate of a ratio that has volume, so far or in the rest.

    `paces` are the values at which the rest may well come in; None for those nobody knows.
    """
    if not running.rest:
        ends_well = keeps(running.ending(Fraction(0)))
        return Estimate(label=ForecastLabel.ON_TRACK if ends_well else ForecastLabel.LOST)
    needed = running.needed(accepted)
    if not needed.meets(possible):
        return Estimate(label=ForecastLabel.LOST, needed=needed)
    likely = any(keeps(running.ending(pace)) for pace in paces if pace is not None)
    return Estimate(label=_of_pace(ends_well=likely), needed=needed)


def of_days(days: DaysNeeded, paces: Iterable[Fraction | None]) -> Estimate:
    """Return the estimate of a share of days; `paces` are shares (0 to 1) of the days left."""
    if not days.is_reachable:
        return Estimate(label=ForecastLabel.LOST, days=days)
    likely = any(days.ends_well(pace) for pace in paces if pace is not None)
    return Estimate(label=_of_pace(ends_well=likely or not days.needed), days=days)


def of_value(value: Fraction, keeps: Keeps) -> Estimate:
    """Return the estimate of a value of which nobody can tell what the rest does to it."""
    return Estimate(label=_of_pace(ends_well=keeps(value)))


def _of_pace(*, ends_well: bool) -> ForecastLabel:
    return ForecastLabel.ON_TRACK if ends_well else ForecastLabel.AT_RISK
