"""Objectives' progress: from a baseline to a target, on course or not, or without data."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.agreement import Agreement
from concord.domain.kpi import Measurement
from concord.domain.objectives import ObjectiveProgress, ObjectiveState, objectives_progress
from concord.domain.quantity import Target
from concord.domain.relationship import Objective, Relationship
from tests.builders import agreement, at_least, at_most, at_site, measurement, period, within

FASTER = Objective(
    id="faster",
    what="Answer more",
    kpis=("answer_rate",),
    target=at_least("90"),
    start=Decimal(80),
    since=date(2025, 12, 31),
    by=date(2026, 12, 31),
)


def aiming(*objectives: Objective) -> Agreement:
    return agreement(relationship=Relationship(objectives=objectives))


def measured(value: str | None, text: str = "2026-06") -> Measurement:
    exact = None if value is None else Fraction(value)
    return replace(measurement(), value=exact, period=period(text))


def progress_of(
    *measurements: Measurement, objective: Objective = FASTER, upto: date = date(2026, 7, 1)
) -> ObjectiveProgress:
    (found,) = objectives_progress(aiming(objective), measurements, upto)
    return found


# 30 June is the 181st of 365 days: the straight line asks for 49.6 %.
@pytest.mark.parametrize(
    ("value", "progress", "state"),
    [
        ("80", 0, ObjectiveState.BEHIND),
        ("78", -20, ObjectiveState.BEHIND),
        ("84.95", Fraction("49.5"), ObjectiveState.BEHIND),
        ("84.96", Fraction("49.6"), ObjectiveState.ON_COURSE),
        ("89.99", Fraction("99.9"), ObjectiveState.ON_COURSE),
        ("90", 100, ObjectiveState.REACHED),
        ("95", 100, ObjectiveState.REACHED),
    ],
)
def test_progress_is_the_part_of_the_way_that_lies_behind(
    value: str, progress: Fraction, state: ObjectiveState
) -> None:
    found = progress_of(measured(value))
    assert (found.progress, found.state) == (progress, state)
    assert found.expected == Fraction(181, 365) * 100
    assert found.latest is not None
    assert str(found.latest.period) == "2026-06"


@pytest.mark.parametrize(
    ("target", "start", "value", "progress"),
    [
        (at_most("300"), "400", "350", 50),
        (at_most("300"), "400", "420", -20),
        (within("330", "390"), "430", "400", 75),
        (within("330", "390"), "290", "400", 75),
        (at_least("90"), "95", "89", 0),
        (at_least("90"), "95", "90", 100),
    ],
)
def test_every_direction_has_its_way(
    target: Target, start: str, value: str, progress: int
) -> None:
    objective = replace(FASTER, target=target, start=Decimal(start))
    assert progress_of(measured(value), objective=objective).progress == progress


@pytest.mark.parametrize(
    ("upto", "state"),
    [("2026-12-30", ObjectiveState.BEHIND), ("2026-12-31", ObjectiveState.MISSED)],
)
def test_what_is_not_reached_by_its_day_is_missed(upto: str, state: ObjectiveState) -> None:
    found = progress_of(measured("81", "2026-11"), upto=date.fromisoformat(upto))
    assert found.state is state


def test_figures_after_its_day_change_nothing() -> None:
    late = measured("95", "2027-01")
    found = progress_of(measured("85", "2026-12"), late, upto=date(2027, 2, 1))
    assert found.state is ObjectiveState.MISSED
    assert found.progress == 50


@pytest.mark.parametrize(
    "figure",
    [
        measured(None),
        measured("85", "2026-07"),
        measured("85", "2025-11"),
        replace(measured("85"), dimension=at_site("cebu")),
        replace(measured("85"), kpi="other"),
    ],
    ids=["no value", "still running", "before the start", "a part", "another KPI"],
)
def test_without_a_figure_that_counts_there_is_no_data(figure: Measurement) -> None:
    found = progress_of(figure)
    assert found.state is ObjectiveState.NO_DATA
    assert (found.latest, found.progress, found.baseline) == (None, None, None)


def test_without_an_agreed_beginning_the_first_figure_is_the_baseline() -> None:
    objective = replace(FASTER, start=None, since=None)
    found = progress_of(measured("80", "2026-01"), measured("85"), objective=objective)
    assert (found.baseline, found.since, found.progress) == (
        Fraction(80),
        date(2026, 1, 31),
        Fraction(50),
    )
    assert found.state is ObjectiveState.ON_COURSE


def test_one_figure_alone_tells_no_course() -> None:
    objective = replace(FASTER, start=None, since=None)
    found = progress_of(measured("80"), objective=objective)
    assert (found.state, found.progress) == (ObjectiveState.UNDETERMINED, None)
    known = replace(objective, start=Decimal(70))
    found = progress_of(measured("80"), objective=known)
    assert (found.state, found.progress) == (ObjectiveState.UNDETERMINED, Fraction(50))
    reached = progress_of(measured("90"), objective=objective)
    assert reached.state is ObjectiveState.REACHED


def test_a_line_without_length_asks_for_everything() -> None:
    objective = replace(FASTER, since=date(2026, 6, 30), by=date(2026, 6, 30))
    found = progress_of(measured("85"), objective=objective, upto=date(2026, 6, 30))
    assert (found.expected, found.state) == (Fraction(100), ObjectiveState.MISSED)


def test_months_go_before_other_periods_and_the_latest_length_without_them() -> None:
    quarter, month = measured("85", "2026-Q1"), measured("82", "2026-02")
    latest = progress_of(quarter, month).latest
    assert latest == month
    weeks = [measured("81", "2026-W01"), measured("82", "2026-W02")]
    assert progress_of(*reversed(weeks)).latest == weeks[1]


def test_each_objective_is_told_of() -> None:
    other = replace(FASTER, id="other", by=date(2027, 1, 31))
    found = objectives_progress(aiming(FASTER, other), [measured("85")], date(2026, 7, 1))
    assert [each.objective.id for each in found] == ["faster", "other"]
    assert objectives_progress(agreement(), [measured("85")], date(2026, 7, 1)) == ()


@given(value=st.fractions(min_value=0, max_value=100), start=st.integers(0, 100))
def test_progress_never_exceeds_the_whole_and_is_whole_just_when_reached(
    value: Fraction, start: int
) -> None:
    objective = replace(FASTER, start=Decimal(start))
    found = progress_of(replace(measured("0"), value=value), objective=objective)
    assert found.progress is not None
    assert found.progress <= 100
    assert (found.progress == 100) == (found.state is ObjectiveState.REACHED) == (value >= 90)
