"""How periods are spelt: `2026-10`, `2026-Q4`, `FY2026-Q2`, `2026-10/P3M`."""

from __future__ import annotations

import re
from datetime import date
from typing import assert_never

from concord.domain.period.length import (
    CALENDAR_YEAR,
    PARTS_OF_A_YEAR,
    FiscalLength,
    PeriodLength,
    PeriodRule,
    RollingMonths,
    YearStart,
    months_of,
)
from concord.domain.period.months import add_months

_FISCAL = "FY"
_ROLLING = re.compile(r"([0-9]{4})-([0-9]{2})/P([1-9][0-9]?)M")
_SPELLINGS = (
    (re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})"), PeriodLength.DAY),
    (re.compile(r"([0-9]{4})-W([0-9]{2})"), PeriodLength.WEEK),
    (re.compile(r"([0-9]{4})-([0-9]{2})"), PeriodLength.MONTH),
    (re.compile(r"([0-9]{4})-Q([1-4])"), PeriodLength.QUARTER),
    (re.compile(r"([0-9]{4})-H([12])"), PeriodLength.HALF_YEAR),
    (re.compile(r"([0-9]{4})"), PeriodLength.YEAR),
)


def read(text: str, year_start: YearStart | None) -> tuple[date, PeriodRule]:
    """Return a day of the period spelt by `text`, and how it is cut; see its `parse`."""
    spelt = text.strip()
    if match := _ROLLING.fullmatch(spelt):
        year, month, months = _numbers(match)
        return date(year, month, 1), RollingMonths(months=months)
    fiscal = spelt.startswith(_FISCAL)
    if fiscal and year_start is None:
        message = f"{text!r} is of a fiscal year, and nothing says when that starts"
        raise ValueError(message)
    for pattern, length in _SPELLINGS:
        match = pattern.fullmatch(spelt.removeprefix(_FISCAL))
        if match and not fiscal:
            return _first_day(length, CALENDAR_YEAR, *_numbers(match)), length
        if match and year_start is not None and length in PARTS_OF_A_YEAR:
            rule = FiscalLength(length=length, year_start=year_start)
            return _first_day(length, year_start, *_numbers(match)), rule
    message = (
        f"{text!r} is not a period; write 2026-10-31, 2026-W44, 2026-10, 2026-Q4, 2026-H2, "
        "2026, FY2026-Q2 or 2026-10/P3M"
    )
    raise ValueError(message)


def _numbers(match: re.Match[str]) -> tuple[int, ...]:
    return tuple(int(number) for number in match.groups())


def _first_day(
    length: PeriodLength, year_start: YearStart, year: int, part: int = 1, day: int = 1
) -> date:
    match length:
        case PeriodLength.DAY:
            return date(year, part, day)
        case PeriodLength.WEEK:
            return date.fromisocalendar(year, part, 1)
        case PeriodLength.MONTH:
            return date(year, part, 1)
        case PeriodLength.QUARTER | PeriodLength.HALF_YEAR | PeriodLength.YEAR:
            begin = date(year, year_start.month, year_start.day)
            return add_months(begin, (part - 1) * months_of(length))
        case _:  # pragma: no cover
            assert_never(length)


def written(start: date, length: PeriodRule) -> str:
    """Return how the period that starts there is spelt."""
    match length:
        case FiscalLength():
            year = start.year - (start.month < length.year_start.month)
            months = (start.year - year) * 12 + start.month - length.year_start.month
            return _FISCAL + _part(year, months, length.length)
        case RollingMonths():
            last = add_months(start, length.months - 1)
            return f"{last.year:04d}-{last.month:02d}/P{length.months}M"
        case PeriodLength.DAY:
            return start.isoformat()
        case PeriodLength.WEEK:
            iso_year, week, _ = start.isocalendar()
            return f"{iso_year:04d}-W{week:02d}"
        case PeriodLength.MONTH:
            return f"{start.year:04d}-{start.month:02d}"
        case PeriodLength.QUARTER | PeriodLength.HALF_YEAR | PeriodLength.YEAR:
            return _part(start.year, start.month - 1, length)
        case _:  # pragma: no cover
            assert_never(length)


def _part(year: int, months: int, length: PeriodLength) -> str:
    """Return the part of a year that begins so many months after it."""
    part = months // months_of(length) + 1
    match length:
        case PeriodLength.QUARTER:
            return f"{year:04d}-Q{part}"
        case PeriodLength.HALF_YEAR:
            return f"{year:04d}-H{part}"
        case _:
            return f"{year:04d}"
