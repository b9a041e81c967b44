"""How figures, dates and amounts are written for people: in one place, for every format."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import assert_never
from zoneinfo import ZoneInfo

from concord.domain.credit.rounding import places_of
from concord.domain.finding import visible
from concord.domain.kpi import terminating
from concord.domain.period import FiscalLength, MeasurementPeriod, PeriodLength, RollingMonths
from concord.domain.quantity import PERCENT, SECONDS, Direction, Target
from concord.domain.quantity.day_of_period import ordinal_ending
from concord.domain.service_level import OutcomeKind, Rounding

MINUS = "\N{MINUS SIGN}"
NO_FIGURE = "–"
POINTS = "points"
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_PLACES = {PERCENT: 2, SECONDS: 1, POINTS: 1}
_MOST_PLACES = 8


def shown(text: str, limit: int = 80) -> str:
    """Return content of files as it may be shown: no control or invisible characters, cut."""
    return visible(text, limit=limit)


def named(identifier: str) -> str:
    """Return an identifier as words: `late-file` and `daily_ops` without their joints."""
    return re.sub(r"[-_]+", " ", shown(identifier))


def day(value: date) -> str:
    """Write a date such as 31 Oct 2026."""
    return f"{value.day} {_MONTHS[value.month - 1][:3]} {value.year}"


def moment(value: datetime, zone: str) -> str:
    """Write a moment on the clock of `zone`, such as 3 Nov 2026 16:12."""
    local = value.astimezone(ZoneInfo(zone))
    return f"{day(local.date())} {local:%H:%M}"


def period_name(period: MeasurementPeriod) -> str:
    """Write a period such as October 2026, Q4 FY2026 or 3 months to October 2026."""
    start = period.start
    match period.length:
        case PeriodLength.DAY:
            return day(start)
        case PeriodLength.WEEK:
            return f"week of {day(start)}"
        case PeriodLength.MONTH:
            return _month(start)
        case RollingMonths(months=months):
            return f"{months} months to {_month(period.end)}"
        case PeriodLength.QUARTER | PeriodLength.HALF_YEAR | PeriodLength.YEAR | FiscalLength():
            year, _, part = str(period).partition("-")
            return f"{part} {year}".strip()
        case _:  # pragma: no cover
            assert_never(period.length)


def short_period(period: MeasurementPeriod) -> str:
    """Write a month such as Oct 2026; other periods as `period_name` does."""
    match period.length:
        case PeriodLength.MONTH:
            return _month(period.start, letters=3)
        case RollingMonths(months=months):
            return f"{months} months to {_month(period.end, letters=3)}"
        case _:
            return period_name(period)


def _month(value: date, letters: int | None = None) -> str:
    return f"{_MONTHS[value.month - 1][:letters]} {value.year}"


def number(value: Fraction | Decimal | int, places: int = 0) -> str:
    """Write a number half up to `places` decimals, with thousands separators."""
    rounded = terminating(Rounding(places=places).apply(Fraction(value))) or Decimal(0)
    return f"{rounded:,.{places}f}".replace("-", MINUS)


def figure(value: Fraction | None, unit: str, target: Target | None = None) -> str:
    """Write a KPI's value with its unit.

    It gets as many digits as it takes to see on which side of `target` it lies: 79.996 %
    against 80 % is not written as 80.00 %.
    """
    if value is None:
        return NO_FIGURE
    places = _places(value, unit, target)
    return _with_unit(number(value, places), unit)


def _places(value: Fraction, unit: str, target: Target | None) -> int:
    places = _PLACES.get(unit, 0 if value.denominator == 1 else 2)
    if target is None:
        return places
    truth = target.is_met_by(value)
    while places < _MOST_PLACES:
        if target.is_met_by(Rounding(places=places).apply(value)) == truth:
            break
        places += 1
    return places


def _with_unit(digits: str, unit: str) -> str:
    symbol = {PERCENT: "%", SECONDS: "s"}.get(unit, shown(unit, 20))
    return f"{digits} {symbol}".rstrip()


def change(value: Fraction | None, unit: str) -> str:
    """Write a difference with its sign; that of percentages is in percentage points (pp)."""
    if value is None:
        return NO_FIGURE
    places = _PLACES.get(unit, 0 if value.denominator == 1 else 2)
    digits = number(value, places)
    sign = "+" if value > 0 else "±" if value == 0 else ""
    return _with_unit(f"{sign}{digits}", "pp" if unit == PERCENT else unit)


def target_words(target: Target, unit: str) -> str:
    """Write what was agreed: at least 80 %, at most 360 s, within 360 to 420 s."""
    low = _limit(target.limit)
    match target.direction:
        case Direction.AT_LEAST:
            return _with_unit(f"at least {low}", unit)
        case Direction.AT_MOST:
            return _with_unit(f"at most {low}", unit)
        case Direction.WITHIN:
            return _with_unit(f"within {low} to {_limit(target.top)}", unit)
        case _:  # pragma: no cover
            assert_never(target.direction)


def _limit(value: Decimal) -> str:
    """Write an agreed figure as it is; of a mean over days, whose digits never end, the first."""
    places = -int(value.as_tuple().exponent)
    text = f"{value:,.4f}" if places > _MOST_PLACES else f"{value:,f}"
    text = text.replace("-", MINUS)
    return text.rstrip("0").rstrip(".") if "." in text else text


def share(value: Fraction) -> str:
    """Write a share (0 to 1) in percent; what is not the whole never reads as 100 %."""
    tenths = value * 1000
    whole = tenths.numerator // tenths.denominator
    return f"{number(Fraction(whole, 10), 0 if whole % 10 == 0 else 1)} %"


def money(amount: Decimal, currency: str) -> str:
    """Write an amount such as GBP 1,200.00."""
    return f"{currency} {number(amount, places_of(currency))}"


_KINDS = {
    OutcomeKind.MET: "Met",
    OutcomeKind.MISSED: "Missed",
    OutcomeKind.DEFAULTED: "Defaulted",
    OutcomeKind.INSUFFICIENT_DATA: "Too little data",
    OutcomeKind.INCOMPLETE: "Incomplete",
    OutcomeKind.RELIEVED: "Relieved",
    OutcomeKind.NOT_IN_FORCE: "Not in force",
    OutcomeKind.OPEN: "Still open",
}


def result_words(kind: OutcomeKind, band: str | None = None) -> str:
    """Write an outcome in words, such as Met or Missed (severe)."""
    return f"{_KINDS[kind]} ({named(band)})" if band else _KINDS[kind]


def ordinal(count: int) -> str:
    """Write second, third, … for small numbers, then 11th, 12th, 13th."""
    words = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
    if 0 < count <= len(words):
        return words[count - 1]
    return f"{count}{ordinal_ending(count)}"


def counted(count: int, singular: str, plural: str = "") -> str:
    """Write a number with its noun: 1 file, 1,200 files."""
    return f"{count:,} {singular if count == 1 else plural or singular + 's'}"
