"""Values of agreements that need more than the domain's parsers: ids, zones, plausible dates."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from concord.adapters.agreement_files.remarks import nearest
from concord.domain.period import (
    MeasurementPeriod,
    PeriodLength,
    PeriodRule,
    RollingMonths,
    YearStart,
)
from concord.domain.period_rule import parse_period_rule
from concord.domain.quantity import (
    DayOfPeriod,
    Delay,
    DueRule,
    Money,
    QuantityError,
    Span,
    SpanUnit,
    parse_date,
    parse_day_of_period,
    parse_delay,
    parse_due_rule,
    parse_money,
    parse_number,
    parse_percent,
    parse_span,
)

LONGEST_QUANTITY = 200
FIRST_YEAR, LAST_YEAR = 1900, 2199
_DAYS_PER = {
    SpanUnit.DAY: 1,
    SpanUnit.BUSINESS_DAY: 1,
    SpanUnit.WEEK: 7,
    SpanUnit.MONTH: 31,
    SpanUnit.YEAR: 366,
}
_LONGEST_SPAN_DAYS = 50 * 366
_A_PERIOD = "a period such as 2026-10, 2026-Q4 or 2026-10-31"
_OTHER_PERIODS = ("fiscal quarter", "fiscal half-year", "fiscal year", "rolling 3 months")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
_COLUMN = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,62}")
_MAIL = re.compile(r"[^\s@<>,;:\"()\[\]\\]{1,64}@[A-Za-z0-9]([A-Za-z0-9.-]{0,250}[A-Za-z0-9])?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_UNIT = re.compile(r"[A-Za-z][A-Za-z0-9 _/-]{0,30}")


class NotThatError(QuantityError):
    """A text that is not what was asked for, under a rule of its own and with a hint."""

    def __init__(self, found: str, expected: str, *, rule: str, hint: str = "") -> None:
        super().__init__(found, expected)
        self.rule = rule
        self.hint = hint


def short(text: str) -> str:
    """Return `text` unless it is longer than any quantity is."""
    if len(text) <= LONGEST_QUANTITY:
        return text
    raise QuantityError(text, f"at most {LONGEST_QUANTITY} characters")


def identifier(text: str) -> str:
    """Read an id: it stands in keys, links and file names."""
    if _ID.fullmatch(text):
        return text
    raise NotThatError(
        text, "an id of letters, digits, _, . and -, at most 64 long", rule="not-an-id"
    )


def column_name(text: str) -> str:
    """Read a column's name, as expressions use it."""
    if _COLUMN.fullmatch(text):
        return text
    raise NotThatError(
        text, "a name of letters, digits and _, beginning with a letter", rule="not-a-name"
    )


def mail_address(text: str) -> str:
    """Read a bare mail address, without a name or angle brackets."""
    if _MAIL.fullmatch(text) and ".." not in text and text.isprintable():
        return text
    raise NotThatError(text, "a mail address such as ana@example.com", rule="not-an-address")


def colour(text: str) -> str:
    """Read a colour, `#` and six digits of hexadecimals."""
    if _COLOUR.fullmatch(text):
        return text
    raise NotThatError(text, 'a colour such as "#003366"', rule="not-a-colour")


def language_tag(text: str) -> str:
    """Read a language such as en or pt-BR."""
    if _LANGUAGE.fullmatch(text):
        return text
    raise NotThatError(text, "a language such as en or pt-BR", rule="not-a-language")


def unit_word(text: str) -> str:
    """Read a KPI's unit; percent and seconds are computed with, others only shown."""
    if _UNIT.fullmatch(text):
        return text
    hint = "percent" if text.strip() == "%" else ""
    raise NotThatError(
        text, "a unit in words: percent, seconds, points …", rule="not-a-unit", hint=hint
    )


def time_zone(text: str) -> ZoneInfo:
    """Read the name of an IANA time zone."""
    try:
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        hint = nearest(text, sorted(available_timezones()))
        raise NotThatError(
            text, "a time zone such as Europe/London", rule="unknown-zone", hint=hint
        ) from error


def day(text: str) -> date:
    """Read a date of our times."""
    found = parse_date(text)
    if FIRST_YEAR <= found.year <= LAST_YEAR:
        return found
    raise QuantityError(text, f"a date from {FIRST_YEAR} to {LAST_YEAR}")


def period(text: str) -> MeasurementPeriod:
    """Read a measurement period of our times."""
    try:
        found = MeasurementPeriod.parse(text)
    except ValueError as error:
        raise QuantityError(text, _A_PERIOD) from error
    if isinstance(found.length, RollingMonths):
        raise QuantityError(text, _A_PERIOD)
    if FIRST_YEAR <= found.start.year <= LAST_YEAR:
        return found
    raise QuantityError(text, f"a period from {FIRST_YEAR} to {LAST_YEAR}")


def period_rule(text: str, year_start: YearStart) -> PeriodRule:
    """Read over what a service level is measured, such as month or rolling 3 months."""
    try:
        return parse_period_rule(text, year_start)
    except QuantityError as error:
        hint = nearest(text, (*PeriodLength, *_OTHER_PERIODS))
        raise NotThatError(text, error.expected, rule="unknown-word", hint=hint) from error


def span(text: str) -> Span:
    """Read a contractual span of at most fifty years."""
    found = parse_span(text)
    if found.count * _DAYS_PER[found.unit] <= _LONGEST_SPAN_DAYS:
        return found
    raise QuantityError(text, "a span of at most 50 years")


def positive_span(text: str) -> Span:
    """Read a span that is longer than nothing."""
    found = span(text)
    if found.count > 0:
        return found
    raise QuantityError(text, "a span of at least one day")


def delay(text: str) -> Delay:
    """Read how long before or after a due time something happens: at most a quarter."""
    found = parse_delay(text)
    longest = timedelta(days=92)
    days = found if isinstance(found, timedelta) else _days(found)
    if days <= longest:
        return found
    raise QuantityError(text, f"a time of at most {longest.days} days")


def _days(found: Span) -> timedelta:
    # A count may be as long as its digits allow: it is compared before it becomes a time.
    return timedelta(days=min(found.count, 1_000) * _DAYS_PER[found.unit])


def due_rule(text: str) -> DueRule:
    """Read when a delivery is due after its period's end."""
    found = parse_due_rule(text)
    span(str(found.after_end))
    return found


def day_of_period(text: str) -> DayOfPeriod:
    """Read the day of the next period on which something happens."""
    found = parse_day_of_period(text)
    longest = 92
    if 1 <= found.number <= longest:
        return found
    raise QuantityError(text, f"a day from 1st to {longest}nd day")


def not_negative(text: str) -> Decimal:
    """Read a number of at least zero."""
    found = parse_number(text)
    if found >= 0:
        return found
    raise QuantityError(text, "a number of at least 0")


def money(text: str) -> Money:
    """Read an amount with its currency, of at least zero."""
    found = parse_money(text)
    if found.amount >= 0:
        return found
    raise QuantityError(text, "an amount of at least 0, such as GBP 120,000.00")


def share(text: str) -> Decimal:
    """Read a percentage from 0 % to 100 %, as percent points."""
    found = parse_percent(text)
    whole = 100
    if 0 <= found <= whole:
        return found
    raise QuantityError(text, "a percentage from 0 % to 100 %")


def percentage(text: str) -> Decimal:
    """Read a percentage of at least 0 %, as percent points."""
    found = parse_percent(text)
    if found >= 0:
        return found
    raise QuantityError(text, "a percentage of at least 0 %")
