"""What bounds a month's credit, in the contract's order: caps, the minimum, rounding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from concord.domain.credit.digits import as_decimal
from concord.domain.credit.regimes import PoolRegime, Regime
from concord.domain.credit.rounding import rounded
from concord.domain.credit.service_credit import CreditLine, LineKind
from concord.domain.kpi import as_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What a month's credit may come to: `charges` of the month, and what the year has left.

    None stands for no such limit.
    """

    charges: Fraction
    year: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounded:
    """A credit with the lines that lead from the sum of its causes to it."""

    amount: Decimal
    capped: bool
    lines: tuple[CreditLine, ...]


def bounded(due: Fraction, regime: Regime, room: Room) -> Bounded:
    """Return what is issued of a sum: month cap, year cap, minimum issue, rounding."""
    lines: list[CreditLine] = []
    left = due
    for kind, limit, cause in _limits(regime, room):
        if left > limit:
            lines.append(CreditLine(kind=kind, cause=cause, amount=as_decimal(limit - left)))
            left = limit
    capped = bool(lines)
    if 0 < left < Fraction(regime.minimum):
        cause = f"under the minimum of {as_text(regime.minimum)}"
        lines.append(CreditLine(kind=LineKind.MINIMUM, cause=cause, amount=-as_decimal(left)))
        left = Fraction(0)
    amount = rounded(left, regime.currency, regime.rounding)
    return Bounded(amount=amount, capped=capped, lines=tuple(lines))


def _limits(regime: Regime, room: Room) -> Iterator[tuple[LineKind, Fraction, str]]:
    if isinstance(regime, PoolRegime):
        limit = Fraction(regime.at_risk) / 100 * room.charges
        yield LineKind.AT_RISK, limit, f"at risk: {as_text(regime.at_risk)} %"
    if regime.cap.month is not None:
        limit = Fraction(regime.cap.month) / 100 * room.charges
        yield LineKind.MONTH_CAP, limit, f"cap of {as_text(regime.cap.month)} %"
    if room.year is not None:
        cause = f"cap of {as_text(regime.cap.year)} % a year"
        yield LineKind.YEAR_CAP, max(room.year, Fraction(0)), cause
