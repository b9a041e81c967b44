"""Conversion: amounts of several currencies in one, to be looked at and nothing else.

What is owed stays in its own currency; a converted amount is shown with its rates, their
source and their day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal

_EXACT = Context(prec=60)
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """What one unit of a currency was worth on a day, by whose word."""

    currency: str
    rate: Decimal
    source: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """The currency in which portfolios are shown beside the real ones, and the rates to it."""

    to: str
    rates: tuple[Rate, ...] = ()

    def total(self, amounts: Iterable[tuple[str, Decimal]]) -> Decimal | None:
        """Return amounts by currency as one, to the cent; None where a rate is not known."""
        known = {rate.currency: rate.rate for rate in self.rates} | {self.to: Decimal(1)}
        total = Decimal(0)
        for currency, amount in amounts:
            if currency not in known:
                return None
            total = _EXACT.add(total, _EXACT.multiply(amount, known[currency]))
        return total.quantize(_CENT, ROUND_HALF_UP, _EXACT)
