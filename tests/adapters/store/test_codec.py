"""Whatever is written into a text column comes back equal."""

from datetime import date
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
    period_text,
    target_of,
    target_text,
    words_of,
)
from concord.domain.period import MeasurementPeriod, PeriodLength, YearStart
from concord.domain.quantity import Direction, Target
from tests.builders_period import PERIODS

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


@given(PERIODS)
def test_a_period_of_any_kind_comes_back(period: MeasurementPeriod) -> None:
    assert period_of(period_text(period)) == period
    assert optional_period_of(period_text(period)) == period


@given(st.dates(), st.sampled_from(PeriodLength))
def test_a_period_of_the_calendar_is_written_as_people_write_it(
    day: date, length: PeriodLength
) -> None:
    period = MeasurementPeriod.containing(day, length)
    assert period_text(period) == str(period)
    assert period_of(str(period)) == period


def test_a_fiscal_period_is_written_with_the_start_of_its_year() -> None:
    tax_year = YearStart(month=4, day=6)
    period = MeasurementPeriod.parse("FY2026-Q2", tax_year)
    assert period_text(period) == "FY2026-Q2@04-06"
    with pytest.raises(ValueError, match="nothing says when that starts"):
        period_of("FY2026-Q2")
