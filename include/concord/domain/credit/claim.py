"""Claims: what one outcome costs under one regime, before anything bounds it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import assert_never

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
from concord.domain.quantity import Direction
from concord.domain.service_level import Outcome, OutcomeKind, ServiceLevel

_NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What an outcome costs: as a share of a month's charges, or as an amount of its own.

    `share` is a fraction (0.01 is one percent).  `points` are counted by some regimes, before
    a repeat multiplies them.  `multiplier` is that of a repeated failure.  `how` says in words
    how it was worked out.
    """

    outcome: Outcome
    share: Fraction = _NOTHING
    amount: Fraction = _NOTHING
    points: Decimal | None = None
    multiplier: Decimal = Decimal(1)
    how: str = ""

    @property
    def repeated_points(self) -> Decimal:
        """The points with what a repeat makes of them."""
        return (self.points or Decimal(0)) * self.multiplier

    def money(self, charges: Fraction) -> Fraction:
        """Return what it comes to for a month of these charges, before a repeat."""
        return self.share * charges + self.amount


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
    worth = f"{claim.how} at {as_text(regime.percent_per_point)} % of the charges each"
    return Claim(
        outcome=outcome,
        share=Fraction(claim.points or 0) * rate,
        points=claim.points,
        multiplier=claim.multiplier,
        how=worth,
    )


def _counted(
    points: Mapping[str, Decimal], multiplier: Decimal, outcome: Outcome, level: ServiceLevel
) -> Claim | None:
    earned = points.get(outcome.band or "", Decimal(0))
    if not owes(outcome, level) or not earned:
        return None
    times = multiplier if outcome.repeat else Decimal(1)
    words = f"{as_text(earned)} points for {outcome.band}"
    if times != 1:
        words = f"{words}, times {as_text(times)} as a repeat"
    return Claim(outcome=outcome, points=earned, multiplier=times, how=words)


def _pool(regime: PoolRegime, outcome: Outcome, level: ServiceLevel) -> Claim | None:
    if not owes(outcome, level):
        return None
    found = next(c for c in regime.categories if level.id in c.allocations)
    allocation = found.allocations[level.id]
    share = Fraction(found.share) * Fraction(allocation) * Fraction(regime.at_risk) / 100**3
    how = (
        f"{as_text(allocation)} % of the category {found.name}, {as_text(found.share)} % of the "
        f"{as_text(regime.at_risk)} % of the charges at risk"
    )
    return Claim(outcome=outcome, share=share, how=how)


def _shortfall(regime: ShortfallRegime, outcome: Outcome, level: ServiceLevel) -> Claim | None:
    if not owes(outcome, level):
        return None
    units, words = _distance(outcome), "units short"
    if regime.step is not None:
        words = f"full steps of {as_text(regime.step)}"
        units = Fraction(units // Fraction(regime.step))
    how = f"{as_text(units)} {words}, {as_text(regime.rate)} % of the charges each"
    return Claim(outcome=outcome, share=units * Fraction(regime.rate) / 100, how=how)


def _distance(outcome: Outcome) -> Fraction:
    """Return by how much a failed outcome missed its target, in the KPI's unit."""
    if outcome.target is None or outcome.compared_value is None:
        return _NOTHING
    return max(outcome.target.distance(outcome.compared_value), _NOTHING)


def _tiers(regime: TiersRegime, outcome: Outcome) -> Claim | None:
    """Return what the worst tier costs that the value is past; the target plays no part."""
    value, target = outcome.compared_value, outcome.target
    if value is None or target is None or not outcome.kind.is_rated:
        return None
    falls = target.direction is Direction.AT_LEAST
    passed = [t for t in regime.tiers if _is_past(value, t, falls=falls)]
    if not passed:
        return None
    tier = passed[-1]
    side = "below" if falls else "above"
    how = f"{side} {as_text(tier.edge)}: {as_text(tier.percent)} % of the charges"
    return Claim(outcome=outcome, share=Fraction(tier.percent) / 100, how=how)


def _is_past(value: Fraction, tier: Tier, *, falls: bool) -> bool:
    edge = Fraction(tier.edge)
    return value < edge if falls else value > edge


def _flat(regime: FlatRegime, outcome: Outcome, level: ServiceLevel) -> Claim | None:
    if not owes(outcome, level):
        return None
    times, words = 1, "a miss"
    if regime.every is not None:
        times = max(ceil(_distance(outcome) / Fraction(regime.every)), 1)
        words = f"{times} steps of {as_text(regime.every)} begun"
    if regime.percent is not None:
        share = times * Fraction(regime.percent) / 100
        how = f"{words}, {as_text(regime.percent)} % of the charges each"
        return Claim(outcome=outcome, share=share, how=how)
    amount = regime.amount or Decimal(0)
    how = f"{words}, {as_text(amount)} each"
    return Claim(outcome=outcome, amount=times * Fraction(amount), how=how)
