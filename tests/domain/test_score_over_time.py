"""Scores over time: month by month, over longer spans, by service."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.assessment import Assessment
from concord.domain.period import MeasurementPeriod
from concord.domain.score_over_time import monthly_scores, months_of_span
from concord.domain.service_level import Outcome, OutcomeKind
from concord.domain.trend import Course
from tests.builders_report import LEVELS, an_agreement, an_outcome

AGREEMENT = an_agreement()
QUARTER = MeasurementPeriod.parse("2026-Q3")


def an_assessment(period: MeasurementPeriod, outcomes: list[Outcome]) -> Assessment:
    return Assessment(
        partner="northwind",
        period=period,
        inputs="inputs",
        agreement="5f0c9d2e",
        measurements=(),
        outcomes=tuple(outcomes),
    )


def month(text: str) -> MeasurementPeriod:
    return MeasurementPeriod.parse(text)


def rated(values: Mapping[str, str | None], level: str = "answered") -> list[Assessment]:
    """Return assessments in which one level came to these values, by period."""
    return [
        an_assessment(month(each), [an_outcome(level, value, month(each))])
        for each, value in values.items()
    ]


def test_a_span_is_the_mean_of_its_months_whatever_their_volume() -> None:
    scores = monthly_scores(AGREEMENT, rated({"2026-07": "40", "2026-08": "80", "2026-09": "60"}))
    found = scores.over(months_of_span(QUARTER))
    assert (found.value, len(found.months), found.of) == (Fraction(75), 3, 3)
    assert scores.of(month("2026-07")).value == 50


def test_months_without_a_score_do_not_count_and_the_others_are_named() -> None:
    scores = monthly_scores(AGREEMENT, rated({"2026-07": "40", "2026-08": None}))
    found = scores.over(months_of_span(QUARTER))
    assert (found.value, found.of) == (Fraction(50), 3)
    assert found.months == (month("2026-07"),)
    assert scores.months == {month("2026-07")}


def test_without_any_month_there_is_no_score() -> None:
    found = monthly_scores(AGREEMENT, ()).over(months_of_span(QUARTER))
    assert (found.value, found.months, found.of, found.unscored) == (None, (), 3, ())


def test_levels_without_data_in_some_scored_month_are_named_once() -> None:
    outcomes = [
        [an_outcome("answered", "80", each), an_outcome("qa", None, each)]
        for each in months_of_span(QUARTER)[:2]
    ]
    only_qa = [an_outcome("csat", None, month("2026-09"))]
    assessments = [an_assessment(own[0].period, own) for own in (*outcomes, only_qa)]
    found = monthly_scores(AGREEMENT, assessments).over(months_of_span(QUARTER))
    assert found.unscored == ("qa",)


def test_a_quarter_counts_in_the_month_in_which_it_ends() -> None:
    scores = monthly_scores(AGREEMENT, rated({"2026-Q3": "40"}))
    assert scores.months == {month("2026-09")}


def test_a_service_is_scored_by_its_own_levels() -> None:
    first, *others = LEVELS
    mixed = replace(AGREEMENT, service_levels=(replace(first, service="chat"), *others))
    both = [
        an_outcome("answered", "40", month("2026-07")),
        an_outcome("qa", "90", month("2026-07")),
    ]
    assessments = [an_assessment(month("2026-07"), both)]
    by_service = {
        service: monthly_scores(mixed, assessments, service).of(month("2026-07")).value
        for service in ("chat", "voice", "mail")
    }
    assert by_service == {"chat": 50, "voice": 100, "mail": None}
    # 3 x 40/80 and 1 x 1 over a weight of 4.
    whole = monthly_scores(mixed, assessments).of(month("2026-07")).value
    assert whole == Fraction(125, 2)


@pytest.mark.parametrize("kind", [k for k in OutcomeKind if not k.is_rated])
def test_what_was_not_rated_makes_no_month(kind: OutcomeKind) -> None:
    july = month("2026-07")
    outcome = an_outcome("answered", "40", july, kind=kind)
    assert monthly_scores(AGREEMENT, [an_assessment(july, [outcome])]).months == frozenset()


@pytest.mark.parametrize(
    ("span", "months"),
    [
        ("2026-10", ["2026-10"]),
        ("2026-Q1", ["2026-01", "2026-02", "2026-03"]),
        ("2026-10/P2M", ["2026-09", "2026-10"]),
        ("2026-10-31", ["2026-10"]),
        ("2026-10-30", []),
    ],
)
def test_the_months_of_a_span_are_those_that_end_in_it(span: str, months: list[str]) -> None:
    assert [str(each) for each in months_of_span(month(span))] == months
    assert len(months_of_span(month("2026"))) == 12


@pytest.mark.parametrize(
    ("values", "course"),
    [
        ("80 80 80 80 80", None),
        ("80 80 80 79.2 79.2 79.2", Course.STEADY),
        ("80 80 80 79.1 79.1 79.1", Course.WORSENING),
        ("40 40 40 60 60 60", Course.IMPROVING),
    ],
)
def test_whither_scores_move_is_told_from_six_months_on(
    values: str, course: Course | None
) -> None:
    months = months_of_span(month("2026"))
    by_month = {str(m): value for m, value in zip(months, values.split(), strict=False)}
    assert monthly_scores(AGREEMENT, rated(by_month)).course is course


@given(values=st.lists(st.integers(0, 100), min_size=1, max_size=12))
def test_a_span_lies_between_its_worst_and_its_best_month(values: list[int]) -> None:
    months = [f"2026-{number:02d}" for number in range(1, len(values) + 1)]
    scores = monthly_scores(AGREEMENT, rated(dict(zip(months, map(str, values), strict=True))))
    each = [scores.of(month(name)).value or Fraction(0) for name in months]
    value = scores.over(months_of_span(month("2026"))).value
    assert value is not None
    assert min(each) <= value <= max(each)
