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

    `by_day` are those volumes one by one; `volume` is None where no day with data tells.
    """

    days: int
    volume: Fraction | None
    by_day: tuple[Fraction, ...] = ()

    def days_from(self, minimum: Fraction) -> int:
        """Return how many of the days expect at least so much, as far as anything tells."""
        if self.volume is None:
            return self.days
        return sum(1 for volume in self.by_day if volume >= minimum)


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
    source: Source,
    period: MeasurementPeriod,
    dimension: Dimension,
    as_of: date,
    figures: Sequence[DayFigure],
    delivered: frozenset[date],
    relieved: frozenset[date] = frozenset(),
) -> Rest:
    """Return what the period expects beside the days that are there.

    `as_of` is the last day with data of the source; an earlier day is still to come where the
    coverage asks for days and it is not `delivered`.  Days that are `relieved` count neither
    way.  The volume of a day is the median of the last eight of its weekday that were open and
    had data.
    """
    days = [
        day
        for day in period.days()
        if expects(source, day, dimension)
        and day not in relieved
        and (day > as_of or (asks_for_days(source) and day not in delivered))
    ]
    open_days = [figure for figure in figures if expects(source, figure.day, dimension)]
    volumes = _Volumes(open_days, as_of, whole_weeks=not asks_for_days(source))
    if not volumes.any:
        return Rest(days=len(days), volume=None if days else Fraction(0))
    expected = tuple(volume for day in days if (volume := volumes.on(day)))
    return Rest(days=len(expected), volume=sum(expected, Fraction(0)), by_day=expected)


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
