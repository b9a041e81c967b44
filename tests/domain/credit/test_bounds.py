"""Bounds of a credit: their order, and what each takes away."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.credit import Cap
from concord.domain.credit.bounds import Room, bounded
from concord.domain.service_level import Rounding, RoundingMode
from tests.builders_credit import flat_regime, pool_regime

ROOM = Room(charges=Fraction(100_000))


@pytest.mark.parametrize(
    ("due", "month", "year", "minimum", "amount", "steps"),
    [
        ("4000", None, None, "0", "4000.00", []),
        ("4000", "4", None, "0", "4000.00", []),
        ("4000.01", "4", None, "0", "4000.00", ["month_cap"]),
        ("9000", "4", "2500", "0", "2500.00", ["month_cap", "year_cap"]),
        ("3000", "4", "2500", "0", "2500.00", ["year_cap"]),
        ("3000", None, "-10", "0", "0.00", ["year_cap"]),
        ("9000", "4", "2500", "2500", "2500.00", ["month_cap", "year_cap"]),
        ("9000", "4", "2500", "2500.01", "0.00", ["month_cap", "year_cap", "minimum"]),
        ("0.999", None, None, "1", "0.00", ["minimum"]),
        ("0.995", None, None, "0.995", "1.00", []),
        ("0", None, None, "5", "0.00", []),
    ],
)
def test_caps_come_before_the_minimum_and_rounding_is_last(
    due: str, month: str | None, year: str | None, minimum: str, amount: str, steps: list[str]
) -> None:
    regime = flat_regime(
        cap=Cap(month=None if month is None else Decimal(month)), minimum=Decimal(minimum)
    )
    room = Room(charges=ROOM.charges, year=None if year is None else Fraction(year))
    found = bounded(Fraction(due), regime, room)
    assert str(found.amount) == amount
    assert [line.kind for line in found.lines] == steps
    assert found.capped == any(step.endswith("cap") for step in steps)


def test_a_pool_owes_no_more_than_is_at_risk() -> None:
    found = bounded(Fraction(12_000), pool_regime("10", "100", phone="100"), ROOM)
    assert (str(found.amount), found.capped) == ("10000.00", True)
    (line,) = found.lines
    assert (line.kind.value, line.cause) == ("at_risk", "at risk: 10 %")
    assert line.amount == -2000


def test_the_contract_s_rounding_is_the_last_step() -> None:
    regime = flat_regime(rounding=Rounding(places=0, mode=RoundingMode.TRUNCATE))
    assert str(bounded(Fraction("10.99"), regime, ROOM).amount) == "10"


@given(
    due=st.decimals(0, 10**6, places=3),
    month=st.decimals(0, 20, places=2),
    year=st.decimals(-10, 10**5, places=2),
    charges=st.decimals(0, 10**6, places=2),
)
def test_a_credit_never_exceeds_its_caps(
    due: Decimal, month: Decimal, year: Decimal, charges: Decimal
) -> None:
    regime = flat_regime(cap=Cap(month=month))
    room = Room(charges=Fraction(charges), year=Fraction(year))
    found = bounded(Fraction(due), regime, room)
    half = Fraction(1, 200)
    caps = (Fraction(month) / 100 * room.charges, max(Fraction(year), Fraction(0)))
    assert Fraction(found.amount) <= min(Fraction(due), *caps) + half
    exact = Fraction(due) + sum((Fraction(line.amount) for line in found.lines), Fraction(0))
    assert abs(exact - Fraction(found.amount)) <= half
