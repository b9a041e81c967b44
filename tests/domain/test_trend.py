"""Trends: whither figures move, seen from their target, and how often they failed in a row."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.quantity import Target
from concord.domain.service_level import Outcome, OutcomeKind
from concord.domain.trend import HISTORY_LENGTH, Course, course, trend
from tests.builders import at_least, at_most, outcome, period, within

KINDS = {
    "+": OutcomeKind.MET,
    "-": OutcomeKind.MISSED,
    "!": OutcomeKind.DEFAULTED,
    "?": OutcomeKind.INSUFFICIENT_DATA,
    "i": OutcomeKind.INCOMPLETE,
    "r": OutcomeKind.RELIEVED,
    "o": OutcomeKind.OPEN,
}


def months(first: str, count: int) -> list[str]:
    """Return so many months from the first on."""
    found = [period(first)]
    while len(found) < count:
        found.append(found[-1].next())
    return [str(each) for each in found]


def figures(values: Sequence[str], target: Target, last: Target | None = None) -> list[Outcome]:
    """Return rated outcomes of months in a row, the last against a target of its own."""
    rated = [
        replace(outcome(month), value=Fraction(value), target=target)
        for month, value in zip(months("2026-01", len(values)), values, strict=True)
    ]
    return [*rated[:-1], replace(rated[-1], target=last or target)]


def spelt(kinds: str, first: str = "2026-01") -> list[Outcome]:
    """Return outcomes by sign: + met, - missed, ! defaulted, and the unrated ones."""
    return [
        outcome(month, KINDS[sign])
        for month, sign in zip(months(first, len(kinds)), kinds, strict=True)
    ]


@pytest.mark.parametrize(
    ("values", "target", "expected"),
    [
        ("80 80 80 80 80 80", at_least("80"), Course.STEADY),
        ("80 80 80 80.8 80.8 80.8", at_least("80"), Course.STEADY),
        ("80 80 80 80.81 80.81 80.81", at_least("80"), Course.IMPROVING),
        ("80 80 80 79.19 79.19 79.19", at_least("80"), Course.WORSENING),
        ("70 90 70 71 99 71", at_least("80"), Course.IMPROVING),
        ("70 70 70 70 99 70", at_least("80"), Course.STEADY),
        ("1 1 90 70 70 75 75 75", at_least("80"), Course.IMPROVING),
        ("5 5 5 4 4 4", at_most("5"), Course.IMPROVING),
        ("4 4 4 6 6 6", at_most("5"), Course.WORSENING),
        ("0 0 0 1 1 1", at_most("0"), Course.WORSENING),
        ("330 330 330 390 390 390", within("330", "390"), Course.STEADY),
        ("400 400 400 360 360 360", within("330", "390"), Course.IMPROVING),
        ("360 360 360 320 320 320", within("330", "390"), Course.WORSENING),
        ("80 80 80 90 90", at_least("80"), None),
        ("", at_least("80"), None),
    ],
)
def test_the_last_three_figures_are_set_against_the_three_before(
    values: str, target: Target, expected: Course | None
) -> None:
    found = figures(values.split(), target) if values else []
    assert course(found) is expected


def test_a_new_target_alone_moves_nothing() -> None:
    rated = figures(["80"] * 6, at_least("70"), last=at_least("90"))
    assert course(rated) is Course.STEADY


def test_figures_without_any_target_move_nowhere() -> None:
    rated = [replace(each, target=None) for each in figures(["80"] * 6, at_least("70"))]
    assert course(rated) is None


@pytest.mark.parametrize("kind", [kind for kind in OutcomeKind if not kind.is_rated])
def test_what_was_not_rated_is_passed_over(kind: OutcomeKind) -> None:
    rated = figures(["80", "80", "80", "90", "90", "90"], at_least("80"))
    provisional = replace(outcome("2026-12", kind), value=Fraction(1))
    assert course([*rated, provisional]) is Course.IMPROVING
    assert course([*rated[:5], provisional]) is None


values = st.lists(st.fractions(min_value=0, max_value=100), min_size=6, max_size=12)


@given(values=values)
def test_backwards_the_course_is_the_opposite(values: list[Fraction]) -> None:
    opposite = {
        Course.IMPROVING: Course.WORSENING,
        Course.WORSENING: Course.IMPROVING,
        Course.STEADY: Course.STEADY,
    }
    rated = figures([str(value) for value in values[:6]], at_least("80"))
    found = course(rated)
    assert found is not None
    assert course(list(reversed(rated))) is opposite[found]


@pytest.mark.parametrize(
    ("kinds", "misses", "since"),
    [
        ("+", 0, None),
        ("-", 1, "2026-01"),
        ("+--", 2, "2026-02"),
        ("-!?-ri-", 4, "2026-01"),
        ("--+-", 1, "2026-04"),
        ("---?", 0, None),
        ("---o", 0, None),
    ],
)
def test_the_unbroken_row_of_failures(kinds: str, misses: int, since: str | None) -> None:
    outcomes = spelt(kinds)
    found = trend(outcomes[-1], {each.period: each for each in outcomes})
    assert found.misses == misses
    assert found.missed_since == (None if since is None else period(since))


def test_later_periods_are_not_looked_at() -> None:
    outcomes = spelt("-+-")
    found = trend(outcomes[1], {each.period: each for each in outcomes})
    assert found.misses == 0
    assert [point.period for point in found.points] == [o.period for o in outcomes[:2]]


@pytest.mark.parametrize(("count", "shown"), [(1, 1), (11, 11), (12, 12), (13, 12), (30, 12)])
def test_twelve_periods_are_shown_at_most(count: int, shown: int) -> None:
    outcomes = spelt("+" * count, "2024-01")
    found = trend(outcomes[-1], {each.period: each for each in outcomes})
    assert len(found.points) == shown <= HISTORY_LENGTH
    assert found.points[-1].period == outcomes[-1].period


def test_a_period_nobody_knows_of_is_shown_without_a_figure() -> None:
    first, _, last = spelt("+++")
    found = trend(last, {each.period: each for each in (first, last)})
    assert [point.kind for point in found.points] == [
        OutcomeKind.MET,
        OutcomeKind.INSUFFICIENT_DATA,
        OutcomeKind.MET,
    ]
    assert (found.points[1].value, found.points[1].target) == (None, None)


def test_a_point_names_both_ends_of_a_range() -> None:
    (only,) = figures(["350"], within("330", "390"))
    (point,) = trend(only, {only.period: only}).points
    assert (point.value, point.target, point.upper) == (
        Fraction(350),
        Fraction(330),
        Fraction(390),
    )
    bare = replace(only, target=None)
    (point,) = trend(bare, {bare.period: bare}).points
    assert (point.target, point.upper) == (None, None)
