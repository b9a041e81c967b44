"""Quantities as people write them, read strictly: a doubtful one is an error, never a guess."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import assert_never

from concord.domain.business_calendar import BusinessCalendar
from concord.domain.period import add_months

PERCENT = "percent"
SECONDS = "seconds"

_NUMBER = r"[-+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_SECONDS_PER = {
    "s": 1,
    "sec": 1,
    "second": 1,
    "seconds": 1,
    "min": 60,
    "minute": 60,
    "minutes": 60,
    "h": 3600,
    "hour": 3600,
    "hours": 3600,
}


class QuantityError(ValueError):
    """A text that is not the quantity asked for; `expected` shows the accepted spellings."""

    def __init__(self, found: str, expected: str) -> None:
        super().__init__(f"{found!r} is not {expected}")
        self.found = found
        self.expected = expected


def parse_number(text: str) -> Decimal:
    """Read `80`, `1.5` or `120,000.00`: the point is decimal, commas only group thousands."""
    if re.fullmatch(_NUMBER, text.strip()):
        return Decimal(text.strip().replace(",", ""))
    raise QuantityError(text, "a number such as 80, 1.5 or 120,000.00")


def parse_percent(text: str) -> Decimal:
    """Read `80 %` or `80%` as percent points; the sign is required, so 0.8 never means 80."""
    if match := re.fullmatch(rf"({_NUMBER})\s*%", text.strip()):
        return parse_number(match[1])
    raise QuantityError(text, "a percentage such as 80 % or 99.5 %")


def parse_duration(text: str) -> timedelta:
    """Read `20 s`, `45 min` or `4 hours` of elapsed time."""
    if match := re.fullmatch(rf"({_NUMBER})\s*([a-z]+)", text.strip()):
        factor = _SECONDS_PER.get(match[2])
        if factor is not None:
            return timedelta(seconds=float(parse_number(match[1]) * factor))
    raise QuantityError(text, "a duration such as 20 s, 45 min or 4 hours")


def parse_business_hours(text: str) -> timedelta:
    """Read `4 business hours`."""
    if match := re.fullmatch(r"([0-9]+(?:\.[0-9]+)?) business hours?", text.strip()):
        return timedelta(hours=float(match[1]))
    raise QuantityError(text, "business hours such as 4 business hours")


def parse_time_of_day(text: str) -> time:
    """Read `17:00` on a 24-hour clock."""
    if match := re.fullmatch(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", text.strip()):
        return time(int(match[1]), int(match[2]))
    raise QuantityError(text, "a time of day such as 17:00")


def parse_date(text: str) -> date:
    """Read an ISO date such as `2026-10-31`; a day that does not exist is an error."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text.strip()):
        try:
            return date.fromisoformat(text.strip())
        except ValueError as error:
            raise QuantityError(text, f"a date that exists ({error})") from error
    raise QuantityError(text, "a date such as 2026-10-31")


def parse_in_unit(text: str, unit: str) -> Decimal:
    """Read an amount and return it in `unit`: percent points, seconds or plain numbers.

    A percent KPI takes `80 %` only; a KPI in seconds takes `360 s` or `6 min`; every other
    unit takes a number, with or without the unit's own name behind it.
    """
    if unit == PERCENT:
        return parse_percent(text)
    if unit == SECONDS:
        return _seconds(text)
    stripped = text.strip()
    if stripped.endswith(f" {unit}"):
        stripped = stripped.removesuffix(f" {unit}")
    try:
        return parse_number(stripped)
    except QuantityError as error:
        raise QuantityError(text, f"an amount in {unit} such as 4.5 or 4.5 {unit}") from error


def _seconds(text: str) -> Decimal:
    if match := re.fullmatch(rf"({_NUMBER})\s*([a-z]+)", text.strip()):
        factor = _SECONDS_PER.get(match[2])
        if factor is not None:
            return parse_number(match[1]) * factor
    raise QuantityError(text, "a duration such as 360 s or 6 min")


_RANGE = rf"within ({_NUMBER})\s*(\D*?)\s*(?:–|-|to)\s*({_NUMBER})(.*)"


class Direction(StrEnum):
    """On which side of its target a figure keeps to the agreement."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    WITHIN = "within"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What was agreed for a KPI, in the KPI's unit (percent points for percentages).

    `limit` is the agreed figure; only `within` has an `upper` one too, both ends included.
    """

    direction: Direction
    limit: Decimal
    upper: Decimal | None = None

    def is_met_by(self, value: Fraction) -> bool:
        """Say whether `value`, rounded as agreed, keeps to the target."""
        return self.distance(value) <= 0

    def distance(self, value: Fraction) -> Fraction:
        """Return how far `value` lies on the wrong side of the target; 0 or less when met."""
        match self.direction:
            case Direction.AT_LEAST:
                return Fraction(self.limit) - value
            case Direction.AT_MOST:
                return value - Fraction(self.limit)
            case Direction.WITHIN:
                return max(Fraction(self.limit) - value, value - Fraction(self.top))
            case _:  # pragma: no cover
                assert_never(self.direction)

    @property
    def top(self) -> Decimal:
        """The upper end of a `within` target; the limit itself for the one-sided ones."""
        return self.limit if self.upper is None else self.upper


