"""Points and what they come to, at the contract's edges."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.credit import (
    Cap,
    PointsRegime,
    monthly_credits,
    service_credit,
    with_points,
    with_repeats,
)
from concord.domain.service_level import Outcome, OutcomeKind, rate
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
from tests.builders_credit import KINDS, history

PHONE = {"phone"}


MODEL_CONTRACT = points_regime(
    points={
        "minor": Decimal(1),
        "serious": Decimal(2),
        "severe": Decimal(3),
        "threshold": Decimal(4),
    }
)


def priced(outcomes: Sequence[Outcome], regime: PointsRegime) -> tuple[Outcome, ...]:
    return with_points(with_repeats(outcomes), regime, PHONE)


@pytest.mark.parametrize(
    ("values", "points", "amounts"),
    [
        (["98.5", "96.5", "96.5"], [1, 6, 6], ["1000.00", "6000.00", "6000.00"]),
        (["96.5", "98.5", "96.5"], [3, 2, 6], ["3000.00", "2000.00", "6000.00"]),
        (["98.5", "99.2", "98.5"], [1, 0, 1], ["1000.00", "0.00", "1000.00"]),
    ],
)
def test_the_model_contract_s_worked_examples(
    values: list[str], points: list[int], amounts: list[str]
) -> None:
    agreed = terms(
        target=at_least("99"), bands=bands("threshold", minor="98", serious="97", severe="96")
    )
    level = service_level(terms=(agreed,))
    outcomes = [
        rate(level, period(month), (), evidence(value))
        for month, value in zip(months("2026-01", 3), values, strict=True)
    ]
    found = priced(outcomes, MODEL_CONTRACT)
    assert [o.points for o in found] == points
    credits_ = monthly_credits(found, MODEL_CONTRACT, lambda _: Decimal(100_000))
    assert [str(c.amount) for c in credits_] == amounts


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
def test_points_follow_the_band_and_never_compound(kinds: str, points: list[int | None]) -> None:
    assert [o.points for o in priced(history(kinds), points_regime())] == points


def test_a_band_without_points_earns_none() -> None:
    found = priced([outcome(kind=OutcomeKind.MISSED, band="unheard of")], points_regime())
    assert [o.points for o in found] == [0]


def test_a_dimension_is_not_charged_a_second_time() -> None:
    found = priced(history("-", outcome(dimension=at_site("cebu"))), points_regime())
    assert [o.points for o in found] == [None]


@pytest.mark.parametrize(
    "other",
    [
        outcome(service="mail", points=Decimal(7)),
        outcome(service_level="free", points=Decimal(7)),
    ],
)
def test_what_the_regime_does_not_cover_stays_as_it_is(other: Outcome) -> None:
    outcomes = with_repeats(history("--", other))
    assert with_points(outcomes, points_regime(), PHONE) == outcomes


def test_points_are_worked_out_anew() -> None:
    outcomes = history("-", outcome(points=Decimal(9)))
    assert [o.points for o in priced(outcomes, points_regime())] == [1]


@pytest.mark.parametrize(
    ("cap", "amount", "capped"),
    [
        (None, "4000.00", False),
        ("5", "4000.00", False),
        ("4", "4000.00", False),
        ("3.5", "3500.00", True),
        ("0", "0.00", True),
    ],
)
def test_money_stops_at_the_month_s_cap_and_points_go_on(
    cap: str | None,
    amount: str,
    capped: bool,  # noqa: FBT001 - a table's column
) -> None:
    regime = points_regime(cap=Cap(month=None if cap is None else Decimal(cap)))
    outcomes = [outcome(kind=OutcomeKind.MISSED, band="serious", points=Decimal(4))]
    credit = service_credit(outcomes, regime, period(), Decimal(100_000))
    assert (str(credit.amount), credit.capped, str(credit.points)) == (amount, capped, "4")
    assert sum(line.amount for line in credit.lines) == credit.amount
    assert credit.lines[0].cause == "phone 2026-10 serious"
    if cap is not None and capped:
        assert credit.lines[-1].cause == f"cap of {cap} %"


@pytest.mark.parametrize(
    ("charges", "amount"),
    [("100.49", "1.00"), ("100.50", "1.01"), ("0.49", "0.00"), ("0.50", "0.01")],
)
def test_a_credit_is_rounded_once_half_up_to_the_cent(charges: str, amount: str) -> None:
    outcomes = [outcome(kind=OutcomeKind.MISSED, band="minor", points=Decimal(1))]
    credit = service_credit(outcomes, points_regime(), period(), Decimal(charges))
    assert str(credit.amount) == amount


def test_a_met_month_has_a_credit_of_nothing_and_an_unrated_one_has_no_credit() -> None:
    found = monthly_credits(
        priced(history("+?o"), points_regime()), points_regime(), lambda _: Decimal(100_000)
    )
    assert [(c.period, str(c.amount), c.lines) for c in found] == [(period("2026-01"), "0.00", ())]


def test_points_of_other_periods_land_in_the_month_of_their_end() -> None:
    weeks = [
        outcome("2026-10", *KINDS["-"], points=Decimal(1)),
        replace(outcome(), period=period("2026-W40"), points=Decimal(1), band="minor"),
        replace(outcome(), period=period("2026-W44"), points=Decimal(2), band="serious"),
    ]
    credits_ = monthly_credits(weeks, points_regime(), lambda _: Decimal(100_000))
    assert [(str(c.period), str(c.points)) for c in credits_] == [
        ("2026-10", "2"),
        ("2026-11", "2"),
    ]
    assert [line.cause for line in credits_[1].lines] == ["phone 2026-W44 serious"]


@given(
    st.lists(st.decimals(0, 9, places=1), max_size=8),
    st.decimals(0, 10**6, places=2),
    st.decimals(0, 20, places=2),
    st.decimals(0, 5, places=3),
)
def test_a_credit_is_the_capped_share_of_the_charges(
    points: list[Decimal], charges: Decimal, cap: Decimal, percent: Decimal
) -> None:
    regime = points_regime(cap=Cap(month=cap), percent_per_point=percent)
    outcomes = [outcome(band="minor", points=p) for p in points]
    credit = service_credit(outcomes, regime, period(), charges)
    uncapped = sum(map(Fraction, points), Fraction(0)) * Fraction(percent) / 100
    owed = min(uncapped, Fraction(cap) / 100) * Fraction(charges)
    cents = owed * 100
    whole = cents.numerator // cents.denominator
    half_up = whole + (cents - whole >= Fraction(1, 2))
    assert Fraction(credit.amount) * 100 == half_up
    assert credit.capped == (
        uncapped * Fraction(charges) > Fraction(cap) / 100 * Fraction(charges)
    )
    lines = sum((line.amount for line in credit.lines), Decimal(0))
    assert lines.quantize(Decimal("0.01"), ROUND_HALF_UP) == credit.amount


def test_a_month_without_charges_has_no_credit_not_even_of_nothing() -> None:
    found = priced(history("+-"), points_regime())
    charges = {period("2026-02"): Decimal(1000)}
    assert [c.period for c in monthly_credits(found, points_regime(), charges.get)] == [
        period("2026-02")
    ]


DEARER = points_regime(
    points={"minor": Decimal(3)},
    percent_per_point=Decimal(2),
    repeat_multiplier=Decimal(3),
    cap=Cap(month=Decimal(10)),
    since=date(2026, 2, 1),
)


def test_an_amended_regime_prices_the_months_that_end_under_it() -> None:
    regime = points_regime(revisions=(DEARER,))
    found = priced(history("---"), regime)
    assert [o.points for o in found] == [1, 9, 9]
    credits_ = monthly_credits(found, regime, lambda _: Decimal(1000))
    assert [(str(c.amount), c.capped) for c in credits_] == [
        ("10.00", False),
        ("100.00", True),
        ("100.00", True),
    ]
