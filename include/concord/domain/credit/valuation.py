"""Valuation: what the outcomes of all periods come to under every regime of an agreement.

The contract's order of steps: outcome, precedence, related failures, repeat, sum, month cap, year
cap, minimum issue, rounding.  A failure costs in the month in which its period ends.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from concord.domain.credit.claim import Claim, claim_of, is_about
from concord.domain.credit.precedence import Failed, dropped, failure_of
from concord.domain.credit.regime_credits import Landed, regime_credits
from concord.domain.credit.regime_ids import named_regimes
from concord.domain.credit.regimes import ConversionRegime, CreditRegime, PointsRegime
from concord.domain.credit.service_credit import LineKind, ServiceCredit
from concord.domain.credit.terms import CreditTerms
from concord.domain.kpi import TOTAL
from concord.domain.period import MeasurementPeriod, PeriodLength
from concord.domain.service_level import Outcome, ServiceLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class Valuation:
    """The outcomes with their points, and every credit, by service, regime and month."""

    outcomes: tuple[Outcome, ...]
    credits: tuple[ServiceCredit, ...]


def valuation(terms: CreditTerms, outcomes: Iterable[Outcome]) -> Valuation:
    """Work out what outcomes come to: all periods', with defaults and repeats known.

    Only totals cost: the values of a dimension show where a miss happened.  A month whose
    charges are not known has no credit that is a percentage of them, not even one of zero.
    """
    known = tuple(outcomes)
    points: dict[Failed, Decimal] = {}
    credited: list[ServiceCredit] = []
    for service in dict.fromkeys(regime.service for regime in terms.regimes):
        found = _Service(terms, service, known)
        points |= found.points()
        credited += found.credits()
    return Valuation(
        outcomes=tuple(_with_points(outcome, points) for outcome in known),
        credits=tuple(credited),
    )


def _with_points(outcome: Outcome, points: Mapping[Failed, Decimal]) -> Outcome:
    if outcome.dimension != TOTAL:
        return outcome
    earned = points.get((outcome.service_level, outcome.period), outcome.points)
    return outcome if earned == outcome.points else replace(outcome, points=earned)


def month_of(outcome: Outcome) -> MeasurementPeriod:
    """Return the month in which an outcome costs: the one in which its period ends."""
    return MeasurementPeriod.containing(outcome.period.end, PeriodLength.MONTH)


class _Service:
    """One service's regimes with what falls to each of them, month by month."""

    def __init__(self, terms: CreditTerms, service: str, outcomes: Iterable[Outcome]) -> None:
        self._terms = terms
        self._service = service
        own = (level for level in terms.levels if level.service == service and level.bears_money)
        self._levels: Mapping[str, ServiceLevel] = {level.id: level for level in own}
        self._outcomes = [
            o for o in outcomes if o.dimension == TOTAL and o.service_level in self._levels
        ]
        self._regimes = [
            (name, regime)
            for name, regime in named_regimes(terms.regimes)
            if regime.service == service
        ]
        self._landed = {name: self._landed_of(regime) for name, regime in self._regimes}
        self._left_out = self._dropped()

    def _landed_of(self, regime: CreditRegime) -> Mapping[MeasurementPeriod, Landed]:
        """Return by months what counts under a regime: rated outcomes, and what they cost."""
        rated: dict[MeasurementPeriod, list[Outcome]] = defaultdict(list)
        claims: dict[MeasurementPeriod, list[Claim]] = defaultdict(list)
        for outcome in self._outcomes:
            month, level = month_of(outcome), self._levels[outcome.service_level]
            agreed = regime.on(month.end)
            if not outcome.kind.is_rated or not is_about(agreed, level):
                continue
            rated[month].append(outcome)
            claim = claim_of(agreed, outcome, level)
            if claim is not None:
                claims[month].append(claim)
        return {
            month: Landed(rated=tuple(rated[month]), claims=tuple(claims[month]))
            for month in sorted(rated)
        }

    def _dropped(self) -> Mapping[Failed, LineKind]:
        together: dict[MeasurementPeriod, list[Claim]] = defaultdict(list)
        for landed in self._landed.values():
            for month, found in landed.items():
                together[month] += found.claims
        left_out: dict[Failed, LineKind] = {}
        for month, claims in together.items():
            charges = self._terms.charges(self._service, month)
            # Without charges the shares alone are compared.
            known = Fraction(1) if charges is None else Fraction(charges)
            left_out |= dropped(claims, self._levels, known)
        return left_out

    def points(self) -> Mapping[Failed, Decimal]:
        """Return the points of every rated outcome, where a regime counts points."""
        found: dict[Failed, Decimal] = {}
        for name, regime in self._regimes:
            if isinstance(regime, PointsRegime | ConversionRegime):
                for landed in self._landed[name].values():
                    found |= {(o.service_level, o.period): Decimal(0) for o in landed.rated}
                    found |= {
                        failure_of(claim): claim.repeated_points
                        for claim in landed.claims
                        if failure_of(claim) not in self._left_out
                    }
        return found

    def credits(self) -> list[ServiceCredit]:
        """Return the credits of every regime and month."""
        return [
            credit
            for name, regime in self._regimes
            for credit in regime_credits(
                self._terms, name, regime, self._landed[name], self._left_out, self._outcomes
            )
        ]
