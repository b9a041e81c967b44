"""Earn-back: credits that are cancelled by what came after; the failure stays on record."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from concord.domain.credit.conditions import AverageOverYear, EarnBack, MetInEachOfNext
from concord.domain.credit.precedence import Failed
from concord.domain.credit.year import Years
from concord.domain.period import MeasurementPeriod, PeriodLength, add_months
from concord.domain.quantity import Span, SpanUnit
from concord.domain.service_level import Outcome, OutcomeKind

_MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """What a failure cost after caps and rounding: `amount` may be earned back.

    `opened` is the day at whose end it was still open, where an opening says so.
    """

    service_level: str
    period: MeasurementPeriod
    amount: Decimal
    opened: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EarnedBack:
    """An amount that is given back in a month, for a failure of an earlier period."""

    pending: Pending
    month: MeasurementPeriod
    how: str


def earned_back(
    pending: Pending,
    rule: EarnBack | None,
    outcomes: Iterable[Outcome],
    failed: Container[Failed],
    years: Years,
) -> Iterator[EarnedBack]:
    """Yield what is earned back of one credit: all of it, once, or nothing.

    `outcomes` are those of the totals, of any service level.  What is among the `failed`, or
    is itself a failure, is a miss: of two thresholds that of the expected figure, too.
    """
    own = sorted(
        (o for o in outcomes if o.service_level == pending.service_level),
        key=lambda o: o.period.end,
    )
    match rule:
        case None:
            return
        case MetInEachOfNext():
            month = _met_since(pending, rule.span, own, failed)
            how = f"met in each period of the next {rule.span}"
        case AverageOverYear():
            month = _average_kept(pending, rule, own, years)
            how = f"the average of the {rule.year_is} year keeps to what was agreed"
        case _:  # pragma: no cover
            assert_never(rule)
    if month is not None:
        yield EarnedBack(pending=pending, month=month, how=how)


def _met_since(
    pending: Pending, span: Span, outcomes: Iterable[Outcome], failed: Container[Failed]
) -> MeasurementPeriod | None:
    """Return the month in which the last of the periods was met, None where one was missed.

    Periods that are not rated neither count nor end it: it takes so many met ones.
    """
    following = _following(pending.period, span)
    later = [o for o in outcomes if o.period.end > pending.period.end]
    # What lies before an opening that calls it open, and is not on record, was met.
    recorded = {outcome.period for outcome in later}
    met = sum(_was_open(period, pending) and period not in recorded for period in following)
    for outcome in later:
        if not outcome.kind.is_rated:
            continue
        if outcome.kind.is_failure or (outcome.service_level, outcome.period) in failed:
            if not _was_open(outcome.period, pending):
                return None
            continue
        met += 1
        if met >= len(following) and not _was_open(outcome.period, pending):
            return MeasurementPeriod.containing(outcome.period.end, PeriodLength.MONTH)
    return None


def _was_open(period: MeasurementPeriod, pending: Pending) -> bool:
    """Say whether a credit was still open after `period`, by the opening's word."""
    return pending.opened is not None and period.end <= pending.opened


def _following(period: MeasurementPeriod, span: Span) -> tuple[MeasurementPeriod, ...]:
    """Return the periods that end within the span after a period, at least the next one."""
    months = span.count * (_MONTHS_A_YEAR if span.unit is SpanUnit.YEAR else 1)
    last = add_months(period.end + timedelta(days=1), months) - timedelta(days=1)
    found = [period.next()]
    while (coming := found[-1].next()).end <= last:
        found.append(coming)
    return tuple(found)


def _average_kept(
    pending: Pending, rule: AverageOverYear, outcomes: Iterable[Outcome], years: Years
) -> MeasurementPeriod | None:
    """Return the year's last month, where its average keeps to the target at its end."""
    of_failure = MeasurementPeriod.containing(pending.period.end, PeriodLength.MONTH)
    months = years.months(of_failure, rule.year_is)
    first, last = months[0].start, months[-1]
    own = [o for o in outcomes if first <= o.period.end <= last.end]
    over = any(_is_last(o, last) and o.kind is not OutcomeKind.OPEN for o in own)
    rated = [o for o in own if o.kind.is_rated and o.value is not None]
    if not over or not rated:
        return None
    target = rated[-1].target
    kept = target is not None and target.is_met_by(_average(rated))
    return last if kept else None


def _is_last(outcome: Outcome, last: MeasurementPeriod) -> bool:
    """Say whether the period after this one ends beyond the year."""
    return outcome.period.next().end > last.end


def _average(outcomes: Sequence[Outcome]) -> Fraction:
    """Return the mean of the values, each weighted by its volume where all have one."""
    values = [(o.value or Fraction(0), o.volume or Fraction(0)) for o in outcomes]
    weighted = all(volume for _, volume in values)
    weights = [volume if weighted else Fraction(1) for _, volume in values]
    total = sum((v * w for (v, _), w in zip(values, weights, strict=True)), Fraction(0))
    return total / sum(weights, Fraction(0))
