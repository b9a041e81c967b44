"""Amounts in a KPI's unit: another unit is never converted by a guess."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.quantity import PERCENT, SECONDS, QuantityError, parse_in_unit


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("80 %", PERCENT, "80"),
        ("6 min", SECONDS, "360"),
        ("360 s", SECONDS, "360"),
        ("PT6M", SECONDS, "360"),
        ("0.1 s", SECONDS, "0.1"),
        ("-5 min", SECONDS, "-300"),
        ("40", "points", "40"),
        ("40 points", "points", "40"),
        ("4.5 GBP/contact (net)", "GBP/contact (net)", "4.5"),
        ("1,200 calls", "calls", "1200"),
    ],
)
def test_an_amount_is_read_in_the_unit_of_its_kpi(text: str, unit: str, expected: str) -> None:
    assert parse_in_unit(text, unit) == Decimal(expected)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("80", PERCENT),
        ("0.8", PERCENT),
        ("80 percent", PERCENT),
        ("6", SECONDS),
        ("6 m", SECONDS),
        ("6 apples", SECONDS),
        ("6:00", SECONDS),
        ("40 %", "points"),
        ("40points", "points"),
        ("40 point", "points"),
        ("40 points points", "points"),
        ("points", "points"),
        ("4 axb", "a.b"),
    ],
)
def test_an_amount_in_another_unit_is_an_error_that_names_it(text: str, unit: str) -> None:
    with pytest.raises(QuantityError) as refused:
        parse_in_unit(text, unit)
    assert refused.value.found == text
    assert {PERCENT: "%", SECONDS: "s"}.get(unit, unit) in refused.value.expected


@given(
    st.decimals(min_value=-(10**9), max_value=10**9, places=3),
    st.sampled_from([(PERCENT, " %"), (SECONDS, " s"), ("points", ""), ("points", " points")]),
)
def test_an_amount_survives_being_written(amount: Decimal, unit: tuple[str, str]) -> None:
    assert parse_in_unit(f"{amount:,f}{unit[1]}", unit[0]) == amount
