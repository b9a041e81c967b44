"""Bonuses: negative credits of their own, for values beyond a stretch target."""

from decimal import Decimal
from fractions import Fraction

import pytest

from concord.domain.credit import Bonus, CreditLine
from concord.domain.credit.bonus import bonus_credit, bonus_lines
from concord.domain.service_level import Outcome, OutcomeKind, Rounding, RoundingMode
from tests.builders import at_least, period, service_level
from tests.builders_credit import flat_regime, measured

LEVELS = {"phone": service_level(stretch=at_least("95")), "mail": service_level(id="mail")}
AMOUNT = Bonus(service_level="phone", amount=Decimal(500))
PERCENT = Bonus(service_level="phone", percent=Decimal("0.5"))


def earned(of: Outcome, *bonuses: Bonus, charges: int | None = 100_000) -> tuple[CreditLine, ...]:
    known = None if charges is None else Fraction(charges)
    return bonus_lines(flat_regime(bonuses=bonuses), [of], LEVELS, lambda _: known)


@pytest.mark.parametrize(
    ("outcome", "is_earned"),
    [
        (measured("95"), True),
        (measured("94.99"), False),
        (measured("99", kind=OutcomeKind.MISSED), False),
        (measured("99", kind=OutcomeKind.INCOMPLETE), False),
        (measured("99", compared_value=None), False),
        (measured("99", service_level="mail"), False),
    ],
)
def test_a_bonus_is_earned_at_the_stretch_target(
    outcome: Outcome,
    is_earned: bool,  # noqa: FBT001 - a column of the table
) -> None:
    for_mail = Bonus(service_level="mail", amount=Decimal(9))
    assert bool(earned(outcome, AMOUNT, for_mail)) is is_earned


def test_what_no_bonus_is_agreed_for_earns_none() -> None:
    assert earned(measured("99")) == ()


@pytest.mark.parametrize(
    ("bonus", "amount", "how"),
    [(AMOUNT, -500, "GBP 500"), (PERCENT, -500, "0.5 % of GBP 100,000.00")],
)
def test_a_bonus_is_an_amount_or_a_share_of_charges(bonus: Bonus, amount: int, how: str) -> None:
    (line,) = earned(measured("95"), bonus)
    assert (int(line.amount), line.how, line.kind.value) == (amount, how, "bonus")
    assert line.cause == "phone 2026-01 beyond its stretch target"


def test_a_share_waits_for_the_charges_and_an_amount_does_not() -> None:
    assert earned(measured("95"), PERCENT, charges=None) == ()
    assert len(earned(measured("95"), AMOUNT, charges=None)) == 1


def test_a_bonus_without_either_is_worth_nothing() -> None:
    (line,) = earned(measured("95"), Bonus(service_level="phone"))
    assert line.amount == 0


def test_bonuses_are_one_credit_and_rounded_once() -> None:
    rounding = Rounding(places=0, mode=RoundingMode.HALF_UP)
    regime = flat_regime(bonuses=(PERCENT,), rounding=rounding)
    lines = bonus_lines(regime, [measured("95")], LEVELS, lambda _: Fraction(12345))
    found = bonus_credit("flat:phone", regime, period("2026-01"), lines, Fraction(0))
    assert found is not None
    assert (found.regime, str(found.amount), found.is_bonus) == ("bonus:flat:phone", "-62", True)
    assert sum(line.amount for line in found.lines) == found.amount
    assert [line.kind for line in found.lines] == ["bonus", "rounding"]


def test_what_is_set_off_against_credits_is_taken_from_the_bonus() -> None:
    regime = flat_regime(bonuses=(AMOUNT,))
    lines = bonus_lines(regime, [measured("95")], LEVELS, lambda _: None)
    found = bonus_credit("flat:phone", regime, period("2026-01"), lines, Fraction(200))
    assert found is not None
    assert [(line.kind.value, int(line.amount)) for line in found.lines] == [
        ("bonus", -500),
        ("offset", 200),
    ]
    assert str(found.amount) == "-300.00"


def test_without_bonuses_there_is_no_credit() -> None:
    assert bonus_credit("flat:phone", flat_regime(), period("2026-01"), (), Fraction(0)) is None
