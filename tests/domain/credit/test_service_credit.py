"""Credits are rounded once, by the contract's rule."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.credit.service_credit import CENT, rounded
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
    ],
)
def test_the_rule_of_the_contract_rounds(
    amount: str, rounding: Rounding | None, expected: str
) -> None:
    assert str(rounded(Decimal(amount), rounding)) == expected


@given(st.decimals(0, 10**9, places=6))
def test_without_a_rule_it_is_half_up_to_the_cent(amount: Decimal) -> None:
    assert rounded(amount, None) == rounded(amount, Rounding(places=2))
    assert abs(rounded(amount, None) - amount) <= CENT / 2
