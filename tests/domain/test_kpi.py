"""Ratios of sums, and figures written exactly."""

from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.kpi import as_text, ratio, terminating
from concord.domain.quantity import PERCENT, SECONDS
from tests.builders import expression, kpi


def test_a_ratio_kpi_is_computed_from_its_two_parts() -> None:
    rate = kpi()
    assert rate.expressions == (rate.numerator, rate.denominator)


def test_any_other_kpi_is_computed_from_its_value() -> None:
    longest = expression('max("handle_s")', "handle_s")
    assert kpi(numerator=None, denominator=None, value=longest).expressions == (longest,)


@pytest.mark.parametrize(
    ("numerator", "denominator", "unit", "expected"),
    [
        (860, 1060, PERCENT, Fraction(8600, 106)),
        (9, 2, SECONDS, Fraction(9, 2)),
        (0, 10, PERCENT, Fraction(0)),
        (0, 0, PERCENT, None),
        (5, 0, PERCENT, None),
        (5, -1, PERCENT, None),
        (None, 10, PERCENT, None),
        (5, None, PERCENT, None),
    ],
)
def test_no_volume_is_no_value(
    numerator: int | None, denominator: int | None, unit: str, expected: Fraction | None
) -> None:
    above, below = (None if p is None else Fraction(p) for p in (numerator, denominator))
    assert ratio(above, below, unit) == expected


ABANDONED_CALLS = {
    "counted as met": ("880", "1060", "83.02"),
    "ignored": ("860", "1000", "86.00"),
    "all hurt": ("860", "1060", "81.13"),
    "in time excluded": ("860", "1040", "82.69"),
    "short ones credited": ("870", "1060", "82.08"),
    "short ones excluded": ("860", "1050", "81.90"),
    "two sites pooled": (300 * Fraction(78, 100) + 1200 * Fraction(85, 100), 1500, "83.60"),
    "two queues pooled": (725 + 37, 1092 + 74, "65.35"),
}


@pytest.mark.parametrize(
    ("numerator", "denominator", "printed"), ABANDONED_CALLS.values(), ids=ABANDONED_CALLS
)
def test_each_reading_of_abandoned_calls_has_its_own_service_level(
    numerator: str | Fraction, denominator: str | int, printed: str
) -> None:
    share = ratio(Fraction(numerator), Fraction(denominator), PERCENT)
    assert share is not None
    assert f"{float(share):.2f}" == printed


@given(st.lists(st.tuples(st.integers(0, 10**9), st.integers(1, 10**9)), min_size=1))
def test_a_pooled_ratio_lies_between_those_it_pools(parts: list[tuple[int, int]]) -> None:
    pooled = ratio(Fraction(sum(n for n, _ in parts)), Fraction(sum(d for _, d in parts)), PERCENT)
    single = [Fraction(100 * n, d) for n, d in parts]
    assert pooled is not None
    assert min(single) <= pooled <= max(single)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (None, None),
        (Fraction(0), "0"),
        (Fraction(860), "860"),
        (Fraction(1200), "1200"),
        (Fraction(1, 8), "0.125"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(4303, 53), "81.188679245283"),
        (Fraction(8600, 106), "81.1320754716981"),
        (Fraction(2, 3), "0.666666666666667"),
        (Fraction(30, 31), "0.967741935483871"),
        (Fraction(1, 3_000_000_000), "0.000000000333333333333333"),
        (Decimal("82.10"), "82.1"),
        (Decimal(82), "82"),
        (Fraction(1, 2**40), "0.0000000000009094947017729282379150390625"),
        (Fraction(10**40 + 1, 10), "1000000000000000000000000000000000000000.1"),
    ],
)
def test_a_figure_is_written_in_full_where_its_digits_end(
    number: Fraction | Decimal | None, text: str | None
) -> None:
    assert as_text(number) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20))
def test_a_decimal_comes_back_from_its_text(number: Decimal) -> None:
    assert Fraction(as_text(number) or "") == Fraction(number)


@given(st.fractions(max_denominator=10**9))
def test_digits_that_never_end_are_cut_to_fifteen_half_even(number: Fraction) -> None:
    exact = terminating(number)
    if exact is None:
        wanted = Context(prec=15, rounding=ROUND_HALF_EVEN).divide(
            Decimal(number.numerator), Decimal(number.denominator)
        )
        assert Decimal(as_text(number) or "") == wanted
    else:
        assert Fraction(exact) == number
