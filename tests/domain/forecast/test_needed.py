"""The value over the rest with which a period just reaches its target."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.forecast.interval import Bound, Interval, accepted
from concord.domain.forecast.needed import RunningRatio, possible
from concord.domain.quantity import PERCENT, SECONDS, Target
from concord.domain.service_level import Rounding, RoundingMode
from tests.builders import at_least, at_most, kpi, within


def sums(numerator: int, denominator: int, rest: int, unit: str = PERCENT) -> RunningRatio:
    return RunningRatio(
        numerator=Fraction(numerator),
        denominator=Fraction(denominator),
        rest=Fraction(rest),
        unit=unit,
    )


def bound(value: str) -> Bound:
    return Bound(value=Fraction(value))


@pytest.mark.parametrize(
    ("running", "target", "needed"),
    [
        # 160 of 200 make 80 %: 85 of the 100 to come.
        (sums(75, 100, 100), at_least("80"), Interval(low=bound("85"))),
        (sums(60, 100, 100), at_least("80"), Interval(low=bound("100"))),
        (sums(59, 100, 100), at_least("80"), Interval(low=bound("101"))),
        (sums(160, 100, 100), at_least("80"), Interval(low=bound("0"))),
        (sums(200, 100, 100), at_least("80"), Interval(low=bound("-40"))),
        (sums(0, 0, 50), at_least("80"), Interval(low=bound("80"))),
        (sums(7, 100, 100), at_most("5"), Interval(high=bound("3"))),
        (sums(40_000, 100, 50, SECONDS), at_most("360"), Interval(high=bound("280"))),
        (
            sums(40_000, 100, 50, SECONDS),
            within("360", "420"),
            Interval(low=bound("280"), high=bound("460")),
        ),
    ],
)
def test_the_rest_makes_up_for_what_came_so_far(
    running: RunningRatio, target: Target, needed: Interval
) -> None:
    assert running.needed(accepted(target, None)) == needed


def test_a_rest_like_the_days_so_far_changes_nothing() -> None:
    assert sums(75, 100, 33).ending(Fraction(75)) == 75


@pytest.mark.parametrize(
    ("unit", "may_exceed_100", "expected"),
    [
        (PERCENT, False, Interval(low=bound("0"), high=bound("100"))),
        (PERCENT, True, Interval(low=bound("0"))),
        (SECONDS, False, Interval(low=bound("0"))),
        ("points", False, Interval()),
    ],
)
def test_what_a_kpi_can_come_to_at_all_is_told_by_its_unit(
    unit: str, expected: Interval, *, may_exceed_100: bool
) -> None:
    assert possible(kpi(unit=unit, may_exceed_100=may_exceed_100)) == expected


counts = st.integers(0, 5000)
volumes = st.integers(1, 5000)
roundings = st.none() | st.builds(
    Rounding, places=st.integers(0, 2), mode=st.sampled_from(RoundingMode)
)


def meets(target: Target, rounding: Rounding | None, value: Fraction) -> bool:
    return target.is_met_by(value if rounding is None else rounding.apply(value))


@given(counts, counts, volumes, st.decimals("0.01", "100", places=2), roundings)
def test_with_the_needed_value_the_target_is_just_met_and_with_less_it_is_missed(
    numerator: int, denominator: int, rest: int, limit: Decimal, rounding: Rounding | None
) -> None:
    target = at_least(str(limit))
    running = sums(numerator, denominator, rest)
    low = running.needed(accepted(target, rounding)).low
    assert low is not None
    one_item = Fraction(100, rest)
    assert meets(target, rounding, running.ending(low.value)) == low.included
    assert meets(target, rounding, running.ending(low.value + one_item))
    assert not meets(target, rounding, running.ending(low.value - one_item))


@given(counts, counts, volumes, st.decimals("0.01", "100", places=2), roundings)
def test_an_upper_limit_is_the_same_turned_round(
    numerator: int, denominator: int, rest: int, limit: Decimal, rounding: Rounding | None
) -> None:
    target = at_most(str(limit))
    running = sums(numerator, denominator, rest)
    high = running.needed(accepted(target, rounding)).high
    assert high is not None
    one_item = Fraction(100, rest)
    assert meets(target, rounding, running.ending(high.value)) == high.included
    assert meets(target, rounding, running.ending(high.value - one_item))
    assert not meets(target, rounding, running.ending(high.value + one_item))
