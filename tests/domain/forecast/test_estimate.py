"""The label: on track, at risk or lost, by what is possible and what is likely."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.forecast.days_needed import DaysNeeded
from concord.domain.forecast.estimate import Estimate, ForecastLabel, of_days, of_ratio, of_value
from concord.domain.forecast.interval import Bound, Interval
from concord.domain.forecast.needed import RunningRatio, possible
from concord.domain.quantity import PERCENT, SECONDS, Target
from tests.builders import at_least, at_most, kpi, within

ON_TRACK, AT_RISK, LOST = ForecastLabel


def label(
    target: Target,
    numerator: int,
    denominator: int,
    rest: int,
    lately: str | None = None,
    unit: str = PERCENT,
) -> ForecastLabel:
    running = RunningRatio(
        numerator=Fraction(numerator),
        denominator=Fraction(denominator),
        rest=Fraction(rest),
        unit=unit,
    )
    so_far = running.numerator / running.denominator if denominator else None
    paces = (
        None if so_far is None else so_far * (100 if unit == PERCENT else 1),
        None if lately is None else Fraction(lately),
    )
    limits = possible(kpi(unit=unit))
    return of_ratio(running, target, limits, paces, None).label


def test_labels_have_an_order_from_good_to_bad() -> None:
    assert sorted(ForecastLabel, key=lambda each: each.rank) == [ON_TRACK, AT_RISK, LOST]


@pytest.mark.parametrize(
    ("numerator", "denominator", "rest", "expected"),
    [
        (80, 100, 100, ON_TRACK),
        (79, 100, 100, AT_RISK),
        (60, 100, 100, AT_RISK),  # exactly reachable: all that is to come
        (59, 100, 100, LOST),  # one too few
        (80, 100, 0, ON_TRACK),
        (79, 100, 0, LOST),
        (0, 0, 100, AT_RISK),
    ],
)
def test_a_share_is_lost_when_not_even_all_of_the_rest_brings_it_back(
    numerator: int, denominator: int, rest: int, expected: ForecastLabel
) -> None:
    assert label(at_least("80"), numerator, denominator, rest) == expected


@pytest.mark.parametrize(
    ("numerator", "rest", "expected"),
    [(5, 100, ON_TRACK), (6, 100, AT_RISK), (10, 100, AT_RISK), (11, 100, LOST)],
)
def test_an_upper_limit_is_lost_when_even_none_of_the_rest_is_too_much(
    numerator: int, rest: int, expected: ForecastLabel
) -> None:
    assert label(at_most("5"), numerator, 100, rest) == expected


@pytest.mark.parametrize(
    ("numerator", "expected"),
    [(11, LOST), (12, AT_RISK), (20, ON_TRACK), (60, ON_TRACK), (66, AT_RISK), (67, LOST)],
)
def test_a_range_is_lost_on_either_side(numerator: int, expected: ForecastLabel) -> None:
    # Of 110 in all, 22 to 66 are agreed; the last ten can add none to ten.
    assert label(within("20", "60"), numerator, 100, 10) == expected


@pytest.mark.parametrize(
    ("lately", "expected"), [("81", ON_TRACK), ("80.9", AT_RISK), (None, AT_RISK)]
)
def test_a_bad_start_is_on_track_while_a_rest_like_the_last_weeks_makes_up_for_it(
    lately: str | None, expected: ForecastLabel
) -> None:
    assert label(at_least("80"), 79, 100, 100, lately) == expected


@pytest.mark.parametrize(
    ("numerator", "expected"),
    [(36_000, ON_TRACK), (36_001, AT_RISK), (54_000, AT_RISK), (54_001, LOST)],
)
def test_no_call_takes_less_than_no_time(numerator: int, expected: ForecastLabel) -> None:
    assert label(at_most("360"), numerator, 100, 50, unit=SECONDS) == expected


def test_a_figure_without_bounds_is_never_lost_while_volume_is_to_come() -> None:
    assert label(at_least("30"), -5_000, 100, 1, unit="points") == AT_RISK
    assert label(at_least("30"), -5_000, 100, 0, unit="points") == LOST


def test_what_is_needed_is_said_of_a_lost_period_too_while_there_is_a_rest() -> None:
    target, limits = at_least("80"), possible(kpi())
    running = RunningRatio(
        numerator=Fraction(59), denominator=Fraction(100), rest=Fraction(100), unit=PERCENT
    )
    found = of_ratio(running, target, limits, (), None)
    assert found == Estimate(label=LOST, needed=Interval(low=Bound(value=Fraction(101))))


shares = st.decimals("1", "99", places=1)


@given(st.integers(0, 300), st.integers(0, 300), st.integers(1, 300), shares)
def test_more_bad_data_never_makes_a_lost_period_better(
    good: int, bad: int, rest: int, limit: Decimal
) -> None:
    target = at_least(str(limit))
    if label(target, good, good + bad, rest) is LOST:
        assert label(target, good, good + bad + 1, rest - 1) is LOST
        assert label(target, good, good + bad + 1, rest) is LOST


@given(st.integers(0, 300), st.integers(0, 300), st.integers(1, 300), shares)
def test_a_period_that_is_not_lost_can_be_reached_by_the_best_rest(
    good: int, bad: int, rest: int, limit: Decimal
) -> None:
    best = Fraction(100 * (good + rest), good + bad + rest)
    lost = label(at_least(str(limit)), good, good + bad, rest) is LOST
    assert lost == (best < Fraction(limit))


@pytest.mark.parametrize(
    ("left", "needed", "pace", "expected"),
    [
        (10, 11, "1", LOST),
        (10, 10, "1", ON_TRACK),
        (10, 10, "0.9", AT_RISK),
        (10, 0, "0", ON_TRACK),
        (10, 0, None, ON_TRACK),
        (10, 1, None, AT_RISK),
    ],
)
def test_a_share_of_days_is_lost_when_more_days_are_needed_than_are_left(
    left: int, needed: int, pace: str | None, expected: ForecastLabel
) -> None:
    days = DaysNeeded(counted=10, kept=5, left=left, needed=needed)
    paces = (None, None if pace is None else Fraction(pace))
    ending = None if pace is None else 100 * (5 + Fraction(pace) * left) / 20
    assert of_days(days, paces) == Estimate(label=expected, ending=ending, days=days)


@pytest.mark.parametrize(
    ("so_far", "lately", "ending"),
    [("70", "90", 80), ("90", "70", 80), ("70", None, 70), (None, "90", 80), (None, None, None)],
)
def test_a_period_heads_for_what_the_better_pace_makes_of_it(
    so_far: str | None, lately: str | None, ending: int | None
) -> None:
    running = RunningRatio(
        numerator=Fraction(70), denominator=Fraction(100), rest=Fraction(100), unit=PERCENT
    )
    paces = (None if pace is None else Fraction(pace) for pace in (so_far, lately))
    found = of_ratio(running, at_least("75"), possible(kpi()), paces, None)
    assert found.ending == (None if ending is None else Fraction(ending))


@pytest.mark.parametrize(("value", "expected"), [("300", ON_TRACK), ("301", AT_RISK)])
def test_any_other_value_is_judged_as_it_stands_and_never_lost(
    value: str, expected: ForecastLabel
) -> None:
    found = of_value(Fraction(value), at_most("300"), None)
    assert found == Estimate(label=expected, ending=Fraction(value))
