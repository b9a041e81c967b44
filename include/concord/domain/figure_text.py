"""Figures in the words of a sentence; what is compared and paid stays exact elsewhere."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from concord.domain.kpi import Dimension, terminating
from concord.domain.quantity import PERCENT, SECONDS, Direction, Target
from concord.domain.service_level import Rounding, RoundingMode

_SHORT_UNITS = {PERCENT: "%", SECONDS: "s"}
_SHOWN = Rounding(places=2, mode=RoundingMode.HALF_EVEN)


def value_text(value: Fraction | Decimal | None, unit: str) -> str:
    """Return a figure with its unit, at most two decimals; `no data` without one."""
    if value is None:
        return "no data"
    decimal = terminating(_SHOWN.apply(Fraction(value)))
    number = f"{decimal:,f}"
    if "." in number:
        number = number.rstrip("0").rstrip(".")
    return f"{number} {_SHORT_UNITS.get(unit, unit)}".rstrip()


def target_text(target: Target, unit: str) -> str:
    """Return a target as an agreement writes it, such as `at least 82 %`."""
    limit = value_text(target.limit, unit)
    if target.direction is Direction.WITHIN:
        return f"within {limit} to {value_text(target.top, unit)}"
    return f"{target.direction.replace('_', ' ')} {limit}"


def dimension_text(dimension: Dimension) -> str:
    """Return which part a figure is of, such as `site manila`; the total without one."""
    return ", ".join(f"{column} {value}" for column, value in dimension) or "Total"
