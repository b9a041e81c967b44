"""Digits of amounts, and figures in words."""

from decimal import Decimal
from fractions import Fraction

import pytest

from concord.domain.credit.digits import as_decimal, counted


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (Fraction(1, 8), "0.125"),
        (Fraction(1200), "1200"),
        (Fraction(1, 3), "0.333333333333"),
        (Fraction(2, 3), "0.666666666667"),
        (Fraction(1, 2**41), "0.000000000000"),
    ],
)
def test_amounts_keep_twelve_places(amount: Fraction, expected: str) -> None:
    assert f"{as_decimal(amount):f}" == expected


@pytest.mark.parametrize(
    ("number", "words"), [(1, "1 point"), (2, "2 points"), ("2.5", "2.5 points"), (0, "0 points")]
)
def test_one_is_not_several(number: str | int, words: str) -> None:
    assert counted(Decimal(number), "point") == words
