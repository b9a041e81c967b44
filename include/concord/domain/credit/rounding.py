"""Rounding of credits: once, at the end, to the unit of their currency or as was agreed."""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction

from concord.domain.service_level import Rounding

_AFRICAN = frozenset({"BIF", "DJF", "GNF", "KMF", "RWF", "UGX", "XAF", "XOF"})
_FURTHER = frozenset({"CLP", "ISK", "JPY", "KRW", "PYG", "VND", "VUV", "XPF"})
_WHOLE_UNITS = _AFRICAN | _FURTHER
_THOUSANDTHS = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})
_EXACT = Context(prec=60)


def places_of(currency: str) -> int:
    """Return how many decimal places a currency's amounts have (ISO 4217)."""
    if currency in _WHOLE_UNITS:
        return 0
    return 3 if currency in _THOUSANDTHS else 2


def rounded(amount: Fraction | Decimal, currency: str, rounding: Rounding | None) -> Decimal:
    """Return a credit rounded as the contract says, else half up to the currency's unit."""
    rule = rounding or Rounding(places=places_of(currency))
    units = rule.apply(Fraction(amount)) * 10**rule.places
    return Decimal(units.numerator).scaleb(-rule.places, _EXACT)
