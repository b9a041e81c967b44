"""Conversion: one amount to look at, or none where a rate is not known."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.conversion import Conversion, Rate

POUNDS = Conversion(
    to="GBP",
    rates=(
        Rate(currency="EUR", rate=Decimal("0.8651"), source="ECB", day=date(2026, 10, 30)),
        Rate(currency="JPY", rate=Decimal("0.005"), source="ECB", day=date(2026, 10, 30)),
    ),
)


@pytest.mark.parametrize(
    ("amounts", "total"),
    [
        ([], "0.00"),
        ([("GBP", "10.50")], "10.50"),
        ([("EUR", "100"), ("GBP", "1")], "87.51"),
        ([("JPY", "1")], "0.01"),
        ([("JPY", "-1")], "-0.01"),
        ([("EUR", "100"), ("USD", "1")], None),
    ],
)
def test_amounts_are_added_up_and_rounded_once(
    amounts: list[tuple[str, str]], total: str | None
) -> None:
    found = POUNDS.total((currency, Decimal(amount)) for currency, amount in amounts)
    assert found == (None if total is None else Decimal(total))


@given(
    amounts=st.lists(
        st.tuples(st.sampled_from(["GBP", "EUR", "JPY"]), st.decimals(0, 10**9, places=2))
    )
)
def test_the_total_is_within_a_cent_of_its_parts(amounts: list[tuple[str, Decimal]]) -> None:
    rates = {rate.currency: rate.rate for rate in POUNDS.rates} | {"GBP": Decimal(1)}
    exact = sum((amount * rates[currency] for currency, amount in amounts), Decimal(0))
    total = POUNDS.total(amounts)
    assert total is not None
    assert abs(total - exact) <= Decimal("0.005")
