"""Critical performance failures: at the agreed number of points, and at the cap."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from concord.domain.assessment import Assessment
from concord.domain.credit import Cap, CriticalFailure, FlatRegime, PointsRegime, ServiceCredit
from concord.domain.critical_failure import critical_failures
from concord.domain.issue import IssueSeverity, RaisedIssue
from concord.domain.quantity import Span, SpanUnit
from concord.domain.service_level import OutcomeKind
from tests.builders import agreement, months, outcome, period, points_regime


def within(points: int, count: int, unit: SpanUnit = SpanUnit.MONTH) -> CriticalFailure:
    return CriticalFailure(points=Decimal(points), within=Span(count=count, unit=unit))


def assessed(points: Sequence[int | None], *capped: str) -> list[Assessment]:
    """Return months from January 2026 on, each with the points of its one level."""
    return [
        Assessment(
            partner="northwind",
            period=period(month),
            inputs="",
            agreement="",
            measurements=(),
            outcomes=(
                outcome(month, OutcomeKind.MISSED, points=None if p is None else Decimal(p)),
                outcome(month, OutcomeKind.MISSED, dimension=(("site", "cebu"),)),
                outcome(month, OutcomeKind.MISSED, service="mail", points=Decimal(99)),
            ),
            credits=(credit(month, is_capped=month in capped),),
        )
        for month, p in zip(months("2026-01", len(points)), points, strict=True)
    ]


def credit(month: str, *, is_capped: bool) -> ServiceCredit:
    return ServiceCredit(
        service="voice",
        regime="points",
        period=period(month),
        amount=Decimal(5),
        currency="GBP",
        points=Decimal(1),
        capped=is_capped,
        lines=(),
    )


def raised(regime: PointsRegime, points: Sequence[int | None], *capped: str) -> list[RaisedIssue]:
    agreed = agreement(credits=(regime,), effects_from=None)
    return list(critical_failures(agreed, assessed(points, *capped)))


@pytest.mark.parametrize(
    ("rule", "points", "critical"),
    [
        (within(6, 3), [2, 2, 2], ["2026-03"]),
        (within(6, 3), [2, 2, 1], []),
        (within(6, 3), [4, 0, 2, 0, 3], ["2026-03"]),
        (within(6, 3), [4, None, 2], ["2026-03"]),
        (within(6, 3), [4, 0, 0, 2], []),
        (within(6, 3), [6, 0, 1, 0], ["2026-01", "2026-03"]),
        (within(6, 1, SpanUnit.YEAR), [3, *[0] * 10, 3], ["2026-12"]),
        (within(6, 1, SpanUnit.YEAR), [3, *[0] * 11, 3], []),
    ],
)
def test_so_many_points_within_so_many_months_are_critical(
    rule: CriticalFailure, points: list[int | None], critical: list[str]
) -> None:
    found = raised(points_regime(critical=rule), points)
    assert [issue.key.period for issue in found] == critical
    assert {issue.severity for issue in found} <= {IssueSeverity.CRITICAL}


@pytest.mark.parametrize(
    ("cap", "points", "capped", "critical"),
    [
        (4, 4, [], True),
        (4, 3, [], False),
        (4, 5, ["2026-01"], True),
        (None, 3, ["2026-01"], True),
        (None, 3, ["2026-02"], False),
        (None, 3, [], False),
    ],
)
def test_credits_that_reach_their_cap_are_critical(
    cap: int | None, points: int, capped: list[str], *, critical: bool
) -> None:
    limit = Cap(month=None if cap is None else Decimal(cap))
    found = raised(points_regime(critical=within(99, 3), cap=limit), [points], *capped)
    assert bool(found) is critical
    if critical:
        assert found[0].headline.endswith("(the credits reach their cap)")
        assert ("Credits", "at their cap") in found[0].facts


def test_what_is_raised_names_the_points_and_the_rule() -> None:
    (found,) = raised(points_regime(critical=within(6, 3)), [2, 2, 2])
    assert str(found.key) == "northwind/voice/critical-failure/points/2026-03"
    assert found.headline.endswith(
        "critical performance failure in 2026-03 (6 points within 3 months)"
    )
    assert found.facts == (
        ("Period", "2026-03"),
        ("Reached", "6 points within 3 months"),
        ("Critical from", "6 points within 3 months"),
        ("Credits", "below their cap"),
    )


def test_the_rule_in_force_in_a_month_counts() -> None:
    stricter = points_regime(critical=within(2, 1), since=period("2026-03").start)
    found = raised(points_regime(critical=within(6, 1), revisions=(stricter,)), [3, 3, 3])
    assert [issue.key.period for issue in found] == ["2026-03"]


def test_where_none_is_agreed_nothing_is_critical() -> None:
    assert raised(points_regime(), [9, 9], "2026-01") == []
    flat = FlatRegime(service="voice", currency="GBP", service_level="phone", amount=Decimal(5))
    agreed = agreement(credits=(flat,))
    assert list(critical_failures(agreed, assessed([9], "2026-01"))) == []


def test_history_raises_nothing() -> None:
    regime = points_regime(critical=within(2, 1))
    agreed = agreement(credits=(regime,), effects_from=period("2026-02"))
    found = critical_failures(agreed, assessed([3, 3]))
    assert [issue.key.period for issue in found] == ["2026-02"]


def test_a_credit_of_another_regime_is_no_cap_of_this_one() -> None:
    regime = points_regime(critical=within(99, 1))
    (month,) = assessed([1], "2026-01")
    other = replace(month, credits=tuple(replace(c, regime="flat:phone") for c in month.credits))
    assert list(critical_failures(agreement(credits=(regime,)), [other])) == []
