"""Rounding before comparing, as the contract words it."""

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.service_level import (
    OutcomeKind,
    Rounding,
    RoundingMode,
    rate,
)
from tests.builders import (
    at_least,
    bands,
    evidence,
    period,
    service_level,
    terms,
)

OCTOBER = period("2026-10")


WORLD = Context(prec=60)


AT_LEAST_99 = terms(
    target=at_least("99"), bands=bands("threshold", minor="98", serious="97", severe="96")
)


@pytest.mark.parametrize(
    ("mode", "value", "kind", "compared"),
    [
        (RoundingMode.HALF_UP, "98.95", OutcomeKind.MET, "99"),
        (RoundingMode.HALF_UP, "98.9499", OutcomeKind.MISSED, "98.9"),
        (RoundingMode.TRUNCATE, "98.95", OutcomeKind.MISSED, "98.9"),
        (RoundingMode.HALF_EVEN, "98.95", OutcomeKind.MET, "99"),
        (RoundingMode.HALF_EVEN, "98.85", OutcomeKind.MISSED, "98.8"),
        (RoundingMode.HALF_EVEN, "98.8500001", OutcomeKind.MISSED, "98.9"),
    ],
)
def test_a_value_is_rounded_as_agreed_before_it_is_compared(
    mode: RoundingMode, value: str, kind: OutcomeKind, compared: str
) -> None:
    level = service_level(terms=(AT_LEAST_99,), rounding=Rounding(places=1, mode=mode))
    outcome = rate(level, OCTOBER, (), evidence(value))
    assert (outcome.kind, outcome.compared_value) == (kind, Fraction(compared))
    assert outcome.value == Fraction(value)


PYTHON_NAMES = {
    RoundingMode.HALF_UP: ROUND_HALF_UP,
    RoundingMode.HALF_EVEN: ROUND_HALF_EVEN,
    RoundingMode.TRUNCATE: ROUND_DOWN,
}


@given(
    st.decimals(min_value=-1000, max_value=1000, places=6),
    st.integers(0, 5),
    st.sampled_from(RoundingMode),
)
def test_rounding_is_that_of_decimal_arithmetic(
    value: Decimal, places: int, mode: RoundingMode
) -> None:
    expected = value.quantize(Decimal(1).scaleb(-places), PYTHON_NAMES[mode], WORLD)
    assert Rounding(places=places, mode=mode).apply(Fraction(value)) == Fraction(expected)
