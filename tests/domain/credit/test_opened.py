"""Openings: what of earlier credits may still be earned back, and under which regime."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from concord.domain.credit import MetInEachOfNext, named_regimes
from concord.domain.credit.earned_back import Pending
from concord.domain.credit.opened import opened_before
from concord.domain.opening import Opening, PendingEarnBack
from concord.domain.quantity import Span, SpanUnit
from tests.builders import period, points_regime
from tests.builders_credit import flat_regime

BACK = MetInEachOfNext(span=Span(count=3, unit=SpanUnit.MONTH))
OPENING = Opening(
    as_of=date(2026, 9, 30),
    earn_back_pending=(
        PendingEarnBack(service_level="phone", period=period("2026-08"), amount=Decimal(1200)),
    ),
)
PENDING = Pending(
    service_level="phone",
    period=period("2026-08"),
    amount=Decimal(1200),
    opened=date(2026, 9, 30),
)
REGIMES = named_regimes(
    (points_regime(), flat_regime(earn_back=BACK), replace(points_regime(), earn_back=BACK))
)
COVERED = {"points": {"phone"}, "flat:phone": {"phone"}, "points-2": {"phone"}}


def test_it_is_under_the_first_regime_that_lets_it_be_earned_back() -> None:
    assert opened_before(OPENING, REGIMES, COVERED) == {
        "points": [],
        "flat:phone": [PENDING],
        "points-2": [],
    }


def test_a_regime_that_is_not_about_the_level_is_passed_over() -> None:
    covered = {**COVERED, "flat:phone": set[str]()}
    assert opened_before(OPENING, REGIMES, covered)["points-2"] == [PENDING]
    nobody = {name: set[str]() for name in COVERED}
    assert not any(opened_before(OPENING, REGIMES, nobody).values())


def test_without_an_opening_nothing_is_open() -> None:
    assert not any(opened_before(None, REGIMES, COVERED).values())
