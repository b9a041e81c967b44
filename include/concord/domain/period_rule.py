"""Read how a service level's periods are cut, and say which deliveries they can be made of."""

from __future__ import annotations

import re
from typing import assert_never

from concord.domain.period import (
    FiscalLength,
    PeriodLength,
    PeriodRule,
    RollingMonths,
    YearStart,
    months_of,
)
from concord.domain.quantity import QuantityError

_SPELLINGS = (
    "a period: one of day, week, month, quarter, half-year, year, fiscal quarter, "
    "fiscal half-year, fiscal year, or rolling 2 months to rolling 36 months"
)
_ROLLING = re.compile(r"rolling ([1-9][0-9]?) months")
_MONTH_DAY = re.compile(r"([0-9]{2})-([0-9]{2})")


def parse_period_rule(text: str, year_start: YearStart) -> PeriodRule:
    """Read `month`, `fiscal quarter` (of the year from `year_start`) or `rolling 3 months`."""
    written = text.strip()
    try:
        if match := _ROLLING.fullmatch(written):
            return RollingMonths(months=int(match[1]))
        length = PeriodLength(written.removeprefix("fiscal "))
        if written.startswith("fiscal "):
            return FiscalLength(length=length, year_start=year_start)
    except ValueError as error:
        raise QuantityError(text, _SPELLINGS) from error
    return length


def parse_year_start(text: str) -> YearStart:
    """Read the month and day on which a year starts, such as 04-01."""
    match = _MONTH_DAY.fullmatch(text.strip())
    try:
        if match:
            return YearStart(month=int(match[1]), day=int(match[2]))
    except ValueError as error:
        raise QuantityError(text, _MONTH_AND_DAY) from error
    raise QuantityError(text, _MONTH_AND_DAY)


_MONTH_AND_DAY = "a month and day such as 04-01, the day at most 28"


def is_made_of(rule: PeriodRule, covered: PeriodLength) -> bool:
    """Say whether every period of `rule` consists of whole periods that a delivery covers."""
    if covered in {PeriodLength.DAY, rule}:
        return True
    if not months_of(covered):
        return False
    match rule:
        case PeriodLength():
            return months_of(rule) >= months_of(covered)
        case FiscalLength():
            begins_between = (rule.year_start.month - 1) % months_of(covered)
            whole = months_of(rule) >= months_of(covered) and not begins_between
            return whole and rule.year_start.day == 1
        case RollingMonths():
            return covered is PeriodLength.MONTH
        case _:  # pragma: no cover
            assert_never(rule)
