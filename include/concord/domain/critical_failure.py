"""Critical performance failures: points that add up too high, or credits that reach their cap.

What follows from one, such as a right to terminate, is for people: they are asked at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from concord.domain.agreement import Agreement
from concord.domain.assessment import Assessment
from concord.domain.credit import CriticalFailure, PointsRegime, month_of, named_regimes
from concord.domain.issue import IssueKey, IssueKind, IssueSeverity, RaisedIssue
from concord.domain.kpi import TOTAL, as_text
from concord.domain.period import MeasurementPeriod
from concord.domain.quantity import SpanUnit

_MONTHS_A_YEAR = 12

_Points = Mapping[MeasurementPeriod, Decimal]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """What a month of a service came to: points within the agreed time, and whether the cap."""

    month: MeasurementPeriod
    points: Decimal
    rule: CriticalFailure
    at_cap: bool

    @property
    def is_critical(self) -> bool:
        """Say whether either is a critical failure."""
        return self.at_cap or self.points >= self.rule.points


def critical_failures(
    agreement: Agreement, assessments: Sequence[Assessment]
) -> Iterator[RaisedIssue]:
    """Yield an issue for each month whose own points make, or prolong, a critical failure."""
    for name, regime in named_regimes(agreement.credits):
        if isinstance(regime, PointsRegime):
            for reached in _reached(name, regime, assessments):
                if reached.is_critical and agreement.has_effects(reached.month):
                    yield _raised(agreement, name, regime, reached)


def _reached(
    name: str, regime: PointsRegime, assessments: Sequence[Assessment]
) -> Iterator[Reached]:
    points = _points_of(regime.service, assessments)
    capped = _capped(name, regime.service, assessments)
    for month in sorted(points):
        agreed = regime.on(month.end)
        if agreed.critical is not None and points[month]:
            percent = points[month] * agreed.percent_per_point
            limit = agreed.cap.month
            yield Reached(
                month=month,
                points=_within(points, month, agreed.critical),
                rule=agreed.critical,
                at_cap=month in capped or (limit is not None and percent >= limit),
            )


def _points_of(service: str, assessments: Iterable[Assessment]) -> _Points:
    """Return by months what the totals of a service's levels earned."""
    found: dict[MeasurementPeriod, Decimal] = defaultdict(Decimal)
    for assessment in assessments:
        for outcome in assessment.outcomes:
            if outcome.service == service and outcome.dimension == TOTAL:
                found[month_of(outcome)] += outcome.points or 0
    return found


def _capped(
    name: str, service: str, assessments: Iterable[Assessment]
) -> frozenset[MeasurementPeriod]:
    return frozenset(
        credit.period
        for assessment in assessments
        for credit in assessment.credits
        if (credit.service, credit.regime) == (service, name) and credit.capped
    )


def _within(points: _Points, month: MeasurementPeriod, rule: CriticalFailure) -> Decimal:
    """Return the points of so many months up to this one."""
    count = rule.within.count
    if rule.within.unit is SpanUnit.YEAR:
        count *= _MONTHS_A_YEAR
    total, each = Decimal(0), month
    for _ in range(count):
        total += points.get(each, Decimal(0))
        each = each.previous()
    return total


def _raised(
    agreement: Agreement, name: str, regime: PointsRegime, reached: Reached
) -> RaisedIssue:
    points = f"{as_text(reached.points)} points within {reached.rule.within}"
    what = "the credits reach their cap" if reached.at_cap else points
    return RaisedIssue(
        key=IssueKey(
            partner=agreement.partner,
            service=regime.service,
            kind=IssueKind.CRITICAL_FAILURE,
            subject=name,
            period=str(reached.month),
        ),
        severity=IssueSeverity.CRITICAL,
        headline=f"{agreement.name}: critical performance failure in {reached.month} ({what})",
        facts=(
            ("Period", str(reached.month)),
            ("Reached", points),
            (
                "Critical from",
                f"{as_text(reached.rule.points)} points within {reached.rule.within}",
            ),
            ("Credits", "at their cap" if reached.at_cap else "below their cap"),
        ),
    )
