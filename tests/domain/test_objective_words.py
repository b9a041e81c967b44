"""Objectives in words: the figure, the target, and how much of the way lies behind."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from concord.domain.objective_words import now_words, objective_target, progress_words
from concord.domain.objectives import ObjectiveProgress, ObjectiveState
from concord.domain.relationship import Objective
from tests.builders import at_least, kpi, measurement

NOTHING = ObjectiveProgress(
    objective=Objective(
        id="faster",
        what="Answer more",
        kpis=("answer_rate",),
        target=at_least("90"),
        by=date(2026, 12, 31),
    ),
    kpi=kpi(),
    state=ObjectiveState.NO_DATA,
)
HALF = replace(
    NOTHING,
    state=ObjectiveState.ON_COURSE,
    latest=measurement("85"),
    progress=Fraction(50),
    expected=Fraction("49.6"),
)


def test_the_figure_with_its_period() -> None:
    assert now_words(HALF) == "85.00 % (Oct 2026)"
    close = replace(HALF, latest=measurement("89.999"))
    assert now_words(close) == "89.999 % (Oct 2026)"


def test_the_target_with_its_day() -> None:
    assert objective_target(HALF) == "at least 90 % by 31 Dec 2026"


def test_the_way_behind_and_what_a_straight_line_asks_for() -> None:
    assert progress_words(HALF) == "50 %, 50 % expected"
    assert progress_words(replace(HALF, expected=None)) == "50 %"


def test_without_data_there_is_a_dash() -> None:
    assert (now_words(NOTHING), progress_words(NOTHING)) == ("–", "–")
