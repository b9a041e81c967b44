"""Trends: the periods up to one, whither their figures move, how often they failed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from statistics import median

from concord.domain.period import MeasurementPeriod
from concord.domain.quantity import Direction, Target
from concord.domain.service_level import Outcome, OutcomeKind

HISTORY_LENGTH = 12
COMPARED = 3
"""So many figures are set against as many before them."""

STEADY_WITHIN = Fraction(1, 100)
"""The share of the target by which figures may move and still be called steady."""

Past = Mapping[MeasurementPeriod, Outcome]
"""The outcomes of one service level and dimension, by period."""


class Course(StrEnum):
    """Whither figures move, seen from their target."""

    IMPROVING = "improving"
    STEADY = "steady"
    WORSENING = "worsening"


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPoint:
    """One period of a service level's past, for sparklines and charts.

    `upper` is the upper end of a target that is a range.
    """

    period: MeasurementPeriod
    kind: OutcomeKind
    value: Fraction | None
    target: Fraction | None
    upper: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """The twelve periods up to one, which is the last of `points`, and what they show.

    `course` is None with too few figures to tell.  `failures` is the unbroken row of failures
    that the period ends, latest first; empty when it is none itself.
    """

    points: tuple[HistoryPoint, ...]
    course: Course | None
    failures: tuple[Outcome, ...]

    @property
    def misses(self) -> int:
        """How many times in a row the service level was missed, this period included."""
        return len(self.failures)

    @property
    def missed_since(self) -> MeasurementPeriod | None:
        """The first period of the unbroken row of failures, None without one."""
        return self.failures[-1].period if self.failures else None


def trend(outcome: Outcome, past: Past) -> Trend:
    """Return the trend up to `outcome`, which is one of `past`."""
    upto = [past[period] for period in sorted(past) if period <= outcome.period]
    points = _points(outcome.period, past)
    shown = [each for each in upto if each.period >= points[0].period]
    return Trend(
        points=points,
        course=course(shown),
        failures=tuple(_failures(upto)) if outcome.kind.is_failure else (),
    )


def course(outcomes: Sequence[Outcome]) -> Course | None:
    """Return whither the figures of `outcomes`, oldest first, move; None with fewer than six.

    The median distance of the last three rated figures from the target is set against that of
    the three before; both from the latest target, so that a new one alone moves nothing.  Up
    to a hundredth of the target the figures are steady; within a range they are all alike.
    """
    rated = [o for o in outcomes if o.kind.is_rated and o.value is not None]
    target = next((o.target for o in reversed(rated) if o.target is not None), None)
    if target is None:
        return None
    off = [_off(target, o.value) for o in rated if o.value is not None]
    return course_of_distances(off, abs(Fraction(target.limit)))


def course_of_distances(off: Sequence[Fraction], whole: Fraction) -> Course | None:
    """Return whither distances from what is wanted, oldest first, move; None with fewer than six.

    The median of the last three is set against that of the three before.  Up to a hundredth
    of `whole` they are steady.
    """
    if len(off) < 2 * COMPARED:
        return None
    gained = median(off[-2 * COMPARED : -COMPARED]) - median(off[-COMPARED:])
    if abs(gained) <= whole * STEADY_WITHIN:
        return Course.STEADY
    return Course.IMPROVING if gained > 0 else Course.WORSENING


def _off(target: Target, value: Fraction) -> Fraction:
    distance = target.distance(value)
    return max(distance, Fraction(0)) if target.direction is Direction.WITHIN else distance


def _failures(upto: Sequence[Outcome]) -> list[Outcome]:
    """Return the unbroken row of failures at the end, latest first.

    Periods that were not rated neither count nor break it.
    """
    failures: list[Outcome] = []
    for each in reversed(upto):
        if each.kind.is_failure:
            failures.append(each)
        elif each.kind.is_rated:
            break
    return failures


def _points(period: MeasurementPeriod, past: Past) -> tuple[HistoryPoint, ...]:
    periods = [period]
    first = min(past)
    while len(periods) < HISTORY_LENGTH and periods[-1] > first:
        periods.append(periods[-1].previous())
    return tuple(_point(each, past.get(each)) for each in reversed(periods))


def _point(period: MeasurementPeriod, outcome: Outcome | None) -> HistoryPoint:
    if outcome is None:
        kind = OutcomeKind.INSUFFICIENT_DATA
        return HistoryPoint(period=period, kind=kind, value=None, target=None)
    target = outcome.target
    return HistoryPoint(
        period=period,
        kind=outcome.kind,
        value=outcome.value,
        target=Fraction(target.limit) if target else None,
        upper=Fraction(target.upper) if target and target.upper is not None else None,
    )
