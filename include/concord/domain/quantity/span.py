"""Spans of the calendar, as contracts count them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import assert_never

from concord.domain.business_calendar import BusinessCalendar
from concord.domain.period import add_months
from concord.domain.quantity.spelling import QuantityError, trimmed


class SpanUnit(StrEnum):
    """What a contractual span of time is counted in."""

    DAY = "day"
    BUSINESS_DAY = "business day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A contractual span such as 90 days, 3 months or 2 business days."""

    count: int
    unit: SpanUnit

    def before(self, day: date, calendar: BusinessCalendar) -> date:
        """Return the day this span before `day`; months clamp at the month's end."""
        return self._shift(day, -self.count, calendar)

    def after(self, day: date, calendar: BusinessCalendar) -> date:
        """Return the day this span after `day`; months clamp at the month's end."""
        return self._shift(day, self.count, calendar)

    def _shift(self, day: date, count: int, calendar: BusinessCalendar) -> date:
        match self.unit:
            case SpanUnit.DAY:
                return day + timedelta(days=count)
            case SpanUnit.BUSINESS_DAY:
                return calendar.shift(day, count)
            case SpanUnit.WEEK:
                return day + timedelta(weeks=count)
            case SpanUnit.MONTH:
                return add_months(day, count)
            case SpanUnit.YEAR:
                return add_months(day, 12 * count)
            case _:  # pragma: no cover
                assert_never(self.unit)

    def __str__(self) -> str:
        return f"{self.count} {self.unit}{'' if self.count == 1 else 's'}"


QUARTER = Span(count=3, unit=SpanUnit.MONTH)
HALF_YEAR = Span(count=6, unit=SpanUnit.MONTH)
_WORDS = {
    "d": Span(count=1, unit=SpanUnit.DAY),
    "day": Span(count=1, unit=SpanUnit.DAY),
    "calendar day": Span(count=1, unit=SpanUnit.DAY),
    "business day": Span(count=1, unit=SpanUnit.BUSINESS_DAY),
    "week": Span(count=1, unit=SpanUnit.WEEK),
    "month": Span(count=1, unit=SpanUnit.MONTH),
    "quarter": QUARTER,
    "half-year": HALF_YEAR,
    "year": Span(count=1, unit=SpanUnit.YEAR),
}
_WITHOUT_COUNT = {"quarter": QUARTER, "half-year": HALF_YEAR}
_ISO_UNITS = {
    "D": SpanUnit.DAY,
    "W": SpanUnit.WEEK,
    "M": SpanUnit.MONTH,
    "Y": SpanUnit.YEAR,
}
_COUNT = "([0-9]{1,6})"


def parse_span(text: str) -> Span:
    """Read `90 days`, `90d`, `2 business days`, `3 months`, `quarter`, `1 year` or ISO `P3M`.

    A quarter is 3 months and a half-year 6.  `3 m` is an error: it may be months or minutes.
    """
    bare = trimmed(text)
    if bare in _WITHOUT_COUNT:
        return _WITHOUT_COUNT[bare]
    if match := re.fullmatch(rf"P{_COUNT}([DWMY])", bare):
        return Span(count=int(match[1]), unit=_ISO_UNITS[match[2]])
    if match := re.fullmatch(rf"{_COUNT} *([a-z -]+?)(s?)", bare):
        one = _WORDS.get(match[2])
        if one is not None and (match[2] != "d" or not match[3]):
            return Span(count=int(match[1]) * one.count, unit=one.unit)
    raise QuantityError(text, "a span such as 90 days, 2 business days, 3 months or P3M")
