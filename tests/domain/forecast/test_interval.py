"""Which exact values keep to a target once they are rounded."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.forecast.interval import Bound, Interval, accepted
from concord.domain.quantity import Direction, Target
from concord.domain.service_level import Rounding, RoundingMode
from tests.builders import at_least, at_most, within

HALF_UP, HALF_EVEN, TRUNCATE = RoundingMode


def whole(mode: RoundingMode) -> Rounding:
    return Rounding(places=0, mode=mode)


def bound(text: str, *, included: bool = True) -> Bound:
    return Bound(value=Fraction(text), included=included)


@pytest.mark.parametrize(
    ("target", "rounding", "low", "high"),
    [
        (at_least("80"), None, bound("80"), None),
        (at_most("5"), None, None, bound("5")),
        (within("360", "420"), None, bound("360"), bound("420")),
        (at_least("80"), whole(HALF_UP), bound("79.5"), None),
        (at_least("79.6"), whole(HALF_UP), bound("79.5"), None),
        (at_least("80"), whole(HALF_EVEN), bound("79.5"), None),
        (at_least("81"), whole(HALF_EVEN), bound("80.5", included=False), None),
        (at_least("80"), whole(TRUNCATE), bound("80"), None),
        (at_least("0"), whole(TRUNCATE), bound("-1", included=False), None),
        (at_least("0"), whole(HALF_UP), bound("-0.5", included=False), None),
        (at_most("5"), whole(HALF_UP), None, bound("5.5", included=False)),
        (at_most("5"), whole(HALF_EVEN), None, bound("5.5", included=False)),
        (at_most("4"), whole(HALF_EVEN), None, bound("4.5")),
        (at_most("5"), whole(TRUNCATE), None, bound("6", included=False)),
    ],
)
def test_rounding_moves_the_end_of_what_is_accepted(
    target: Target, rounding: Rounding | None, low: Bound | None, high: Bound | None
) -> None:
    assert accepted(target, rounding) == Interval(low=low, high=high)


PERCENT_OF_ALL = Interval(low=bound("0"), high=bound("100"))
limits = st.decimals("-50", "150", places=2)
values = st.fractions(-60, 160, max_denominator=2000)
roundings = st.none() | st.builds(
    Rounding, places=st.integers(0, 2), mode=st.sampled_from(RoundingMode)
)


@st.composite
def targets(draw: st.DrawFn) -> Target:
    low, high = sorted((draw(limits), draw(limits)))
    direction = draw(st.sampled_from(Direction))
    return Target(
        direction=direction, limit=low, upper=high if direction is Direction.WITHIN else None
    )


@given(targets(), roundings, values)
def test_a_value_is_accepted_exactly_where_its_rounding_keeps_to_the_target(
    target: Target, rounding: Rounding | None, value: Fraction
) -> None:
    rounded = value if rounding is None else rounding.apply(value)
    only = Interval(low=Bound(value=value), high=Bound(value=value))
    assert accepted(target, rounding).meets(only) == target.is_met_by(rounded)


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        (Interval(), Interval(), True),
        (Interval(low=bound("80")), Interval(high=bound("80")), True),
        (Interval(low=bound("80", included=False)), Interval(high=bound("80")), False),
        (Interval(low=bound("80.1")), Interval(high=bound("80")), False),
        (Interval(low=bound("2"), high=bound("1")), Interval(), False),
    ],
)
def test_intervals_meet_where_they_share_a_value(
    one: Interval, other: Interval, *, shared: bool
) -> None:
    assert (one.meets(other), other.meets(one)) == (shared, shared)


@pytest.mark.parametrize(
    ("needed", "possible", "said"),
    [
        (Interval(low=bound("85")), PERCENT_OF_ALL, Interval(low=bound("85"))),
        (Interval(low=bound("104")), PERCENT_OF_ALL, Interval(low=bound("104"))),
        (Interval(low=bound("-16")), PERCENT_OF_ALL, Interval()),
        (Interval(low=bound("0")), PERCENT_OF_ALL, Interval()),
        (
            Interval(low=bound("0", included=False)),
            PERCENT_OF_ALL,
            Interval(low=bound("0", included=False)),
        ),
        (Interval(low=bound("-5"), high=bound("7")), PERCENT_OF_ALL, Interval(high=bound("7"))),
        (Interval(low=bound("-5")), Interval(), Interval(low=bound("-5"))),
    ],
)
def test_an_end_that_leaves_out_nothing_possible_says_nothing(
    needed: Interval, possible: Interval, said: Interval
) -> None:
    assert needed.within(possible) == said


def test_moving_keeps_what_is_included_and_what_is_open() -> None:
    moved = Interval(low=bound("1", included=False)).moved(lambda end: end * 2)
    assert moved == Interval(low=bound("2", included=False))


def test_no_value_rounds_into_a_range_that_lies_between_two_steps() -> None:
    nowhere = accepted(within("80.04", "80.06"), Rounding(places=1))
    assert not nowhere.meets(Interval())
    assert not nowhere.meets(Interval(low=Bound(value=Fraction(Decimal("80.05")))))
