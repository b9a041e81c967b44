"""Valuation: what the outcomes of all periods come to under every regime of an agreement.

The contract's order of steps: outcome, precedence, related failures, repeat, sum, month cap, year
cap, minimum issue, rounding.  A failure costs in the month in which its period ends.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from concord.domain.credit.charged import charged_months
from concord.domain.credit.claim import Claim, claim_of, is_about
from concord.domain.credit.landed import Landed
from concord.domain.credit.opened import opened_before
from concord.domain.credit.precedence import Failed, dropped, failure_of
from concord.domain.credit.regime_credits import regime_credits
from concord.domain.credit.regime_ids import named_regimes
from concord.domain.credit.regimes import ConversionRegime, CreditRegime, PointsRegime
from concord.domain.credit.service_credit import LineKind, ServiceCredit
from concord.domain.credit.terms import CreditTerms
from concord.domain.kpi import TOTAL
from concord.domain.period import MeasurementPeriod, PeriodLength
from concord.domain.service_level import Outcome, ServiceLevel

_Claimed = dict[MeasurementPeriod, tuple[list[Outcome], list[Claim]]]


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
        claimed = {name: self._claimed(regime) for name, regime in self._regimes}
        self._left_out = self._dropped(claimed)
        self._landed = {
            name: {
                month: Landed(rated=tuple(rated), claims=tuple(claims), left_out=self._left_out)
                for month, (rated, claims) in sorted(months.items())
            }
            for name, months in claimed.items()
        }

    def _claimed(self, regime: CreditRegime) -> _Claimed:
        """Return by months what counts under a regime: rated outcomes, and what they cost."""
        found: _Claimed = defaultdict(lambda: ([], []))
        for outcome in self._outcomes:
            month, level = month_of(outcome), self._levels[outcome.service_level]
            agreed = regime.on(month.end)
            if not outcome.kind.is_rated or not is_about(agreed, level):
                continue
            rated, claims = found[month]
            rated.append(outcome)
            claim = claim_of(agreed, outcome, level)
            if claim is not None:
                months = charged_months(agreed, [outcome.period])
                claims.append(replace(claim, months=months))
        return found

    def _dropped(self, claimed: Mapping[str, _Claimed]) -> Mapping[Failed, LineKind]:
        together: dict[MeasurementPeriod, list[Claim]] = defaultdict(list)
        for months in claimed.values():
            for month, (_, claims) in months.items():
                together[month] += claims
        left_out: dict[Failed, LineKind] = {}
        for claims in together.values():
            left_out |= dropped(claims, self._levels, self._priced)
        return left_out

    def _priced(self, claim: Claim) -> Fraction:
        """Return the charges that a claim is a share of; without any the shares are compared."""
        charges = self._terms.charges_of(self._service, claim.months)
        return Fraction(1) if charges is None else charges

    def points(self) -> Mapping[Failed, Decimal]:
        """Return the points of every rated outcome, where a regime counts points."""
        found: dict[Failed, Decimal] = {}
        for name, regime in self._regimes:
            if isinstance(regime, PointsRegime | ConversionRegime):
                for landed in self._landed[name].values():
                    found |= {(o.service_level, o.period): Decimal(0) for o in landed.rated}
                    found |= {failure_of(c): c.repeated_points for c in landed.standing}
        return found

    def credits(self) -> Iterator[ServiceCredit]:
        """Yield the credits of every regime and month."""
        covered = {
            name: {o.service_level for landed in months.values() for o in landed.rated}
            for name, months in self._landed.items()
        }
        opened = opened_before(self._terms.opening, self._regimes, covered)
        for name, regime in self._regimes:
            yield from regime_credits(
                self._terms, name, regime, self._landed[name], self._outcomes, opened[name]
            )
