"""Rounding of credits: once, at the end, to the unit of their currency or as was agreed."""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction

from concord.domain.service_level import Rounding

_WHOLE_UNITS = frozenset("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split())
_THOUSANDTHS = frozenset("BHD IQD JOD KWD LYD OMR TND".split())
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
