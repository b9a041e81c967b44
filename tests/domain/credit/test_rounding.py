"""Credits are rounded once, by the contract's rule or to the unit of their currency."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.credit import places_of, rounded
from concord.domain.service_level import Rounding, RoundingMode


@pytest.mark.parametrize(
    ("amount", "rounding", "expected"),
    [
        ("10.005", None, "10.01"),
        ("10.0049", None, "10.00"),
        ("10.005", Rounding(places=2, mode=RoundingMode.HALF_EVEN), "10.00"),
        ("10.009", Rounding(places=2, mode=RoundingMode.TRUNCATE), "10.00"),
        ("10.5", Rounding(places=0), "11"),
        ("10.49", Rounding(places=0), "10"),
        ("0", Rounding(places=2), "0.00"),
        ("-10.005", None, "-10.01"),
    ],
)
def test_the_rule_of_the_contract_rounds(
    amount: str, rounding: Rounding | None, expected: str
) -> None:
    assert str(rounded(Decimal(amount), "GBP", rounding)) == expected


@pytest.mark.parametrize(
    ("currency", "places", "expected"),
    [
        ("GBP", 2, "12345.68"),
        ("JPY", 0, "12346"),
        ("XOF", 0, "12346"),
        ("KWD", 3, "12345.679"),
        ("CHF", 2, "12345.68"),
    ],
)
def test_a_currency_has_its_own_unit(currency: str, places: int, expected: str) -> None:
    assert places_of(currency) == places
    assert str(rounded(Fraction("12345.6785"), currency, None)) == expected


@given(st.fractions(0, 10**9))
def test_nothing_moves_by_more_than_half_a_unit(amount: Fraction) -> None:
    assert abs(Fraction(rounded(amount, "GBP", None)) - amount) <= Fraction(1, 200)
