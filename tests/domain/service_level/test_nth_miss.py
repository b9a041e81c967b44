"""Misses of the expected figure that add up to a default within a rolling window."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.period import MeasurementPeriod, PeriodLength, PeriodRule, RollingMonths
from concord.domain.quantity import Span, SpanUnit
from concord.domain.service_level import (
    CountsAs,
    NthMiss,
    Outcome,
    OutcomeKind,
    ServiceLevel,
    most_occasions,
    rate,
    with_defaults,
)
from tests.builders import (
    CALENDAR,
    at_least,
    at_site,
    evidence,
    outcome,
    period,
    service_level,
    terms,
)

TWO_THRESHOLDS = terms(target=at_least("95"), minimum=at_least("90"))
LEVEL = service_level(terms=(TWO_THRESHOLDS,), repeated_miss=NthMiss())
SIGNS = {
    OutcomeKind.MET: "+",
    OutcomeKind.MISSED: "-",
    OutcomeKind.DEFAULTED: "D",
    OutcomeKind.INSUFFICIENT_DATA: "?",
    OutcomeKind.INCOMPLETE: "i",
    OutcomeKind.RELIEVED: "r",
}
VALUES = {"+": "96", "-": "92", "m": "89"}
UNRATED = {sign: kind for kind, sign in SIGNS.items() if sign in "?ir"}


def first_rated(
    signs: str, level: ServiceLevel = LEVEL, first: MeasurementPeriod | None = None
) -> list[Outcome]:
    """Return outcomes of periods in a row: met, between the thresholds, below both, unrated."""
    current = first or period("2026-01")
    found = []
    for sign in signs:
        if sign in UNRATED:
            unrated = outcome(kind=UNRATED[sign], period=current, value=None, compared_value=None)
            found.append(unrated)
        else:
            found.append(rate(level, current, (), evidence(VALUES[sign])))
        current = current.next()
    return found


def defaults(outcomes: Sequence[Outcome], level: ServiceLevel = LEVEL) -> str:
    """Return a sign for each outcome once defaults are known."""
    return "".join(SIGNS[o.kind] for o in with_defaults(outcomes, [level], CALENDAR))


@pytest.mark.parametrize(
    ("signs", "wanted"),
    [
        # Months 1, 4, 7 and 10: the published clause's fourth within twelve months.
        ("-++-++-++-++", "-++-++-++D++"),
        # The fourth within twelve months counts, the thirteenth month is out of reach.
        ("-++-++-++++-", "-++-++-++++D"),
        ("-++-++-+++++-", "-++-++-+++++-"),
        # Each further one within the window defaults: the count does not begin anew.
        ("----", "---D"),
        ("------", "---DDD"),
        ("----" + "+" * 9 + "-", "---D" + "+" * 9 + "-"),
        ("----" + "+" * 8 + "-", "---D" + "+" * 8 + "D"),
        # Below the minimum is a default at once, and no occasion.
        ("m", "D"),
        ("---m-", "---DD"),
        ("--mm-", "--DD-"),
        # What is not rated neither counts nor makes the window reach further back.
        ("-?-i-r-", "-?-i-rD"),
        ("-???????????---", "-???????????---"),
        ("-????????---", "-????????--D"),
    ],
)
def test_the_fourth_miss_within_twelve_months_is_a_default(signs: str, wanted: str) -> None:
    assert defaults(first_rated(signs)) == wanted


@pytest.mark.parametrize(
    ("rule", "signs", "wanted"),
    [
        (NthMiss(nth=1), "-+-", "D+D"),
        (NthMiss(nth=2), "-+-", "-+D"),
        (NthMiss(nth=2, window=Span(count=2, unit=SpanUnit.MONTH)), "-+--", "-+-D"),
        (NthMiss(nth=2, window=Span(count=1, unit=SpanUnit.MONTH)), "---", "---"),
        (NthMiss(nth=2, window=Span(count=60, unit=SpanUnit.DAY)), "--+-", "-D+-"),
        (NthMiss(nth=2, window=Span(count=1, unit=SpanUnit.YEAR)), "-++++++++++-", "-++++++++++D"),
    ],
)
def test_how_many_and_within_how_long_is_what_the_contract_says(
    rule: NthMiss, signs: str, wanted: str
) -> None:
    level = replace(LEVEL, repeated_miss=rule)
    assert defaults(first_rated(signs, level), level) == wanted


@pytest.mark.parametrize(
    ("first", "signs", "wanted"),
    [
        (MeasurementPeriod.parse("2026-Q1"), "----", "---D"),
        (MeasurementPeriod.parse("2026-Q1"), "-+---", "-+---"),
        (MeasurementPeriod.parse("2026-H1"), "----", "----"),
        (MeasurementPeriod.parse("2026-W01"), "-" + "+" * 49 + "--" + "-", "-" + "+" * 49 + "--D"),
        (MeasurementPeriod.parse("2026-W01"), "-" + "+" * 50 + "--" + "-", "-" + "+" * 50 + "---"),
        (MeasurementPeriod.parse("2026-01-01"), "-----", "---DD"),
        (
            MeasurementPeriod.containing(date(2026, 3, 1), RollingMonths(months=3)),
            "-++-++-++-++",
            "-++-++-++D++",
        ),
        (MeasurementPeriod.containing(date(2026, 1, 1), PeriodLength.YEAR), "--", "--"),
    ],
)
def test_a_period_of_any_length_is_an_occasion_on_its_last_day(
    first: MeasurementPeriod, signs: str, wanted: str
) -> None:
    level = replace(LEVEL, period=first.length)
    assert defaults(first_rated(signs, level, first), level) == wanted


def test_every_value_of_a_dimension_has_occasions_of_its_own() -> None:
    total = first_rated("---")
    cebu = [replace(o, dimension=at_site("cebu")) for o in first_rated("----")]
    found = with_defaults([*total, *cebu], [LEVEL], CALENDAR)
    late = [o for o in found if o.kind is OutcomeKind.DEFAULTED]
    assert [(o.dimension, o.period) for o in late] == [(at_site("cebu"), period("2026-04"))]


def test_a_default_that_adds_up_keeps_the_band_of_its_miss() -> None:
    *_, fourth = with_defaults(first_rated("----"), [LEVEL], CALENDAR)
    assert (fourth.kind, fourth.band) == (OutcomeKind.DEFAULTED, "minor")


def test_what_another_month_is_restated_to_takes_the_default_back() -> None:
    found = with_defaults(first_rated("----"), [LEVEL], CALENDAR)
    restated = [*first_rated("+"), *found[1:]]
    assert defaults(restated) == "+---"


def test_a_level_with_one_target_has_no_occasions() -> None:
    single = service_level()
    found = [rate(single, o.period, (), evidence("70")) for o in first_rated("----")]
    assert defaults(found, single) == "----"
    assert with_defaults(found, [], CALENDAR) == tuple(found)


def test_occasions_count_from_the_amendment_that_agreed_on_two_thresholds() -> None:
    amended = replace(TWO_THRESHOLDS, since=date(2026, 3, 1))
    before = terms(target=at_least("95"))
    level = replace(LEVEL, terms=(before, amended))
    assert defaults(first_rated("-----" + "--", level), level) == "-----DD"


def test_before_it_is_in_force_nothing_is_an_occasion() -> None:
    level = replace(LEVEL, terms=(replace(TWO_THRESHOLDS, since=date(2026, 3, 1)),))
    assert defaults(first_rated("------"), level) == "-----D"


@given(st.text(alphabet="+-m?ir", max_size=30), st.randoms())
def test_the_order_of_arrival_and_a_second_pass_change_nothing(signs: str, random: object) -> None:
    outcomes = first_rated(signs)
    once = with_defaults(outcomes, [LEVEL], CALENDAR)
    shuffled = sorted(outcomes, key=lambda _: random.random())  # type: ignore[attr-defined] # a Random
    assert with_defaults(shuffled, [LEVEL], CALENDAR) == once
    assert with_defaults(once, [LEVEL], CALENDAR) == once


@given(st.text(alphabet="+-m?ir", max_size=30))
def test_a_default_is_below_the_minimum_or_has_three_misses_in_the_year_before(signs: str) -> None:
    wanted = [
        sign == "m" or (sign == "-" and signs[max(0, month - 11) : month + 1].count("-") >= 4)
        for month, sign in enumerate(signs)
    ]
    assert [sign == "D" for sign in defaults(first_rated(signs))] == wanted


def test_what_counts_as_missed_for_want_of_data_is_an_occasion() -> None:
    level = replace(
        LEVEL, if_incomplete=CountsAs(band="severe", after=Span(count=1, unit=SpanUnit.DAY))
    )
    silent = evidence("12", completeness=Fraction(1, 2), silent=True)
    months = [o.period for o in first_rated("----")]
    found = [rate(level, month, (), silent) for month in months]
    assert defaults(found, level) == "---D"
    counted = with_defaults(found, [level], CALENDAR)
    assert {o.band for o in counted} == {"severe"}
    assert with_defaults(counted, [level], CALENDAR) == counted


@pytest.mark.parametrize(
    ("window", "length", "most"),
    [
        (Span(count=12, unit=SpanUnit.MONTH), PeriodLength.MONTH, 12),
        (Span(count=3, unit=SpanUnit.MONTH), PeriodLength.MONTH, 3),
        (Span(count=12, unit=SpanUnit.MONTH), PeriodLength.QUARTER, 4),
        (Span(count=12, unit=SpanUnit.MONTH), PeriodLength.YEAR, 1),
        (Span(count=2, unit=SpanUnit.WEEK), PeriodLength.WEEK, 2),
        (Span(count=12, unit=SpanUnit.MONTH), RollingMonths(months=3), 12),
        (Span(count=1, unit=SpanUnit.YEAR), PeriodLength.DAY, 100),
        (Span(count=20, unit=SpanUnit.DAY), PeriodLength.MONTH, 1),
        (Span(count=60, unit=SpanUnit.BUSINESS_DAY), PeriodLength.MONTH, None),
    ],
)
def test_a_window_has_room_for_so_many_occasions(
    window: Span, length: PeriodRule, most: int | None
) -> None:
    assert most_occasions(NthMiss(window=window), length) == most


@pytest.mark.parametrize(("met_between", "wanted"), [(18, "D"), (19, "-")])
def test_a_miss_counts_to_the_last_day_of_the_window(met_between: int, wanted: str) -> None:
    rule = NthMiss(nth=2, window=Span(count=20, unit=SpanUnit.DAY))
    level = replace(LEVEL, repeated_miss=rule)
    signs = "-" + "+" * met_between + "-"
    days = first_rated(signs, level, period("2026-03-02"))
    counted = with_defaults(days, [level], CALENDAR)
    assert SIGNS[counted[-1].kind] == wanted
