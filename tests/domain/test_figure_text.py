"""Figures in a sentence: with their unit, at most two decimals."""

from decimal import Decimal
from fractions import Fraction

import pytest

from concord.domain.figure_text import dimension_text, target_text, value_text
from concord.domain.quantity import Target
from tests.builders import at_least, at_most, within


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (None, "percent", "no data"),
        (Fraction(2, 3) * 100, "percent", "66.67 %"),
        (Decimal("80.50"), "percent", "80.5 %"),
        (Decimal(360), "seconds", "360 s"),
        (Decimal(12345), "", "12,345"),
        (Decimal("4.2"), "points", "4.2 points"),
    ],
)
def test_a_figure(value: Fraction | Decimal | None, unit: str, text: str) -> None:
    assert value_text(value, unit) == text


@pytest.mark.parametrize(
    ("target", "text"),
    [
        (at_least("82"), "at least 82 s"),
        (at_most("30"), "at most 30 s"),
        (within("360", "420"), "within 360 s to 420 s"),
    ],
)
def test_a_target_as_an_agreement_writes_it(target: Target, text: str) -> None:
    assert target_text(target, "seconds") == text


def test_a_part_is_named_by_its_columns() -> None:
    assert dimension_text((("site", "manila"), ("team", "A"))) == "site manila, team A"
    assert dimension_text(()) == "Total"
