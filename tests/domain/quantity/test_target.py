"""Targets: both ends belong to them, and words and figures agree."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.notation import target_words
from concord.domain.quantity import (
    PERCENT,
    SECONDS,
    Direction,
    QuantityError,
    Target,
    parse_target,
)

LIMITS = st.decimals(min_value=0, max_value=10**6, places=3)
VALUES = st.fractions(min_value=-(10**6), max_value=2 * 10**6, max_denominator=1000)


@st.composite
def targets(draw: st.DrawFn) -> Target:
    low, high = sorted((draw(LIMITS), draw(LIMITS)))
    direction = draw(st.sampled_from(Direction))
    upper = high if direction is Direction.WITHIN else None
    return Target(direction=direction, limit=low, upper=upper)


@pytest.mark.parametrize(
    ("text", "unit", "direction", "limit", "upper"),
    [
        ("at least 80 %", PERCENT, Direction.AT_LEAST, 80, None),
        ("at most 6 min", SECONDS, Direction.AT_MOST, 360, None),
        ("at most PT6M", SECONDS, Direction.AT_MOST, 360, None),
        ("within 360–420 s", SECONDS, Direction.WITHIN, 360, 420),
        ("within 6–7 min", SECONDS, Direction.WITHIN, 360, 420),
        ("within 6 min to 420 s", SECONDS, Direction.WITHIN, 360, 420),
        ("within 80%-90%", PERCENT, Direction.WITHIN, 80, 90),
        ("within 80 - 90 %", PERCENT, Direction.WITHIN, 80, 90),
        ("within 3 to 4", "points", Direction.WITHIN, 3, 4),
        ("within 3–3 points", "points", Direction.WITHIN, 3, 3),
        ("within -5–5 points", "points", Direction.WITHIN, -5, 5),
        ("within -5 to -3", "points", Direction.WITHIN, -5, -3),
    ],
)
def test_a_target_is_read_in_words(
    text: str, unit: str, direction: Direction, limit: int, upper: int | None
) -> None:
    target = parse_target(text, unit)
    expected = Target(
        direction=direction,
        limit=Decimal(limit),
        upper=None if upper is None else Decimal(upper),
    )
    assert target == expected
    assert target.top == Decimal(limit if upper is None else upper)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("80 %", PERCENT),
        ("at least 80", PERCENT),
        ("at least 0.8", PERCENT),
        ("At least 80 %", PERCENT),
        ("at least80 %", PERCENT),
        ("at least", PERCENT),
        ("at least at least 80 %", PERCENT),
        ("above 80 %", PERCENT),
        (">= 80 %", PERCENT),
        ("at least 80–90 %", PERCENT),
        ("within 80 %", PERCENT),
        ("within 90–80 %", PERCENT),
        ("within 80–90", PERCENT),
        ("within 80 %–90", PERCENT),
        ("within 80\N{EM DASH}90 %", PERCENT),
        ("within 80–90 % or so", PERCENT),
        ("within 80to90 %", PERCENT),
        ("within 1,00–2,00 %", PERCENT),
        ("within 360–420", SECONDS),
        ("within 6 min–360 %", SECONDS),
        ("within 420–360 s", SECONDS),
        ("within 5 s", SECONDS),
    ],
)
def test_a_target_that_is_not_clear_is_an_error(text: str, unit: str) -> None:
    with pytest.raises(QuantityError):
        parse_target(text, unit)


@pytest.mark.parametrize(
    ("target", "value", "distance"),
    [
        ("at least 80 %", "79.99", "0.01"),
        ("at least 80 %", "80", "0"),
        ("at most 30 %", "30.01", "0.01"),
        ("at most 30 %", "29", "-1"),
        ("within 70–80 %", "69", "1"),
        ("within 70–80 %", "70", "0"),
        ("within 70–80 %", "80", "0"),
        ("within 70–80 %", "81.5", "1.5"),
    ],
)
def test_both_ends_of_a_target_belong_to_it(target: str, value: str, distance: str) -> None:
    parsed = parse_target(target, PERCENT)
    assert parsed.distance(Fraction(value)) == Fraction(distance)
    assert parsed.is_met_by(Fraction(value)) is (Fraction(distance) <= 0)


@given(targets(), st.sampled_from([PERCENT, SECONDS, "points"]))
def test_a_target_survives_being_written(target: Target, unit: str) -> None:
    assert parse_target(target_words(target, unit), unit) == target


@given(targets(), VALUES)
def test_a_target_is_met_exactly_where_nothing_is_missing(target: Target, value: Fraction) -> None:
    missing = target.distance(value)
    assert target.is_met_by(value) is (missing <= 0)
    if missing > 0:
        nearer = value + missing if value < target.limit else value - missing
        assert target.distance(nearer) == 0
        assert target.is_met_by(nearer)


@given(targets())
def test_its_limits_meet_a_target(target: Target) -> None:
    assert target.distance(Fraction(target.limit)) == 0
    assert target.distance(Fraction(target.top)) == 0


@given(targets(), VALUES, VALUES)
def test_the_distance_changes_no_more_than_the_value(
    target: Target, one: Fraction, other: Fraction
) -> None:
    assert abs(target.distance(one) - target.distance(other)) <= abs(one - other)
