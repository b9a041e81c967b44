"""Claims: what one outcome costs under each model, at the contract's edges."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from concord.domain.credit.claim import Claim, claim_of, is_about, owes
from concord.domain.credit.regimes import CreditRegime
from concord.domain.quantity import Money
from concord.domain.service_level import NthMiss, Outcome, OutcomeKind
from tests.builders import at_most, outcome, points_regime, service_level, within
from tests.builders_credit import (
    conversion_regime,
    flat_regime,
    measured,
    percent_regime,
    pool_regime,
    shortfall_regime,
    tiers_regime,
)

POUNDS = Money(amount=Decimal("120000.00"), currency="GBP")
PHONE = service_level()
MINOR = outcome("2026-10", OutcomeKind.MISSED, "minor")
REPEATED = outcome("2026-10", OutcomeKind.MISSED, "minor", repeat=True)


def claimed(regime: CreditRegime, of: Outcome) -> Claim:
    found = claim_of(regime, of, PHONE)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("kind", "two_thresholds", "expected"),
    [
        (OutcomeKind.MISSED, False, True),
        (OutcomeKind.DEFAULTED, False, True),
        (OutcomeKind.MISSED, True, False),
        (OutcomeKind.DEFAULTED, True, True),
        (OutcomeKind.MET, False, False),
        (OutcomeKind.INCOMPLETE, False, False),
    ],
)
def test_of_two_thresholds_only_a_default_costs(
    kind: OutcomeKind,
    two_thresholds: bool,  # noqa: FBT001 - a column of the table
    expected: bool,  # noqa: FBT001 - a column of the table
) -> None:
    level = service_level(repeated_miss=NthMiss() if two_thresholds else None)
    assert owes(outcome(kind=kind), level) is expected


@pytest.mark.parametrize(
    ("failed", "share", "points", "how"),
    [
        (MINOR, "1/100", 1, "1 point x 1 % of GBP 120,000.00"),
        (REPEATED, "1/100", 2, "repeated, 2 points x 1 % of GBP 120,000.00"),
        (
            outcome(kind=OutcomeKind.DEFAULTED, band="serious"),
            "2/100",
            2,
            "2 points x 1 % of GBP 120,000.00",
        ),
    ],
)
def test_points_are_those_of_the_band(failed: Outcome, share: str, points: int, how: str) -> None:
    found = claimed(points_regime(), failed)
    assert (found.share, found.repeated_points) == (Fraction(share), Decimal(points))
    assert found.worked_out(POUNDS) == how


@pytest.mark.parametrize(
    "free",
    [
        outcome(),
        outcome(kind=OutcomeKind.MISSED, band=None),
        outcome(kind=OutcomeKind.MISSED, band="unheard of"),
        outcome(kind=OutcomeKind.RELIEVED, band="minor"),
    ],
)
@pytest.mark.parametrize("regime", [points_regime(), conversion_regime(("1", "1"))])
def test_without_points_there_is_no_claim(regime: CreditRegime, free: Outcome) -> None:
    assert claim_of(regime, free, PHONE) is None


def test_points_of_a_conversion_are_worth_nothing_by_themselves() -> None:
    found = claimed(conversion_regime(("1", "1")), MINOR)
    assert found.points == 1
    assert found.money(Fraction(1000)) == 0
    assert found.worked_out(POUNDS) == "1 point"


def test_a_pool_owes_the_allocation_of_the_share_of_what_is_at_risk() -> None:
    regime = pool_regime("10", "50", phone="40", mail="60")
    found = claimed(regime, MINOR)
    assert found.money(Fraction(100_000)) == 2000
    assert found.worked_out(POUNDS) == ("40 % of calls, 50 % of 10 % at risk of GBP 120,000.00")
    assert claim_of(regime, outcome(), PHONE) is None


@pytest.mark.parametrize(
    ("target", "value", "step", "at_target", "due"),
    [
        ("98", "75", None, False, 23000),
        ("90", "87.40", None, False, 2600),
        ("90", "90", None, False, None),
        ("90", "90", None, True, 0),
        ("90", "90", "1", True, 0),
        ("90", "90.01", "1", True, None),
        ("90", "89.01", "1", True, 0),
        ("90", "89", "1", True, 1000),
        ("90", "87.40", "1", True, 2000),
        ("90", "88.0001", "0.5", False, 3000),
        ("90", "91", "1", False, None),
    ],
)
def test_a_shortfall_costs_by_the_point_or_by_full_steps(
    target: str,
    value: str,
    step: str | None,
    at_target: bool,  # noqa: FBT001 - a column of the table
    due: int | None,
) -> None:
    regime = shortfall_regime("1", step, breach_at_target=at_target)
    found = claim_of(regime, measured(value, target), PHONE)
    assert (None if found is None else found.money(Fraction(100_000))) == due


def test_what_was_short_is_told() -> None:
    found = claimed(shortfall_regime("1", "1"), measured("87.4"))
    assert found.worked_out(POUNDS) == "2.6 short, 2 full steps of 1 x 1 % of GBP 120,000.00"


def test_a_miss_without_a_value_is_short_of_nothing() -> None:
    silent = measured("80", compared_value=None)
    assert claimed(shortfall_regime(breach_at_target=True), silent).share == 0


def test_distances_count_outside_a_range_and_above_a_ceiling() -> None:
    late = measured("92", target=at_most("90"), kind=OutcomeKind.MISSED)
    outside = measured("93", target=within("80", "90"), kind=OutcomeKind.MISSED)
    assert claimed(shortfall_regime(), late).share == Fraction(2, 100)
    assert claimed(shortfall_regime(), outside).share == Fraction(3, 100)


CLOUD = tiers_regime(("99.9", "10"), ("99.0", "25"), ("95.0", "100"))


@pytest.mark.parametrize(
    ("value", "percent"),
    [
        ("100", None),
        ("99.9", None),
        ("99.8999", 10),
        ("99.0", 10),
        ("98.99", 25),
        ("95.0", 25),
        ("94.9999", 100),
        ("0", 100),
    ],
)
def test_the_last_tier_that_was_passed_counts(value: str, percent: int | None) -> None:
    found = claim_of(CLOUD, measured(value, "99.9"), PHONE)
    assert (None if found is None else found.share * 100) == percent


def test_the_target_plays_no_part_in_tiers() -> None:
    met = claimed(CLOUD, measured("99.5", "95"))
    assert met.worked_out(POUNDS) == "below 99.9, 10 % of GBP 120,000.00"


@pytest.mark.parametrize(("value", "percent"), [("2", None), ("2.0001", 5), ("4", 5), ("4.1", 20)])
def test_tiers_rise_where_lower_is_better(value: str, percent: int | None) -> None:
    regime = tiers_regime(("2", "5"), ("4", "20"))
    found = claim_of(regime, measured(value, target=at_most("2")), PHONE)
    assert (None if found is None else found.share * 100) == percent


@pytest.mark.parametrize(
    "unknown", [measured("90", compared_value=None), measured("90", target=None)]
)
def test_without_a_value_or_a_target_no_tier_is_passed(unknown: Outcome) -> None:
    assert claim_of(CLOUD, unknown, PHONE) is None


@pytest.mark.parametrize(
    ("regime", "value", "money", "how"),
    [
        (flat_regime("500.00"), "89", 500, "GBP 500.00"),
        (flat_regime("500", every=Decimal(1)), "89", 500, "1 step of 1 begun x GBP 500"),
        (flat_regime("500", every=Decimal(1)), "88.9999", 1000, "2 steps of 1 begun x GBP 500"),
        (percent_regime("3"), "89", 3000, "3 % of GBP 120,000.00"),
        (
            percent_regime("3", every=Decimal("0.5")),
            "89",
            6000,
            "2 steps of 0.5 begun x 3 % of GBP 120,000.00",
        ),
        (replace(flat_regime(), amount=None), "89", 0, "GBP 0"),
    ],
)
def test_a_flat_amount_is_due_a_miss_or_a_step_begun(
    regime: CreditRegime, value: str, money: int, how: str
) -> None:
    found = claimed(regime, measured(value))
    assert found.money(Fraction(100_000)) == money
    assert found.worked_out(POUNDS) == how
    assert claim_of(regime, measured("90"), PHONE) is None


def test_silence_costs_one_step_at_least() -> None:
    silent = measured("80", compared_value=None)
    assert claimed(flat_regime("500", every=Decimal(1)), silent).amount == 500


def test_without_charges_they_are_not_told() -> None:
    assert claimed(percent_regime("3"), measured("89")).worked_out(None) == "3 %"


@pytest.mark.parametrize(
    ("regime", "about"),
    [
        (points_regime(), {"phone", "mail"}),
        (conversion_regime(), {"phone", "mail"}),
        (pool_regime("10", "100", mail="100"), {"mail"}),
        (shortfall_regime(), {"phone"}),
        (CLOUD, {"phone"}),
        (flat_regime(), {"phone"}),
    ],
)
def test_a_regime_is_about_levels_of_its_service_that_bear_money(
    regime: CreditRegime, about: set[str]
) -> None:
    levels = [service_level(id=name) for name in ("phone", "mail")]
    assert {level.id for level in levels if is_about(regime, level)} == about
    others = [
        service_level(id=name, **change)
        for name in about
        for change in ({"service": "chat"}, {"bears_money": False})
    ]
    assert not any(is_about(regime, level) for level in others)
