"""Claims: what one outcome costs under one regime, before anything bounds it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import assert_never

from concord.domain.credit.digits import counted
from concord.domain.credit.regimes import (
    ConversionRegime,
    CreditRegime,
    FlatRegime,
    PointsRegime,
    PoolRegime,
    ShortfallRegime,
    Tier,
    TiersRegime,
)
from concord.domain.kpi import as_text
from concord.domain.period import MeasurementPeriod
from concord.domain.quantity import Direction, Money
from concord.domain.service_level import Outcome, OutcomeKind, ServiceLevel

_NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What an outcome costs: as a share of charges, or as an amount of its own.

    `share` is a fraction (0.01 is one percent).  `points` are counted by some regimes, before
    a repeat multiplies them.  `multiplier` is that of a repeated failure.  `how` says in words
    how it was worked out.  `months` are those whose charges it is a share of.
    """

    outcome: Outcome
    share: Fraction = _NOTHING
    amount: Fraction = _NOTHING
    points: Decimal | None = None
    multiplier: Decimal = Decimal(1)
    how: str = ""
    months: tuple[MeasurementPeriod, ...] = ()

    @property
    def repeated_points(self) -> Decimal:
        """The points with what a repeat makes of them."""
        return (self.points or Decimal(0)) * self.multiplier

    def money(self, charges: Fraction) -> Fraction:
        """Return what it comes to for these charges, before a repeat."""
        return self.share * charges + self.amount

    def worked_out(self, charges: Money | None) -> str:
        """Return how it was worked out, with the charges that it is a share of."""
        return f"{self.how} of {charges}" if self.share and charges is not None else self.how


def owes(outcome: Outcome, level: ServiceLevel) -> bool:
    """Say whether an outcome is a failure that costs.

    Of two thresholds only a default does: to miss the expected figure now and then is allowed.
    """
    if level.repeated_miss is not None:
        return outcome.kind is OutcomeKind.DEFAULTED
    return outcome.kind.is_failure


def claim_of(regime: CreditRegime, outcome: Outcome, level: ServiceLevel) -> Claim | None:
    """Return what a rated outcome costs under a regime, None where it costs nothing.

    `regime` is as it stands on the last day of the month in which the outcome's period ends.
    """
    match regime:
        case PointsRegime():
            return _points(regime, outcome, level)
        case ConversionRegime():
            return _counted(regime.points, regime.repeat_multiplier, outcome, level)
        case PoolRegime():
            return _pool(regime, outcome, level)
        case ShortfallRegime():
            return _shortfall(regime, outcome, level)
        case TiersRegime():
            return _tiers(regime, outcome)
        case FlatRegime():
            return _flat(regime, outcome, level)
        case _:  # pragma: no cover
            assert_never(regime)


def is_about(regime: CreditRegime, level: ServiceLevel) -> bool:
    """Say whether outcomes of a level count under a regime."""
    if level.service != regime.service or not level.bears_money:
        return False
    match regime:
        case PointsRegime() | ConversionRegime():
            return True
        case PoolRegime():
            return any(level.id in category.allocations for category in regime.categories)
        case ShortfallRegime() | TiersRegime() | FlatRegime():
            return regime.service_level == level.id
        case _:  # pragma: no cover
            assert_never(regime)


def _points(regime: PointsRegime, outcome: Outcome, level: ServiceLevel) -> Claim | None:
    claim = _counted(regime.points, regime.repeat_multiplier, outcome, level)
    if claim is None:
        return None
    rate = Fraction(regime.percent_per_point) / 100
    return replace(
        claim,
        share=Fraction(claim.points or 0) * rate,
        how=f"{claim.how} x {as_text(regime.percent_per_point)} %",
    )


def _counted(
    points: Mapping[str, Decimal], multiplier: Decimal, outcome: Outcome, level: ServiceLevel
) -> Claim | None:
    earned = points.get(outcome.band or "", Decimal(0))
    if not owes(outcome, level) or not earned:
        return None
    times = multiplier if outcome.repeat else Decimal(1)
    repeated = "repeated, " if outcome.repeat else ""
    words = f"{repeated}{counted(earned * times, 'point')}"
    return Claim(outcome=outcome, points=earned, multiplier=times, how=words)


def _pool(regime: PoolRegime, outcome: Outcome, level: ServiceLevel) -> Claim | None:
    if not owes(outcome, level):
        return None
    found = next(c for c in regime.categories if level.id in c.allocations)
    parts = (found.allocations[level.id], found.share, regime.at_risk)
    allocation, share, at_risk = (as_text(part) for part in parts)
    return Claim(
        outcome=outcome,
        share=Fraction(parts[0]) * Fraction(parts[1]) * Fraction(parts[2]) / 100**3,
        how=f"{allocation} % of {found.name}, {share} % of {at_risk} % at risk",
    )


def _shortfall(regime: ShortfallRegime, outcome: Outcome, level: ServiceLevel) -> Claim | None:
    at_target = regime.breach_at_target and _is_at_target(outcome)
    if not owes(outcome, level) and not at_target:
        return None
    short = _distance(outcome)
    units, words = short, f"{as_text(short)} short"
    if regime.step is not None:
        units = Fraction(short // Fraction(regime.step))
        words = f"{words}, {counted(units, 'full step')} of {as_text(regime.step)}"
    return Claim(
        outcome=outcome,
        share=units * Fraction(regime.rate) / 100,
        how=f"{words} x {as_text(regime.rate)} %",
    )


def _is_at_target(outcome: Outcome) -> bool:
    value, target = outcome.compared_value, outcome.target
    return value is not None and target is not None and target.distance(value) == 0


def _distance(outcome: Outcome) -> Fraction:
    """Return by how much a failed outcome missed its target, in the KPI's unit."""
    if outcome.target is None or outcome.compared_value is None:
        return _NOTHING
    return max(outcome.target.distance(outcome.compared_value), _NOTHING)


def _tiers(regime: TiersRegime, outcome: Outcome) -> Claim | None:
    """Return what the worst tier costs that the value is past; the target plays no part."""
    value, target = outcome.compared_value, outcome.target
    if value is None or target is None:
        return None
    falls = target.direction is Direction.AT_LEAST
    passed = [t for t in regime.tiers if _is_past(value, t, falls=falls)]
    if not passed:
        return None
    tier = passed[-1]
    side = "below" if falls else "above"
    how = f"{side} {as_text(tier.edge)}, {as_text(tier.percent)} %"
    return Claim(outcome=outcome, share=Fraction(tier.percent) / 100, how=how)


def _is_past(value: Fraction, tier: Tier, *, falls: bool) -> bool:
    edge = Fraction(tier.edge)
    return value < edge if falls else value > edge


def _flat(regime: FlatRegime, outcome: Outcome, level: ServiceLevel) -> Claim | None:
    if not owes(outcome, level):
        return None
    times, words = 1, ""
    if regime.every is not None:
        times = max(ceil(_distance(outcome) / Fraction(regime.every)), 1)
        words = f"{counted(Decimal(times), 'step')} of {as_text(regime.every)} begun x "
    if regime.percent is not None:
        share = times * Fraction(regime.percent) / 100
        return Claim(outcome=outcome, share=share, how=f"{words}{as_text(regime.percent)} %")
    amount = Money(amount=regime.amount or Decimal(0), currency=regime.currency)
    return Claim(outcome=outcome, amount=times * Fraction(amount.amount), how=f"{words}{amount}")
