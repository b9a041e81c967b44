"""How periods are cut: by the calendar, by a year of the contract's own, or rolling."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never


class PeriodLength(StrEnum):
    """How long a measurement period of the calendar is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class YearStart:
    """The month and day on which a year begins: a day that each month has, 1 to 28."""

    month: int
    day: int

    def __post_init__(self) -> None:
        if not (1 <= self.month <= _MONTHS_OF_A_YEAR and 1 <= self.day <= _DAYS_OF_EACH_MONTH):
            message = f"a year cannot start on day {self.day} of month {self.month}"
            raise ValueError(message)

    def __str__(self) -> str:
        return f"{self.month:02d}-{self.day:02d}"


_MONTHS_OF_A_YEAR, _DAYS_OF_EACH_MONTH = 12, 28
CALENDAR_YEAR = YearStart(month=1, day=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class FiscalLength:
    """A quarter, half-year or year, counted from where a contract's or fiscal year starts."""

    length: PeriodLength
    year_start: YearStart

    def __post_init__(self) -> None:
        if self.length not in PARTS_OF_A_YEAR:
            message = f"a {self.length} is the same in every year"
            raise ValueError(message)

    def __str__(self) -> str:
        return f"fiscal {self.length}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RollingMonths:
    """So many whole months up to and with the latest, 2 to 36; a new one each month."""

    months: int

    def __post_init__(self) -> None:
        if not FEWEST_ROLLING <= self.months <= MOST_ROLLING:
            message = f"{self.months} are not {FEWEST_ROLLING} to {MOST_ROLLING} rolling months"
            raise ValueError(message)

    def __str__(self) -> str:
        return f"rolling {self.months} months"


PARTS_OF_A_YEAR = (PeriodLength.QUARTER, PeriodLength.HALF_YEAR, PeriodLength.YEAR)
FEWEST_ROLLING, MOST_ROLLING = 2, 36

PeriodRule = PeriodLength | FiscalLength | RollingMonths
"""How the periods of a service level are cut; deliveries know those of the calendar alone."""

_MONTHS = {
    PeriodLength.DAY: 0,
    PeriodLength.WEEK: 0,
    PeriodLength.MONTH: 1,
    PeriodLength.QUARTER: 3,
    PeriodLength.HALF_YEAR: 6,
    PeriodLength.YEAR: 12,
}


def months_of(rule: PeriodRule) -> int:
    """Return how many months a period has; 0 for days and weeks, which have none."""
    match rule:
        case PeriodLength():
            return _MONTHS[rule]
        case FiscalLength():
            return _MONTHS[rule.length]
        case RollingMonths():
            return rule.months
        case _:  # pragma: no cover
            assert_never(rule)
