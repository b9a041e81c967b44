"""The rest of a running period: which days expect data still, and how much."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from statistics import median

from concord.domain.coverage import CoverageUnit
from concord.domain.forecast.day_figure import DayFigure
from concord.domain.forecast.lately import WEEKS
from concord.domain.kpi import Dimension
from concord.domain.period import MeasurementPeriod
from concord.domain.source import Source

LOOK_BACK = timedelta(weeks=13)
"""How far back the volumes of a weekday are looked for: what is older says little of today."""

_A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """How many days expect data still, and the volume expected of them.

    `by_day` are the volumes of whole days one by one; what is left of today is in `volume`
    alone, which is None where no day with data tells.
    """

    days: int
    volume: Fraction | None
    by_day: tuple[Fraction, ...] = ()

    def days_from(self, minimum: Fraction) -> int:
        """Return how many whole days expect at least so much, as far as anything tells."""
        if self.volume is None:
            return self.days
        return sum(1 for volume in self.by_day if volume >= minimum)


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysSeen:
    """The days of a dimension that are there, up to `as_of`, the last one with data at all.

    `delivered` are the days of which the source has rows, `relieved` those that do not count.
    If the last one is `today`, it is not over, and more of it may come.
    """

    figures: Sequence[DayFigure]
    as_of: date
    today: date
    delivered: frozenset[date] = frozenset()
    relieved: frozenset[date] = frozenset()

    @property
    def today_so_far(self) -> Fraction | None:
        """What is there of a day that is not over; None where nothing of it is."""
        if self.as_of != self.today:
            return None
        return sum((f.volume for f in self.figures if f.day == self.today), Fraction(0))


def asks_for_days(source: Source) -> bool:
    """Say whether a source's coverage tells single days, not whole periods alone."""
    return source.coverage.every is not CoverageUnit.PERIOD


def expects(source: Source, day: date, dimension: Dimension) -> bool:
    """Say whether the coverage may ask for data of a dimension on `day`.

    Holidays and closed days ask for none; a source that covers whole periods closes no day.
    """
    fixed = dict(dimension)
    choices = [
        (fixed[name],) if name in fixed else source.column(name).one_of
        for name in source.coverage.for_each
    ]
    return any(source.coverage.expects(day, values) for values in product(*choices))


def rest_of(
    source: Source, period: MeasurementPeriod, dimension: Dimension, seen: DaysSeen
) -> Rest:
    """Return what the period expects beside the days that are there.

    A day that is missing before the last one is still to come where the coverage asks for
    days.  The volume of a day is the median of the last eight of its weekday that were open,
    over and had data.
    """
    open_ = [day for day in period.days() if expects(source, day, dimension)]
    days = [day for day in open_ if _is_to_come(source, day, seen) and day not in seen.relieved]
    volumes = _volumes(source, dimension, seen)
    runs = seen.today in open_ and seen.today not in seen.relieved
    today = seen.today_so_far if runs else None
    if not volumes.any:
        told = not days and today is None
        return Rest(days=len(days), volume=Fraction(0) if told else None)
    expected = tuple(volume for day in days if (volume := volumes.on(day)))
    later = Fraction(0) if today is None else max(volumes.on(seen.today) - today, Fraction(0))
    return Rest(days=len(expected) + (later > 0), volume=sum(expected, later), by_day=expected)


def _is_to_come(source: Source, day: date, seen: DaysSeen) -> bool:
    return day > seen.as_of or (asks_for_days(source) and day not in seen.delivered)


def _volumes(source: Source, dimension: Dimension, seen: DaysSeen) -> _Volumes:
    """Return the volumes of days that were open and are over."""
    over = (f for f in seen.figures if seen.today_so_far is None or f.day != seen.today)
    open_days = [figure for figure in over if expects(source, figure.day, dimension)]
    return _Volumes(open_days, seen.as_of, whole_weeks=not asks_for_days(source))


class _Volumes:
    """The volumes of open days, by weekday, latest last."""

    def __init__(self, figures: Sequence[DayFigure], as_of: date, *, whole_weeks: bool) -> None:
        recent = sorted(
            (f for f in figures if as_of - LOOK_BACK < f.day <= as_of), key=lambda f: f.day
        )
        self.any = [figure.volume for figure in recent]
        self._by_weekday: dict[int, list[Fraction]] = defaultdict(list)
        for figure in recent:
            self._by_weekday[figure.day.weekday()].append(figure.volume)
        spans_week = bool(recent) and as_of - recent[0].day + timedelta(days=1) >= _A_WEEK
        self._closes_weekdays = whole_weeks and spans_week

    def on(self, day: date) -> Fraction:
        """Return the volume of an open day.

        A weekday of which nothing is known is closed when no coverage asks for it and a whole
        week was seen; else it is a day like all others.
        """
        own = self._by_weekday[day.weekday()][-WEEKS:]
        if not own and self._closes_weekdays:
            return Fraction(0)
        return median(own or self.any)
