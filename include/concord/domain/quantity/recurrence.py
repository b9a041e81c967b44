"""What comes round: each day, every second Tuesday, the third business day of each month."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import assert_never

from concord.domain.business_calendar import BusinessCalendar
from concord.domain.period import add_months
from concord.domain.quantity.day_of_period import DayOfPeriod, parse_day_of_period
from concord.domain.quantity.moment import parse_time_of_day
from concord.domain.quantity.span import HALF_YEAR, QUARTER, Span, SpanUnit, parse_span
from concord.domain.quantity.spelling import QuantityError, trimmed
from concord.domain.quantity.weekday import WEEKDAYS, parse_weekday

# A Monday and a 1st of January: counted from it, quarters are those of the calendar.
CALENDAR_START = date(2001, 1, 1)
# What even a February, or a month full of holidays, has.
_DAYS_OF_EACH_MONTH, _BUSINESS_DAYS_OF_EACH_MONTH = 28, 15
_EVERY = {
    "day": Span(count=1, unit=SpanUnit.DAY),
    "business day": Span(count=1, unit=SpanUnit.BUSINESS_DAY),
    "week": Span(count=1, unit=SpanUnit.WEEK),
    "month": Span(count=1, unit=SpanUnit.MONTH),
    "quarter": QUARTER,
    "half-year": HALF_YEAR,
    "year": Span(count=1, unit=SpanUnit.YEAR),
}
_WORDS = {span: words for words, span in _EVERY.items()}
_RULE = re.compile(r"(\S+(?: \S+)*?)(?: on (\S+(?: \S+)*?))?(?: (?:at )?([0-9]{1,2}:[0-9]{2}))?")
_SPELLINGS = (
    "a rhythm such as business day 09:15, week on Tuesday 10:00, 2 weeks on Tuesday, "
    "month on 3rd business day 14:00, quarter or 6 months"
)
_SHORTEST_MONTH = (
    f"a day that each period has: count on {_DAYS_OF_EACH_MONTH} days "
    f"and {_BUSINESS_DAYS_OF_EACH_MONTH} business days a month"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """A rhythm: every so often, on a weekday (0 is Monday) or a day of the period, at a time.

    `on` is a weekday for weeks only and a day of the period for months and years only;
    without it, the day is that of the start.  `at` is in the zone of whatever comes round.
    """

    every: Span
    on: int | DayOfPeriod | None = None
    at: time | None = None

    def dates(
        self,
        first: date,
        last: date,
        calendar: BusinessCalendar,
        *,
        start: date = CALENDAR_START,
    ) -> tuple[date, ...]:
        """Return its dates from `first` to `last`, both included, in order.

        All is counted from `start`, and nothing comes before it: `2 weeks` are every second
        ISO week from that of `start`, `quarter` is every third month from its month or, where
        no day is named, from itself.  Only business days are counted by `calendar`: other
        dates may be holidays.
        """
        first = max(first, start)
        match self.every.unit:
            case SpanUnit.DAY:
                return _stepped(start, self.every.count, first, last)
            case SpanUnit.BUSINESS_DAY:
                return calendar.business_days(first, last)
            case SpanUnit.WEEK:
                return _stepped(self._in_week_of(start), 7 * self.every.count, first, last)
            case SpanUnit.MONTH | SpanUnit.YEAR:
                found = set(self._by_month(first, last, calendar, start))
                return tuple(sorted(day for day in found if first <= day <= last))
            case _:  # pragma: no cover
                assert_never(self.every.unit)

    def _in_week_of(self, start: date) -> date:
        if isinstance(self.on, int):
            return start + timedelta(days=self.on - start.weekday())
        return start

    def _by_month(
        self, first: date, last: date, calendar: BusinessCalendar, start: date
    ) -> Iterator[date]:
        step = _months(self.every)
        # One round earlier: a business day may be pushed out of its month by holidays.
        earliest = max(0, _months_between(start, first) // step - 1)
        for round_ in range(earliest, _months_between(start, last) // step + 1):
            if isinstance(self.on, DayOfPeriod):
                begin = add_months(start.replace(day=1), round_ * step)
                yield self.on.day(begin - timedelta(days=1), calendar)
            else:
                yield add_months(start, round_ * step)

    def __str__(self) -> str:
        words = _WORDS.get(self.every, str(self.every))
        if self.on is not None:
            words += f" on {WEEKDAYS[self.on] if isinstance(self.on, int) else self.on}"
        return words if self.at is None else f"{words} {self.at:%H:%M}"


def _stepped(base: date, step: int, first: date, last: date) -> tuple[date, ...]:
    begin = first.toordinal() + (base - first).days % step
    return tuple(date.fromordinal(day) for day in range(begin, last.toordinal() + 1, step))


def _months(every: Span) -> int:
    return every.count * (12 if every.unit is SpanUnit.YEAR else 1)


def _months_between(earlier: date, later: date) -> int:
    return (later.year - earlier.year) * 12 + later.month - earlier.month


def parse_recurrence(text: str) -> Recurrence:
    """Read `business day 09:15`, `2 weeks on Tuesday 10:00` or `month on 3rd business day`.

    The day must be one that every such period has, however short and full of holidays.
    """
    match = _RULE.fullmatch(trimmed(text))
    if match is None:
        raise QuantityError(text, _SPELLINGS)
    try:
        every = _EVERY.get(match[1]) or parse_span(match[1])
        on = _day(match[2], every.unit) if match[2] else None
        at = parse_time_of_day(match[3]) if match[3] else None
    except QuantityError as error:
        raise QuantityError(text, _SPELLINGS) from error
    if every.count == 0 or (every.unit is SpanUnit.BUSINESS_DAY and every.count > 1):
        raise QuantityError(text, _SPELLINGS)
    if isinstance(on, DayOfPeriod) and not _is_in_each(on, every):
        raise QuantityError(text, _SHORTEST_MONTH)
    return Recurrence(every=every, on=on, at=at)


def _day(text: str, unit: SpanUnit) -> int | DayOfPeriod:
    match unit:
        case SpanUnit.WEEK:
            return parse_weekday(text)
        case SpanUnit.MONTH | SpanUnit.YEAR:
            return parse_day_of_period(text)
        case SpanUnit.DAY | SpanUnit.BUSINESS_DAY:
            raise QuantityError(text, "no day: it is every day")
        case _:  # pragma: no cover
            assert_never(unit)


def _is_in_each(day: DayOfPeriod, every: Span) -> bool:
    each_month = _BUSINESS_DAYS_OF_EACH_MONTH if day.business else _DAYS_OF_EACH_MONTH
    return day.number <= each_month * _months(every)
