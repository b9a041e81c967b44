"""The overall score: a weighted mean of what was attained."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.quantity import Target
from concord.domain.score import attainment, attainment_of, overall_score
from concord.domain.service_level import Outcome, OutcomeKind
from tests.builders_report import LEVELS, OCTOBER, an_outcome, at_least, at_most, within

figures = st.fractions(min_value=-1000, max_value=1000)
limits = st.decimals(min_value=-1000, max_value=1000, places=2)
targets = st.one_of(
    limits.map(lambda limit: at_least(str(limit))),
    limits.map(lambda limit: at_most(str(limit))),
    st.tuples(limits, limits).map(lambda ends: within(str(min(ends)), str(max(ends)))),
)


@pytest.mark.parametrize(
    ("target", "value", "expected"),
    [
        (at_least("80"), "80", Fraction(1)),
        (at_least("80"), "79", Fraction(79, 80)),
        (at_least("80"), "95", Fraction(1)),
        (at_least("80"), "0", Fraction(0)),
        (at_least("-10"), "-20", Fraction(0)),
        (at_least("0"), "0", Fraction(1)),
        (at_most("5"), "5", Fraction(1)),
        (at_most("5"), "8", Fraction(5, 8)),
        (at_most("5"), "0", Fraction(1)),
        (at_most("0"), "1", Fraction(0)),
        (within("330", "390"), "330", Fraction(1)),
        (within("330", "390"), "390", Fraction(1)),
        (within("330", "390"), "390.1", Fraction(0)),
        (within("330", "390"), "329.9", Fraction(0)),
    ],
)
def test_attainment_at_the_thresholds(target: Target, value: str, expected: Fraction) -> None:
    assert attainment(target, Fraction(value)) == expected


@given(target=targets, value=figures)
def test_attainment_lies_between_nothing_and_the_whole(target: Target, value: Fraction) -> None:
    attained = attainment(target, value)
    assert 0 <= attained <= 1
    assert (attained == 1) == target.is_met_by(value)


@pytest.mark.parametrize("kind", [k for k in OutcomeKind if not k.is_rated])
def test_what_was_not_rated_attains_nothing_to_count(kind: OutcomeKind) -> None:
    assert attainment_of(an_outcome(kind=kind)) is None


@pytest.mark.parametrize("kind", [k for k in OutcomeKind if k.is_failure])
@pytest.mark.parametrize("value", ["95", None])
def test_a_miss_by_silence_attains_nothing_whatever_came(
    kind: OutcomeKind, value: str | None
) -> None:
    assert attainment_of(an_outcome("answered", value, kind=kind)) == 0
    assert attainment_of(an_outcome("answered", "60", kind=kind)) == Fraction(3, 4)


def test_what_was_met_without_a_target_is_not_scored() -> None:
    assert attainment_of(replace(an_outcome(), target=None)) is None


def test_the_score_weighs_the_attainments() -> None:
    # 3 x 70/80, 2 x 5/10 and 1 x 1 over a weight of 6.
    outcomes = [
        an_outcome("answered", "70"),
        an_outcome("abandoned", "10"),
        an_outcome("qa", "95"),
    ]
    score = overall_score(LEVELS, outcomes)
    assert score.value == (3 * Fraction(7, 8) + 2 * Fraction(1, 2) + 1) / 6 * 100
    assert score.unscored == ()


def test_weights_of_levels_without_data_are_spread_and_named() -> None:
    outcomes = [an_outcome("answered", "80"), an_outcome("qa", None)]
    score = overall_score(LEVELS, outcomes)
    assert (score.value, score.unscored) == (Fraction(100), ("qa",))


def test_levels_not_in_force_do_not_count_at_all() -> None:
    outcomes = [an_outcome("qa", None, kind=OutcomeKind.NOT_IN_FORCE)]
    score = overall_score(LEVELS, outcomes)
    assert (score.value, score.unscored) == (None, ())


def test_only_totals_count() -> None:
    site = an_outcome("answered", "10", OCTOBER, (("site", "cebu"),))
    assert overall_score(LEVELS, [an_outcome("answered", "80"), site]).value == 100


def test_several_periods_of_a_level_count_as_their_mean() -> None:
    outcomes = [an_outcome("answered", "80"), an_outcome("answered", "40")]
    assert overall_score(LEVELS, outcomes).value == 75


rated = st.sampled_from(LEVELS).flatmap(
    lambda level: st.integers(0, 500).map(lambda value: an_outcome(level.id, str(value)))
)


@given(outcomes=st.lists(rated))
def test_the_score_lies_between_0_and_100(outcomes: list[Outcome]) -> None:
    value = overall_score(LEVELS, outcomes).value
    assert value is None if not outcomes else value is not None and 0 <= value <= 100


def test_weightless_levels_give_no_score() -> None:
    assert overall_score((), [an_outcome()]).value is None
    assert Decimal(1) == LEVELS[-1].weight
