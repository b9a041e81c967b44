"""Earn-back: credits that are cancelled by what came after; the failure stays on record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from concord.domain.credit.conditions import AverageOverYear, EarnBack, MetInEachOfNext
from concord.domain.credit.year import Years
from concord.domain.period import MeasurementPeriod, PeriodLength, add_months, months_of
from concord.domain.quantity import Span, SpanUnit
from concord.domain.service_level import Outcome, OutcomeKind

_MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """What a failure cost after caps and rounding: `amount` may be earned back."""

    service_level: str
    period: MeasurementPeriod
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class EarnedBack:
    """An amount that is given back in a month, for a failure of an earlier period."""

    pending: Pending
    month: MeasurementPeriod
    how: str


def earned_back(
    pending: Iterable[Pending], rule: EarnBack, outcomes: Sequence[Outcome], years: Years
) -> Iterator[EarnedBack]:
    """Yield what is earned back, each amount once; what dies on a miss never comes back.

    `outcomes` are those of the totals, of any service level.
    """
    for each in pending:
        own = sorted(
            (o for o in outcomes if o.service_level == each.service_level),
            key=lambda o: o.period.end,
        )
        match rule:
            case MetInEachOfNext():
                month, how = (
                    _met_since(each, rule.span, own),
                    f"met in each of the next {rule.span}",
                )
            case AverageOverYear():
                month = _average_kept(each, rule, own, years)
                how = f"the average of the {rule.year_is} year keeps to what was agreed"
            case _:  # pragma: no cover
                assert_never(rule)
        if month is not None:
            yield EarnedBack(pending=each, month=month, how=how)


def _met_since(
    pending: Pending, span: Span, outcomes: Iterable[Outcome]
) -> MeasurementPeriod | None:
    """Return the month in which the last of the periods was met, None where one was missed.

    Periods that are not rated neither count nor end it: it takes so many met ones.
    """
    months = span.count * (_MONTHS_A_YEAR if span.unit is SpanUnit.YEAR else 1)
    length = months_of(pending.period.length)
    met = 0
    for outcome in outcomes:
        if outcome.period.end <= pending.period.end or not outcome.kind.is_rated:
            continue
        if outcome.kind is not OutcomeKind.MET:
            return None
        met += 1
        if _is_enough(met, months, length, pending, outcome):
            return MeasurementPeriod.containing(outcome.period.end, PeriodLength.MONTH)
    return None


def _is_enough(met: int, months: int, length: int, pending: Pending, outcome: Outcome) -> bool:
    if length:
        return met * length >= months
    # Days and weeks are no part of a month: all that begin within the span must be met.
    return outcome.period.end >= add_months(pending.period.end, months)


def _average_kept(
    pending: Pending, rule: AverageOverYear, outcomes: Iterable[Outcome], years: Years
) -> MeasurementPeriod | None:
    """Return the year's last month, where its average keeps to the target at its end."""
    of_failure = MeasurementPeriod.containing(pending.period.end, PeriodLength.MONTH)
    months = years.months(of_failure, rule.year_is)
    first, last = months[0].start, months[-1]
    own = [o for o in outcomes if first <= o.period.end <= last.end]
    closed = [o for o in own if _is_last(o, last) and o.kind is not OutcomeKind.OPEN]
    rated = [o for o in own if o.kind.is_rated and o.value is not None]
    if not closed or not rated:
        return None
    target = rated[-1].target
    average = _average(rated)
    kept = target is not None and average is not None and target.is_met_by(average)
    return last if kept else None


def _is_last(outcome: Outcome, last: MeasurementPeriod) -> bool:
    """Say whether the period after this one ends beyond the year."""
    return outcome.period.next().end > last.end


def _average(outcomes: Sequence[Outcome]) -> Fraction | None:
    """Return the mean of the values, each weighted by its volume where all have one."""
    values = [(o.value or Fraction(0), o.volume or Fraction(0)) for o in outcomes]
    weights = [volume for _, volume in values]
    if not all(weights):
        weights = [Fraction(1)] * len(values)
    total = sum((v * w for (v, _), w in zip(values, weights, strict=True)), Fraction(0))
    return total / sum(weights, Fraction(0))
