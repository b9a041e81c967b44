"""Points: what a period's outcomes earn under a regime, and the credits they come to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Container, Iterable
from dataclasses import replace
from decimal import Decimal

from concord.domain.credit.regimes import PointsRegime
from concord.domain.credit.service_credit import CreditLine, ServiceCredit, rounded
from concord.domain.kpi import TOTAL
from concord.domain.period import MeasurementPeriod, PeriodLength
from concord.domain.service_level import Outcome


def with_points(
    outcomes: Iterable[Outcome], regime: PointsRegime, service_levels: Container[str]
) -> tuple[Outcome, ...]:
    """Return `outcomes`, whose repeat status is known, with the points of a regime.

    Only the total of a service level earns points: the values of its dimensions show where
    a miss happened and are not charged a second time.  Outcomes of other services, and of
    service levels that are not among `service_levels`, stay as they are.  What the regime says
    on the last day of the month in which a period ends holds for it.
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
    agreed = regime.on(month_of(outcome).end)
    points = agreed.points.get(outcome.band, Decimal(0))
    return points * agreed.repeat_multiplier if outcome.repeat else points


def month_of(outcome: Outcome) -> MeasurementPeriod:
    """Return the month in which an outcome's points land: the one in which its period ends."""
    return MeasurementPeriod.containing(outcome.period.end, PeriodLength.MONTH)


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
            landed[month_of(outcome)].append(outcome)
    return tuple(
        service_credit(landed[month], regime, month, due)
        for month in sorted(landed)
        if (due := charges(month)) is not None
    )


def service_credit(
    outcomes: Collection[Outcome],
    regime: PointsRegime,
    period: MeasurementPeriod,
    charges: Decimal,
) -> ServiceCredit:
    """Return the credit for one period's outcomes, already with points.

    Steps in this order: sum of points, month cap, rounding.  What the regime says on the
    period's last day holds.  `charges` are the period's service charges without tax and
    pass-through.
    """
    agreed = regime.on(period.end)
    rate = agreed.percent_per_point / 100
    lines = [
        CreditLine(
            cause=f"{o.service_level} {o.period} {o.band}", amount=o.points * rate * charges
        )
        for o in outcomes
        if o.points
    ]
    points = sum((o.points for o in outcomes if o.points), Decimal(0))
    due = points * rate * charges
    limit = None if agreed.cap.month is None else agreed.cap.month / 100 * charges
    capped = limit is not None and due > limit
    if limit is not None and capped:
        lines.append(CreditLine(cause=f"cap of {agreed.cap.month} %", amount=limit - due))
        due = limit
    return ServiceCredit(
        service=agreed.service,
        period=period,
        amount=rounded(due, agreed.rounding),
        currency=agreed.currency,
        points=points,
        capped=capped,
        lines=tuple(lines),
    )
