"""Exact amounts as decimals, for lines that add up."""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction

from concord.domain.kpi import terminating

_MANY_DIGITS = Context(prec=40)


def as_decimal(amount: Fraction) -> Decimal:
    """Return an amount with all its digits; those that never end stop at 40."""
    exact = terminating(amount)
    if exact is not None:
        return exact
    return _MANY_DIGITS.divide(Decimal(amount.numerator), Decimal(amount.denominator))
