"""One measurement period: its days, its neighbours and its spelling."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache, total_ordering
from typing import Self

from concord.domain.period.length import (
    CALENDAR_YEAR,
    FiscalLength,
    PeriodLength,
    PeriodRule,
    RollingMonths,
    YearStart,
    months_of,
)
from concord.domain.period.months import add_months
from concord.domain.period.spelling import read, written


def is_plausible(day: date) -> bool:
    """Say whether a day can be one of a delivery: far-off years are slips, or meant to harm."""
    return _FIRST_YEAR <= day.year <= _LAST_YEAR


_FIRST_YEAR, _LAST_YEAR = 1900, 2999


@total_ordering
@dataclass(frozen=True, slots=True, kw_only=True)
class MeasurementPeriod:
    """A period by its first day and how it is cut.  Build it with `containing` or `parse`.

    Periods stand in order of their first days.
    """

    start: date
    length: PeriodRule

    @classmethod
    def containing(cls, day: date, length: PeriodRule) -> Self:
        """Return the period of this length in which `day` lies (weeks are ISO, from Monday).

        Of the rolling ones it is the one that ends in the day's month.
        """
        return cls(start=_start(day, length), length=length)

    @classmethod
    def before(cls, day: date, length: PeriodRule = PeriodLength.MONTH) -> Self:
        """Return the last period of this length that is over on `day`."""
        return cls.containing(day, length).previous()

    @classmethod
    def parse(cls, text: str, year_start: YearStart | None = None) -> Self:
        """Read `2026-10-31`, `2026-W44`, `2026-10`, `2026-Q4`, `2026-H2` or `2026`.

        Also the rolling `2026-10/P3M`, by its last month, and `FY2026-Q2`, of the year that
        starts in 2026, if `year_start` says on which day.  Raises ValueError with the
        accepted spellings.
        """
        day, length = read(text, year_start)
        return cls.containing(day, length)

    @property
    def end(self) -> date:
        """The last day that belongs to the period."""
        return _end(self.start, self.length)

    @property
    def fresh_from(self) -> date:
        """The first day that no earlier period of its kind covers.

        Of a rolling one that is the first of its last month, else of the period.
        """
        if isinstance(self.length, RollingMonths):
            return self.end.replace(day=1)
        return self.start

    def next(self) -> Self:
        """Return the period that follows; a rolling one's covers one month that is new."""
        return self._moved(1)

    def previous(self) -> Self:
        """Return the period that precedes."""
        return self._moved(-1)

    def _moved(self, steps: int) -> Self:
        match self.length:
            case PeriodLength.DAY:
                start = self.start + timedelta(days=steps)
            case PeriodLength.WEEK:
                start = self.start + timedelta(days=7 * steps)
            case RollingMonths():
                start = add_months(self.start, steps)
            case _:
                start = add_months(self.start, months_of(self.length) * steps)
        return type(self)(start=start, length=self.length)

    def days(self) -> tuple[date, ...]:
        """Return every day of the period, in order."""
        return _days(self.start, self.end)

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def overlaps(self, other: MeasurementPeriod) -> bool:
        """Say whether the two share a day."""
        return self.start <= other.end and other.start <= self.end

    def __lt__(self, other: MeasurementPeriod) -> bool:
        return self._place() < other._place()

    def _place(self) -> tuple[date, str, YearStart]:
        return self.start, str(self.length), _year_start(self.length)

    def __str__(self) -> str:
        return written(self.start, self.length)


# Every figure asks for the ends and days of its period, which are few.
@lru_cache(maxsize=4_096)
def _end(start: date, length: PeriodRule) -> date:
    match length:
        case PeriodLength.DAY:
            return start
        case PeriodLength.WEEK:
            return start + timedelta(days=6)
        case _:
            last = add_months(start, months_of(length) - 1)
            return last + timedelta(days=monthrange(last.year, last.month)[1] - 1)


@lru_cache(maxsize=512)
def _days(first: date, last: date) -> tuple[date, ...]:
    return tuple(first + timedelta(days=offset) for offset in range((last - first).days + 1))


def _start(day: date, length: PeriodRule) -> date:
    match length:
        case PeriodLength.DAY:
            return day
        case PeriodLength.WEEK:
            return day - timedelta(days=day.weekday())
        case RollingMonths():
            return add_months(day.replace(day=1), 1 - length.months)
        case _:
            return _part_of_year(day, months_of(length), _year_start(length))


def _year_start(length: PeriodRule) -> YearStart:
    return length.year_start if isinstance(length, FiscalLength) else CALENDAR_YEAR


def _part_of_year(day: date, months: int, year_start: YearStart) -> date:
    """Return the first day of the part of so many months in which `day` lies."""
    whole = day.year * 12 + day.month - year_start.month - (day.day < year_start.day)
    year, month = divmod(whole // months * months + year_start.month - 1, 12)
    return date(year, month + 1, year_start.day)


def period_range(
    first: MeasurementPeriod, last: MeasurementPeriod
) -> tuple[MeasurementPeriod, ...]:
    """Return the periods from `first` to `last`, both included, all of `first`'s length."""
    periods = []
    current = first
    while current.start <= last.start:
        periods.append(current)
        current = current.next()
    return tuple(periods)
