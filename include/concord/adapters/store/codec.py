"""How figures, pairs, lists, periods and targets are written into text columns and read back."""

import json
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from concord.domain.kpi import Dimension
from concord.domain.period import FiscalLength, MeasurementPeriod
from concord.domain.period_rule import parse_year_start
from concord.domain.quantity import Direction, Target

# Figures, dimensions and periods repeat a lot within one partner: each is parsed once.
_remembered = lru_cache(maxsize=8192)


def fraction_text(number: Fraction) -> str:
    """Write a fraction exactly."""
    return f"{number.numerator}/{number.denominator}"


@_remembered
def fraction_of(text: str) -> Fraction:
    """Read what `fraction_text` wrote."""
    numerator, _, denominator = text.partition("/")
    return Fraction(int(numerator), int(denominator))


def optional_fraction_text(number: Fraction | None) -> str | None:
    """Write a fraction, or nothing where there is none."""
    return None if number is None else fraction_text(number)


def optional_fraction_of(text: str | None) -> Fraction | None:
    """Read what `optional_fraction_text` wrote."""
    return None if text is None else fraction_of(text)


def optional_decimal_of(text: str | None) -> Decimal | None:
    """Read a decimal, or nothing where there is none."""
    return None if text is None else Decimal(text)


def json_text(value: object) -> str:
    """Write nested lists of texts; ASCII only, so that every database can hold any text."""
    return json.dumps(value, separators=(",", ":"))


@_remembered
def pairs_of(text: str) -> Dimension:
    """Read pairs of texts."""
    return tuple((first, second) for first, second in json.loads(text))


@_remembered
def words_of(text: str) -> tuple[str, ...]:
    """Read a list of texts."""
    return tuple(json.loads(text))


def period_text(period: MeasurementPeriod) -> str:
    """Write a period; a fiscal one with its year's start, which no later agreement may move."""
    length = period.length
    return f"{period}@{length.year_start}" if isinstance(length, FiscalLength) else str(period)


@_remembered
def period_of(text: str) -> MeasurementPeriod:
    """Read what `period_text` wrote."""
    period, fiscal, starts = text.partition("@")
    return MeasurementPeriod.parse(period, parse_year_start(starts) if fiscal else None)


def optional_period_of(text: str | None) -> MeasurementPeriod | None:
    """Read a period, or nothing where there is none."""
    return None if text is None else period_of(text)


def target_text(target: Target | None) -> str | None:
    """Write a target, or nothing where there is none."""
    if target is None:
        return None
    upper = None if target.upper is None else str(target.upper)
    return json_text([target.direction, str(target.limit), upper])


@_remembered
def target_of(text: str | None) -> Target | None:
    """Read what `target_text` wrote."""
    if text is None:
        return None
    direction, limit, upper = json.loads(text)
    return Target(
        direction=Direction(direction), limit=Decimal(limit), upper=optional_decimal_of(upper)
    )