def parse_target(text: str, unit: str) -> Target:
    """Read `at least 80 %`, `at most 6 min` or `within 360–420 s` in the KPI's `unit`."""
    words = text.strip()
    for prefix, direction in (("at least ", Direction.AT_LEAST), ("at most ", Direction.AT_MOST)):
        if words.startswith(prefix):
            return Target(
                direction=direction, limit=parse_in_unit(words.removeprefix(prefix), unit)
            )
    if match := re.fullmatch(_RANGE, words):
        behind = match[4].strip()
        before = match[2].strip() or behind
        low, high = (
            parse_in_unit(f"{match[1]} {before}".strip(), unit),
            parse_in_unit(f"{match[3]} {behind}".strip(), unit),
        )
        if low > high:
            raise QuantityError(text, "a range from its lower to its upper end")
        return Target(direction=Direction.WITHIN, limit=low, upper=high)
    raise QuantityError(text, "a target such as at least 80 %, at most 30 s or within 360–420 s")


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


_SPAN_WORDS = {
    "d": SpanUnit.DAY,
    "day": SpanUnit.DAY,
    "calendar day": SpanUnit.DAY,
    "business day": SpanUnit.BUSINESS_DAY,
    "week": SpanUnit.WEEK,
    "month": SpanUnit.MONTH,
    "year": SpanUnit.YEAR,
}
_ISO_SPAN_UNITS = {
    "D": SpanUnit.DAY,
    "W": SpanUnit.WEEK,
    "M": SpanUnit.MONTH,
    "Y": SpanUnit.YEAR,
}


def parse_span(text: str) -> Span:
    """Read `90 days`, `90d`, `2 business days`, `3 months`, `1 year` or ISO `P3M`."""
    stripped = text.strip()
    if match := re.fullmatch(r"P([0-9]+)([DWMY])", stripped):
        return Span(count=int(match[1]), unit=_ISO_SPAN_UNITS[match[2]])
    if match := re.fullmatch(r"([0-9]+)\s*([a-z ]+?)(s?)", stripped):
        unit = _SPAN_WORDS.get(match[2])
        if unit is not None and (match[2] != "d" or not match[3]):
            return Span(count=int(match[1]), unit=unit)
    raise QuantityError(text, "a span such as 90 days, 2 business days, 3 months or P3M")


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRule:
    """When something is due after a period's end, such as 3 business days at 17:00."""

    after_end: Span
    at: time

    def day(self, period_end: date, calendar: BusinessCalendar) -> date:
        """Return the day on which it is due for a period that ends on `period_end`."""
        return self.after_end.after(period_end, calendar)

    def __str__(self) -> str:
        return f"{self.after_end} after period end at {self.at:%H:%M}"


def parse_due_rule(text: str) -> DueRule:
    """Read `3 business days after period end at 17:00`; without a time, the day's last minute."""
    if match := re.fullmatch(r"(.+?) after period end(?: at (\S+))?", text.strip()):
        at = parse_time_of_day(match[2]) if match[2] else time(23, 59)
        return DueRule(after_end=parse_span(match[1]), at=at)
    raise QuantityError(text, "a due time such as 3 business days after period end at 17:00")


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOfPeriod:
    """The n-th day or business day of the period that follows, such as the 6th business day."""

    number: int
    business: bool

    def day(self, period_end: date, calendar: BusinessCalendar) -> date:
        """Return that day, counted from the first day after `period_end`."""
        if self.business:
            return calendar.shift(period_end, self.number)
        return period_end + timedelta(days=self.number)


def parse_day_of_period(text: str) -> DayOfPeriod:
    """Read `6th business day` or `10th day`."""
    if match := re.fullmatch(r"([0-9]+)(?:st|nd|rd|th)( business)? day", text.strip()):
        return DayOfPeriod(number=int(match[1]), business=match[2] is not None)
    raise QuantityError(text, "a day such as 6th business day or 10th day")


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """An amount of one currency (ISO 4217 code), never rounded in between."""

    amount: Decimal
    currency: str


_CURRENCY = re.compile(r"[A-Z]{3}")


def parse_currency(text: str) -> str:
    """Read an ISO 4217 currency code such as GBP."""
    if _CURRENCY.fullmatch(text.strip()):
        return text.strip()
    raise QuantityError(text, "a currency code such as GBP or EUR")
