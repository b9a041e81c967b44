"""Elapsed time: as a clock or a stop-watch counts it, without months and without opening hours."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Context, Decimal
from fractions import Fraction

from concord.domain.quantity.number import MOST_DIGITS, NUMBER, parse_number
from concord.domain.quantity.spelling import QuantityError, trimmed

_HOUR = 3600
_SECONDS_PER = {
    "s": 1,
    "sec": 1,
    "second": 1,
    "seconds": 1,
    "min": 60,
    "minute": 60,
    "minutes": 60,
    "h": _HOUR,
    "hour": _HOUR,
    "hours": _HOUR,
}
_ISO = re.compile(
    r"P(?=[0-9T])(?:([0-9]+)D)?"
    r"(?:T(?=[0-9])(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+(?:\.[0-9]+)?)S)?)?"
)
_ISO_SECONDS = (24 * _HOUR, _HOUR, 60, 1)
_EXACT = Context(prec=3 * MOST_DIGITS)
_SPELLINGS = "a duration such as 20 s, 45 min, 4 hours or PT4H30M"


def parse_duration(text: str) -> timedelta:
    """Read `20 s`, `45 min`, `4 hours`, `PT20S` or `P1DT2H` of elapsed time, to the microsecond.

    A day is 24 hours.  Months and years are no elapsed time, nor is `20 m`, which may mean either.
    """
    seconds = parse_seconds(text, _SPELLINGS)
    if trimmed(text).startswith(("-", "+")):
        raise QuantityError(text, f"{_SPELLINGS}, without a sign")
    return _timedelta(seconds, text)


def parse_business_hours(text: str) -> timedelta:
    """Read `4 business hours`."""
    if match := re.fullmatch(r"([0-9]+(?:\.[0-9]+)?) business hours?", trimmed(text)):
        return _timedelta(_EXACT.multiply(parse_number(match[1]), _HOUR), text)
    raise QuantityError(text, "business hours such as 4 business hours")


def parse_seconds(text: str, spellings: str = "a duration such as 360 s or 6 min") -> Decimal:
    """Read a duration as exact seconds, with a sign if need be; `spellings` is for the error."""
    bare = trimmed(text)
    if match := re.fullmatch(rf"({NUMBER}) *([a-z]+)", bare):
        factor = _SECONDS_PER.get(match[2])
        if factor is not None:
            return _EXACT.multiply(parse_number(match[1]), factor)
    if match := _ISO.fullmatch(bare):
        total = Decimal(0)
        for count, seconds in zip(match.groups("0"), _ISO_SECONDS, strict=True):
            total = _EXACT.fma(parse_number(count), seconds, total)
        return total
    raise QuantityError(text, spellings)


def _timedelta(seconds: Decimal, text: str) -> timedelta:
    microseconds = Fraction(seconds) * 10**6
    if microseconds.denominator != 1:
        raise QuantityError(text, "a duration of whole microseconds, such as 0.1 s or 20 s")
    try:
        return timedelta(microseconds=microseconds.numerator)
    except OverflowError as error:
        raise QuantityError(text, f"a duration of at most {timedelta.max.days} days") from error


def duration_words(duration: timedelta) -> str:
    """Write a duration of at least 0 as `parse_duration` reads it: `4 hours`, `0.1 s`."""
    microseconds = duration // timedelta(microseconds=1)
    hours, rest = divmod(microseconds, _HOUR * 10**6)
    if rest == 0 and hours > 0:
        return f"{hours} hour{'' if hours == 1 else 's'}"
    minutes, rest = divmod(microseconds, 60 * 10**6)
    if rest == 0 and minutes > 0:
        return f"{minutes} min"
    seconds, rest = divmod(microseconds, 10**6)
    return f"{seconds}.{rest:06d}".rstrip("0").rstrip(".") + " s"
