"""Whatever is written into a text column comes back equal."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.adapters.store.codec import (
    fraction_of,
    fraction_text,
    json_text,
    optional_decimal_of,
    optional_fraction_of,
    optional_fraction_text,
    optional_period_of,
    pairs_of,
    period_of,
    target_of,
    target_text,
    words_of,
)
from concord.domain.period import MeasurementPeriod, PeriodLength
from concord.domain.quantity import Direction, Target

decimals = st.decimals(allow_nan=False, allow_infinity=False)
pairs = st.lists(st.tuples(st.text(), st.text())).map(tuple)
targets = st.builds(
    Target,
    direction=st.sampled_from(Direction),
    limit=decimals,
    upper=st.none() | decimals,
)


@given(st.fractions())
def test_a_fraction_comes_back_exactly(number: Fraction) -> None:
    assert fraction_of(fraction_text(number)) == number
    assert optional_fraction_of(optional_fraction_text(number)) == number


def test_nothing_stays_nothing() -> None:
    assert optional_fraction_text(None) is None
    assert optional_fraction_of(None) is None
    assert optional_decimal_of(None) is None
    assert optional_period_of(None) is None
    assert target_text(None) is None
    assert target_of(None) is None


@given(pairs)
def test_pairs_of_any_texts_come_back_in_order(dimension: tuple[tuple[str, str], ...]) -> None:
    assert pairs_of(json_text(dimension)) == dimension


@given(st.lists(st.text(st.characters())).map(tuple))
def test_a_list_of_any_texts_comes_back_and_is_plain_ascii(words: tuple[str, ...]) -> None:
    assert words_of(json_text(words)) == words
    assert json_text(words).isascii()


@given(targets)
def test_a_target_comes_back_with_its_digits(target: Target) -> None:
    found = target_of(target_text(target))
    assert found == target
    assert found is not None
    assert str(found.limit) == str(target.limit)


@pytest.mark.parametrize("length", PeriodLength)
@given(day=st.dates())
def test_a_period_of_any_length_comes_back(length: PeriodLength, day: object) -> None:
    period = MeasurementPeriod.containing(day, length)  # type: ignore[arg-type]
    assert period_of(str(period)) == period
    assert optional_period_of(str(period)) == period
