"""Backtests: what the same deliveries would have come to under a changed agreement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from concord.domain.assessment import Assessment
from concord.domain.kpi import Dimension
from concord.domain.period import MeasurementPeriod
from concord.domain.service_level import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomePair:
    """One outcome under both agreements; None where an agreement has no such outcome."""

    service_level: str
    service: str
    period: MeasurementPeriod
    dimension: Dimension
    before: Outcome | None
    after: Outcome | None

    @property
    def differs(self) -> bool:
        """Say whether the verdict, its band or its points would be another."""
        return _verdict(self.before) != _verdict(self.after)


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditPair:
    """The credits of a service and month in one currency, under both agreements.

    None stands for no credit being worked out, as without charges; it is not zero.  A bonus,
    which the client owes, is a pair of its own, with negative amounts: it offsets nothing.
    """

    service: str
    period: MeasurementPeriod
    currency: str
    before: Decimal | None
    after: Decimal | None
    is_bonus: bool = False

    @property
    def difference(self) -> Decimal:
        """What the change costs the partner: after less before."""
        return (self.after or Decimal(0)) - (self.before or Decimal(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Backtest:
    """What two agreements make of the periods that end between two days, both included."""

    partner: str
    first: date
    last: date
    outcomes: tuple[OutcomePair, ...]
    credits: tuple[CreditPair, ...]

    @property
    def totals(self) -> Mapping[str, tuple[Decimal, Decimal]]:
        """The sums of the credits before and after, by currency; bonuses are no part of them."""
        sums: dict[str, tuple[Decimal, Decimal]] = {}
        for pair in (each for each in self.credits if not each.is_bonus):
            before, after = sums.get(pair.currency, (Decimal(0), Decimal(0)))
            before, after = before + (pair.before or 0), after + (pair.after or 0)
            sums[pair.currency] = before, after
        return dict(sorted(sums.items()))


def backtested(
    partner: str,
    before: Iterable[Assessment],
    after: Iterable[Assessment],
    first: date,
    last: date,
) -> Backtest:
    """Set the figures of two agreements side by side, for the periods that end in a range."""
    old = [a for a in before if first <= a.period.end <= last]
    new = [a for a in after if first <= a.period.end <= last]
    return Backtest(
        partner=partner,
        first=first,
        last=last,
        outcomes=tuple(_outcome_pairs(old, new)),
        credits=tuple(_credit_pairs(old, new)),
    )


_OutcomePlace = tuple[str, MeasurementPeriod, Dimension]
_CreditPlace = tuple[str, MeasurementPeriod, str, bool]


def _outcome_pairs(old: Iterable[Assessment], new: Iterable[Assessment]) -> Iterator[OutcomePair]:
    before, after = _outcomes(old), _outcomes(new)
    for place in sorted(before.keys() | after.keys(), key=_order):
        level, period, dimension = place
        known = before.get(place) or after[place]
        yield OutcomePair(
            service_level=level,
            service=known.service,
            period=period,
            dimension=dimension,
            before=before.get(place),
            after=after.get(place),
        )


def _order(place: _OutcomePlace | _CreditPlace) -> tuple[str, date, str, str]:
    name, period, *rest = place
    return name, period.end, str(period), str(rest)


def _outcomes(assessments: Iterable[Assessment]) -> dict[_OutcomePlace, Outcome]:
    return {
        (outcome.service_level, outcome.period, outcome.dimension): outcome
        for assessment in assessments
        for outcome in assessment.outcomes
    }


def _credit_pairs(old: Iterable[Assessment], new: Iterable[Assessment]) -> Iterator[CreditPair]:
    before, after = _credits(old), _credits(new)
    for place in sorted(before.keys() | after.keys(), key=_order):
        service, period, currency, is_bonus = place
        yield CreditPair(
            service=service,
            period=period,
            currency=currency,
            before=before.get(place),
            after=after.get(place),
            is_bonus=is_bonus,
        )


def _credits(assessments: Iterable[Assessment]) -> dict[_CreditPlace, Decimal]:
    sums: dict[_CreditPlace, Decimal] = defaultdict(Decimal)
    for assessment in assessments:
        for credit in assessment.credits:
            place = (credit.service, credit.period, credit.currency, credit.is_bonus)
            sums[place] += credit.amount
    return dict(sums)


def _verdict(outcome: Outcome | None) -> tuple[object, ...] | None:
    if outcome is None:
        return None
    return outcome.kind, outcome.band, outcome.points, outcome.repeat
