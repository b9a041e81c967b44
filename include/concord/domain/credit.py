"""Service credits: what a period's outcomes are worth under a credit regime."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Context, Decimal

from concord.domain.kpi import TOTAL, Dimension
from concord.domain.period import MeasurementPeriod, PeriodLength
from concord.domain.service_level import Outcome

CENT = Decimal("0.01")
_EXACT = Context(prec=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsRegime:
    """Points for each band of a miss, worth a percentage of the period's charges each.

    `points` maps band names to points; `percent_per_point` and `month_cap` are in percent
    points of the charges.  A repeat failure multiplies by `repeat_multiplier`, never
    compounding.  Points accrue past the cap; money does not.
    """

    service: str
    currency: str
    points: Mapping[str, Decimal]
    percent_per_point: Decimal
    repeat_multiplier: Decimal = Decimal(1)
    month_cap: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditLine:
    """One cause of a credit and its share; the lines add up to the credit before rounding."""

    cause: str
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceCredit:
    """What the partner owes for a period under one regime, with its causes."""

    service: str
    period: MeasurementPeriod
    amount: Decimal
    currency: str
    points: Decimal
    capped: bool
    lines: tuple[CreditLine, ...]


def with_repeats(outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """Return `outcomes`, any number of periods, in order of periods with repeat status.

    A failure is a repeat when the last earlier *rated* period of the same service level and
    dimension failed too; relieved, incomplete and no-data periods neither count toward a
    streak nor break it.
    """
    failed: dict[tuple[str, Dimension], bool] = {}
    result = []
    for outcome in sorted(outcomes, key=lambda o: o.period.start):
        series = (outcome.service_level, outcome.dimension)
        repeat = outcome.kind.is_failure and failed.get(series, False)
        if outcome.kind.is_rated:
            failed[series] = outcome.kind.is_failure
        result.append(outcome if outcome.repeat == repeat else replace(outcome, repeat=repeat))
    return tuple(result)


def with_points(
    outcomes: Iterable[Outcome], regime: PointsRegime, service_levels: Container[str]
) -> tuple[Outcome, ...]:
    """Return `outcomes`, whose repeat status is known, with the points of a regime.

    Only the total of a service level earns points: the values of its dimensions show where
    a miss happened and are not charged a second time.  Outcomes of other services, and of
    service levels that are not among `service_levels`, stay as they are.
    """
    result = []
    for outcome in outcomes:
        earns = outcome.service == regime.service and outcome.service_level in service_levels
        points = _points(outcome, regime) if earns else outcome.points
        result.append(outcome if outcome.points == points else replace(outcome, points=points))
    return tuple(result)


def _points(outcome: Outcome, regime: PointsRegime) -> Decimal | None:
    if not outcome.kind.is_rated or outcome.dimension != TOTAL:
        return None
    if not outcome.kind.is_failure or outcome.band is None:
        return Decimal(0)
    points = regime.points.get(outcome.band, Decimal(0))
    return points * regime.repeat_multiplier if outcome.repeat else points


def monthly_credits(
    outcomes: Iterable[Outcome],
    regime: PointsRegime,
    charges: Callable[[MeasurementPeriod], Decimal | None],
) -> tuple[ServiceCredit, ...]:
    """Return the credit of every month in which an outcome with points lands, by month.

    An outcome lands in the month in which its period ends.  `charges` gives those of a
    month, without tax and pass-through; a month without any has no credit, not even of zero.
    """
    landed: dict[MeasurementPeriod, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        if outcome.points is not None:
            month = MeasurementPeriod.containing(outcome.period.end, PeriodLength.MONTH)
            landed[month].append(outcome)
    return tuple(
        service_credit(landed[month], regime, month, due)
        for month in sorted(landed)
        if (due := charges(month)) is not None
    )


def service_credit(
    outcomes: Iterable[Outcome],
    regime: PointsRegime,
    period: MeasurementPeriod,
    charges: Decimal,
) -> ServiceCredit:
    """Return the credit for one period's outcomes, already with points.

    Steps in this order: sum of points, month cap, rounding (half up, to the cent).
    `charges` are the period's service charges without tax and pass-through.
    """
    failures = [o for o in outcomes if o.points]
    points = sum((o.points for o in failures if o.points), Decimal(0))
    rate = regime.percent_per_point / 100
    lines = [
        CreditLine(
            cause=f"{o.service_level} {o.period} {o.band}", amount=o.points * rate * charges
        )
        for o in failures
        if o.points
    ]
    due = points * rate * charges
    limit = None if regime.month_cap is None else regime.month_cap / 100 * charges
    capped = limit is not None and due > limit
    if limit is not None and capped:
        lines.append(CreditLine(cause=f"cap of {regime.month_cap} %", amount=limit - due))
        due = limit
    return ServiceCredit(
        service=regime.service,
        period=period,
        amount=due.quantize(CENT, ROUND_HALF_UP, _EXACT),
        currency=regime.currency,
        points=points,
        capped=capped,
        lines=tuple(lines),
    )
