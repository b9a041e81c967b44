"""Valuation: outcomes of all periods under all regimes, in the contract's order of steps."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.credit import (
    Cap,
    CreditLine,
    CreditRegime,
    LineKind,
    MetInEachOfNext,
    month_of,
    valuation,
)
from concord.domain.quantity import Span, SpanUnit
from concord.domain.service_level import NthMiss, Outcome, OutcomeKind, rate
from tests.builders import (
    at_least,
    at_site,
    bands,
    evidence,
    months,
    outcome,
    period,
    points_regime,
    service_level,
    terms,
)
from tests.builders_credit import (
    amounts,
    conversion_regime,
    credit_terms,
    flat_regime,
    history,
    only_in,
    percent_regime,
    valued,
)

MODEL_CONTRACT = points_regime(
    points={
        "minor": Decimal(1),
        "serious": Decimal(2),
        "severe": Decimal(3),
        "threshold": Decimal(4),
    }
)
BACK = MetInEachOfNext(span=Span(count=3, unit=SpanUnit.MONTH))
MAIL = outcome(service_level="mail")


@pytest.mark.parametrize(
    ("values", "points", "credited"),
    [
        (["98.5", "96.5", "96.5"], [1, 6, 6], ["1000.00", "6000.00", "6000.00"]),
        (["96.5", "98.5", "96.5"], [3, 2, 6], ["3000.00", "2000.00", "6000.00"]),
        (["98.5", "99.2", "98.5"], [1, 0, 1], ["1000.00", "0.00", "1000.00"]),
    ],
)
def test_the_model_contract_s_worked_examples(
    values: list[str], points: list[int], credited: list[str]
) -> None:
    agreed = terms(
        target=at_least("99"), bands=bands("threshold", minor="98", serious="97", severe="96")
    )
    level = service_level(terms=(agreed,))
    outcomes = [
        rate(level, period(month), (), evidence(value))
        for month, value in zip(months("2026-01", 3), values, strict=True)
    ]
    found = valued(outcomes, MODEL_CONTRACT)
    assert [o.points for o in found.outcomes] == points
    assert list(amounts(found).values()) == credited


@pytest.mark.parametrize(
    ("kinds", "points"),
    [
        ("+", [0]),
        ("-", [1]),
        ("=", [2]),
        ("-=", [1, 4]),
        ("---", [1, 2, 2]),
        ("d", [0]),
        ("?", [None]),
        ("i", [None]),
        ("o", [None]),
    ],
)
@pytest.mark.parametrize(
    "regime", [points_regime(), conversion_regime(("1", "1"), repeat_multiplier=Decimal(2))]
)
def test_points_follow_the_band_and_never_compound(
    regime: CreditRegime, kinds: str, points: list[int | None]
) -> None:
    assert [o.points for o in valued(history(kinds), regime).outcomes] == points


@pytest.mark.parametrize(
    "other",
    [
        outcome(service="mail", service_level="chat", points=Decimal(7)),
        outcome(service_level="unknown", points=Decimal(7)),
        outcome(dimension=at_site("cebu"), points=Decimal(7)),
    ],
)
def test_what_no_regime_covers_stays_as_it_is(other: Outcome) -> None:
    outcomes = history("--", other)
    found = valued(outcomes, points_regime())
    assert [o.points for o in found.outcomes] == [7, 7]
    assert found.credits == ()


def test_points_are_worked_out_anew() -> None:
    found = valued(history("-", outcome(points=Decimal(9))), points_regime())
    assert [o.points for o in found.outcomes] == [1]


def test_where_no_regime_counts_points_there_are_none() -> None:
    found = valued(history("-"), flat_regime())
    assert [o.points for o in found.outcomes] == [None]


def test_several_regimes_stack() -> None:
    found = valued(history("-"), points_regime(), percent_regime(), flat_regime("50"))
    assert amounts(found) == {"2026-01": "2050.00"}


def test_amendments_hold_for_what_ends_after_them() -> None:
    dearer = points_regime(since=date(2026, 2, 15), percent_per_point=Decimal(3))
    found = valued(history("-+-"), points_regime(revisions=(dearer,)))
    assert amounts(found) == {"2026-01": "1000.00", "2026-02": "0.00", "2026-03": "3000.00"}


RELATED = (service_level(related="waiting"), service_level(id="mail", related="waiting"))


def test_related_failures_are_compared_before_a_repeat_multiplies() -> None:
    outcomes = [*history("=="), *history("+-", MAIL)]
    cheaper_repeats = [*history("--"), *history("+=", MAIL)]
    assert amounts(valued(outcomes, points_regime(), levels=RELATED))["2026-02"] == "4000.00"
    found = valued(cheaper_repeats, points_regime(repeat_multiplier=Decimal(5)), levels=RELATED)
    assert amounts(found)["2026-02"] == "2000.00"
    assert [o.points for o in found.outcomes if o.period == period("2026-02")] == [0, 2]


def test_precedence_comes_before_related_failures() -> None:
    critical = (
        service_level(id="outage", critical=True),
        service_level(related="waiting"),
        service_level(id="mail", related="waiting"),
    )
    outcomes = [
        *history("-", outcome(service_level="outage")),
        *history("="),
        *history("-", MAIL),
    ]
    (credit,) = valued(outcomes, points_regime(), levels=critical).credits
    assert str(credit.amount) == "1000.00"
    assert [line.kind for line in credit.lines] == [
        LineKind.FAILURE,
        LineKind.PRECEDENCE,
        LineKind.PRECEDENCE,
    ]


def test_a_failure_that_is_left_out_is_left_out_of_every_regime() -> None:
    outcomes = [*history("="), *history("-", MAIL)]
    mail = flat_regime("50", service_level="mail")
    found = valued(outcomes, points_regime(), mail, levels=RELATED)
    assert amounts(found) == {"2026-01": "2000.00"}


def test_without_charges_shares_are_compared() -> None:
    outcomes = [*history("="), *history("-", MAIL)]
    found = valued(outcomes, points_regime(), levels=RELATED, charges=only_in())
    assert [o.points for o in found.outcomes] == [2, 0]
    assert found.credits == ()


@pytest.mark.parametrize(
    ("kind", "credited"), [(OutcomeKind.MISSED, "0.00"), (OutcomeKind.DEFAULTED, "1000.00")]
)
def test_of_two_thresholds_only_defaults_cost(kind: OutcomeKind, credited: str) -> None:
    level = service_level(repeated_miss=NthMiss())
    found = valued([outcome(kind=kind, band="minor")], points_regime(), levels=(level,))
    assert amounts(found) == {"2026-10": credited}


def test_outcomes_cost_in_the_month_of_their_end() -> None:
    assert str(month_of(outcome("2026-Q3"))) == "2026-09"


kinds = st.text("+-=?r", max_size=9)


@given(phone=kinds, mail=kinds, order=st.randoms(use_true_random=False))
def test_the_order_of_outcomes_does_not_matter(phone: str, mail: str, order: Random) -> None:
    outcomes = [*history(phone), *history(mail, MAIL)]
    shuffled = list(outcomes)
    order.shuffle(shuffled)
    regimes = (points_regime(earn_back=BACK), flat_regime(cap=Cap(year=Decimal("0.1"))))
    assert amounts(valued(shuffled, *regimes)) == amounts(valued(outcomes, *regimes))


@given(
    phone=kinds,
    mail=kinds,
    month=st.decimals(0, 5, places=2),
    year=st.decimals(0, 2, places=2),
    charges=st.decimals(1, 10**6, places=2),
)
def test_credits_never_exceed_their_caps_and_their_lines_add_up(
    phone: str, mail: str, month: Decimal, year: Decimal, charges: Decimal
) -> None:
    regime = points_regime(cap=Cap(month=month, year=year), earn_back=BACK)
    outcomes = [*history(phone), *history(mail, MAIL)]
    found = valued(outcomes, regime, conversion_regime(("2", "1.5")), charges=str(charges))
    for credit in found.credits:
        assert sum((line.amount for line in credit.lines), Decimal(0)) == credit.amount
    capped = [credit for credit in found.credits if credit.regime == "points"]
    half = Fraction(1, 200)
    gross = [_before_earn_back(credit.lines) for credit in capped]
    assert all(amount <= Fraction(month) / 100 * Fraction(charges) + half for amount in gross)
    limit = Fraction(year) / 100 * 12 * Fraction(charges)
    assert sum(gross, Fraction(0)) <= limit + half


def _before_earn_back(lines: Sequence[CreditLine]) -> Fraction:
    owed = (Fraction(line.amount) for line in lines if line.kind is not LineKind.EARN_BACK)
    return sum(owed, Fraction(0))


@given(phone=st.text("+-?", max_size=12))
def test_no_more_is_earned_back_than_was_credited_and_each_once(phone: str) -> None:
    found = valued(history(phone), flat_regime(earn_back=BACK))
    back = [
        line.outcome_period
        for credit in found.credits
        for line in credit.lines
        if line.kind is LineKind.EARN_BACK
    ]
    assert len(back) == len(set(back))
    owed = [o.period for o in found.outcomes if o.kind.is_failure]
    assert set(back) <= set(owed)
    assert sum(credit.amount for credit in found.credits) == 1000 * (len(owed) - len(back))


def test_nothing_comes_of_nothing() -> None:
    assert valuation(credit_terms(), ()).credits == ()
