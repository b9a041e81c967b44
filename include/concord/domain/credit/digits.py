"""Exact amounts as decimals, for lines that add up, and figures in words."""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction

from concord.domain.kpi import as_text, terminating

_FINEST = Decimal("1e-12")
_EXACT = Context(prec=60)


def as_decimal(amount: Fraction) -> Decimal:
    """Return an amount with its digits, as far as twelve places after the point."""
    exact = terminating(amount)
    if exact is not None and exact == exact.quantize(_FINEST, context=_EXACT):
        return exact
    found = _EXACT.divide(Decimal(amount.numerator), Decimal(amount.denominator))
    return found.quantize(_FINEST, context=_EXACT)


def counted(number: Fraction | Decimal, one: str) -> str:
    """Return a number of things, such as 1 point or 2.5 points."""
    return f"{as_text(number)} {one}{'' if number == 1 else 's'}"
