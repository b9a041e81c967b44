"""Decimal and thousands signs, told by numbers that can be read in one way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.proposal.number_signs import number_signs


@pytest.mark.parametrize(
    ("texts", "decimal", "thousands"),
    [
        ("12 7", ".", ""),
        ("1.234,56 7", ",", "."),
        ("1,234.56", ".", ","),
        ("7,5 8,25", ",", ""),
        ("7.5 0.125", ".", ""),
        ("0,125", ",", ""),
        ("1,234,567", ".", ","),
        ("1.234.567", ",", "."),
        ("1'234.5", ".", "'"),
        ("1'234", ".", "'"),
        ("7,5 1.234", ",", "."),
        ("7.5 1,234", ".", ","),
        ("7.5 1.234", ".", ""),
        ("7,5 %", ",", ""),
        ("-7,5 x 03.10.2026", ",", ""),
        ("7,5 8,5 9.5", ",", ""),
    ],
)
def test_the_signs_that_most_texts_speak_for(texts: str, decimal: str, thousands: str) -> None:
    signs = number_signs(texts.split())
    assert (signs.decimal, signs.thousands, signs.unclear) == (decimal, thousands, ())


@pytest.mark.parametrize(
    ("texts", "decimal", "thousands"), [("1,234", ".", ","), ("1.234 2.345", ",", ".")]
)
def test_a_factor_of_a_thousand_is_left_to_a_person(
    texts: str, decimal: str, thousands: str
) -> None:
    signs = number_signs(texts.split())
    assert (signs.decimal, signs.thousands) == (decimal, thousands)
    assert signs.unclear == tuple(texts.split())


def test_a_space_groups_thousands() -> None:
    assert number_signs(["1\u00a0234,5", "12"]).thousands == " "


@given(st.lists(st.text(alphabet="0123456789.,' %-", max_size=12)))
def test_the_two_signs_always_differ(texts: list[str]) -> None:
    signs = number_signs(texts)
    assert signs.decimal in {".", ","}
    assert signs.decimal != signs.thousands
