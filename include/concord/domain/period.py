"""Measurement periods: the day, week, month, quarter, half-year or year a figure covers."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Self, assert_never


class PeriodLength(StrEnum):
    """How long a measurement period is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"


def is_plausible(day: date) -> bool:
    """Say whether a day can be one of a delivery: far-off years are slips, or meant to harm."""
    return _FIRST_YEAR <= day.year <= _LAST_YEAR


_FIRST_YEAR, _LAST_YEAR = 1900, 2999
_MONTHS = {
    PeriodLength.MONTH: 1,
    PeriodLength.QUARTER: 3,
    PeriodLength.HALF_YEAR: 6,
    PeriodLength.YEAR: 12,
}


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class MeasurementPeriod:
    """A period by its first day and its length.  Build it with `containing` or `parse`."""

    start: date
    length: PeriodLength

    @classmethod
    def containing(cls, day: date, length: PeriodLength) -> Self:
        """Return the period of this length in which `day` lies (weeks are ISO, from Monday)."""
        if length is PeriodLength.DAY:
            return cls(start=day, length=length)
        if length is PeriodLength.WEEK:
            return cls(start=day - timedelta(days=day.weekday()), length=length)
        months = _MONTHS[length]
        first_month = (day.month - 1) // months * months + 1
        return cls(start=date(day.year, first_month, 1), length=length)

    @classmethod
    def before(cls, day: date, length: PeriodLength = PeriodLength.MONTH) -> Self:
        """Return the last period of this length that is over on `day`."""
        return cls.containing(cls.containing(day, length).start - timedelta(days=1), length)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2026-10-31`, `2026-W44`, `2026-10`, `2026-Q4`, `2026-H2` or `2026`.

        Raises ValueError with the accepted spellings.
        """
        for pattern, read in _SPELLINGS:
            if match := pattern.fullmatch(text.strip()):
                return cls._from_numbers(read, *(int(number) for number in match.groups()))
        message = (
            f"{text!r} is not a period; write 2026-10-31, 2026-W44, 2026-10, 2026-Q4, "
            "2026-H2 or 2026"
        )
        raise ValueError(message)

    @classmethod
    def _from_numbers(cls, length: PeriodLength, year: int, part: int = 1, day: int = 1) -> Self:
        if length is PeriodLength.WEEK:
            return cls(start=date.fromisocalendar(year, part, 1), length=length)
        if length is PeriodLength.DAY:
            return cls(start=date(year, part, day), length=length)
        return cls(start=date(year, (part - 1) * _MONTHS[length] + 1, 1), length=length)

    @property
    def end(self) -> date:
        """The last day that belongs to the period."""
        return self.next().start - timedelta(days=1)

    def next(self) -> Self:
        """Return the period of the same length that follows."""
        match self.length:
            case PeriodLength.DAY:
                following = self.start + timedelta(days=1)
            case PeriodLength.WEEK:
                following = self.start + timedelta(days=7)
            case (
                PeriodLength.MONTH
                | PeriodLength.QUARTER
                | PeriodLength.HALF_YEAR
                | PeriodLength.YEAR
            ):
                following = add_months(self.start, _MONTHS[self.length])
            case _:  # pragma: no cover
                assert_never(self.length)
        return type(self)(start=following, length=self.length)

    def previous(self) -> Self:
        """Return the period of the same length that precedes."""
        return type(self).containing(self.start - timedelta(days=1), self.length)

    def days(self) -> tuple[date, ...]:
        """Return every day of the period, in order."""
        count = (self.end - self.start).days + 1
        return tuple(self.start + timedelta(days=offset) for offset in range(count))

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def overlaps(self, other: MeasurementPeriod) -> bool:
        """Say whether the two share a day."""
        return self.start <= other.end and other.start <= self.end

    def __str__(self) -> str:
        year, month = self.start.year, self.start.month
        match self.length:
            case PeriodLength.DAY:
                return self.start.isoformat()
            case PeriodLength.WEEK:
                iso_year, week, _ = self.start.isocalendar()
                return f"{iso_year:04d}-W{week:02d}"
            case PeriodLength.MONTH:
                return f"{year:04d}-{month:02d}"
            case PeriodLength.QUARTER:
                return f"{year:04d}-Q{(month - 1) // 3 + 1}"
            case PeriodLength.HALF_YEAR:
                return f"{year:04d}-H{(month - 1) // 6 + 1}"
            case PeriodLength.YEAR:
                return f"{year:04d}"
            case _:  # pragma: no cover
                assert_never(self.length)


_SPELLINGS = (
    (re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})"), PeriodLength.DAY),
    (re.compile(r"([0-9]{4})-W([0-9]{2})"), PeriodLength.WEEK),
    (re.compile(r"([0-9]{4})-([0-9]{2})"), PeriodLength.MONTH),
    (re.compile(r"([0-9]{4})-Q([1-4])"), PeriodLength.QUARTER),
    (re.compile(r"([0-9]{4})-H([12])"), PeriodLength.HALF_YEAR),
    (re.compile(r"([0-9]{4})"), PeriodLength.YEAR),
)


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


def add_months(day: date, months: int) -> date:
    """Return the same day `months` later (earlier if negative), clamped to the month's end.

    Three months before 31 May are 28 February.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
