"""What relief leaves out of the rows of a source, on the clock by which the source cuts days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta

from concord.domain.relief.clock import Stretch

_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Whole days, and stretches of a clock, whose rows do not count.

    A row with a time of day is left out when that lies in one of the `windows`, one that has
    a day only when they cover all of it, and one without even a day when everything is left
    out that its file is about.
    """

    days: frozenset[date] = frozenset()
    windows: tuple[Stretch, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.days or self.windows)

    def __or__(self, other: LeftOut) -> LeftOut:
        """Return what at least one of the two leaves out, each moment once."""
        return LeftOut(
            days=self.days | other.days, windows=_merged((*self.windows, *other.windows))
        )

    @property
    def whole_days(self) -> frozenset[date]:
        """The days of which nothing is left."""
        covered = (day for window in self.windows for day in _days_in(window))
        return self.days.union(covered)

    @property
    def stretches(self) -> tuple[tuple[date, date], ...]:
        """The whole days as first and last days of unbroken runs, in order."""
        runs: list[tuple[date, date]] = []
        for day in sorted(self.whole_days):
            if runs and runs[-1][1] + _A_DAY == day:
                runs[-1] = (runs[-1][0], day)
            else:
                runs.append((day, day))
        return tuple(runs)

    @property
    def touched(self) -> frozenset[date]:
        """The days of which at least a part is left out."""
        return self.days.union(day for window in self.windows for day in _days_touched(window))


NOTHING = LeftOut()


def _merged(windows: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Return the same time as stretches that neither meet nor overlap, in order."""
    merged: list[Stretch] = []
    for begin, end in sorted(windows):
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return tuple(merged)


def _days_in(window: Stretch) -> Iterable[date]:
    """Return the days that lie in a window from midnight to midnight."""
    begin, end = window
    first = begin.date() if begin.time() == time() else begin.date() + _A_DAY
    return (first + _A_DAY * number for number in range((end.date() - first).days))


def _days_touched(window: Stretch) -> Iterable[date]:
    begin, end = window
    last = end.date() if end.time() != time() else end.date() - _A_DAY
    return (begin.date() + _A_DAY * number for number in range((last - begin.date()).days + 1))
