"""Service credits: what the partner owes for a period, with its causes."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from concord.domain.period import MeasurementPeriod
from concord.domain.service_level import Rounding

CENT = Decimal("0.01")
_EXACT = Context(prec=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditLine:
    """One cause of a credit and its share; the lines add up to the credit before rounding."""

    cause: str
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceCredit:
    """What the partner owes for a period under one regime, with its causes.

    `regime` names the regime within the agreement, by its model.
    """

    service: str
    regime: str = "points"
    period: MeasurementPeriod
    amount: Decimal
    currency: str
    points: Decimal
    capped: bool
    lines: tuple[CreditLine, ...]


def rounded(amount: Decimal, rounding: Rounding | None) -> Decimal:
    """Return a credit rounded as the contract says; without a rule half up, to the cent."""
    if rounding is None:
        return amount.quantize(CENT, ROUND_HALF_UP, _EXACT)
    units = rounding.apply(Fraction(amount)) * 10**rounding.places
    return Decimal(units.numerator).scaleb(-rounding.places, _EXACT)
