"""Earn-back: what met periods, or a year's average, give back; once, and all of it."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.credit import AverageOverYear, CreditYear, MetInEachOfNext, Years
from concord.domain.credit.earned_back import EarnedBack, Pending, earned_back
from concord.domain.quantity import Span, SpanUnit
from concord.domain.service_level import Outcome, OutcomeKind
from tests.builders import outcome, period
from tests.builders_credit import history, measured

THREE = MetInEachOfNext(span=Span(count=3, unit=SpanUnit.MONTH))
YEARS = Years(contract=date(2024, 1, 1))


def pending(of: str = "2026-01", opened: date | None = None) -> Pending:
    return Pending(service_level="phone", period=period(of), amount=Decimal(1000), opened=opened)


def given_back(
    outcomes: list[Outcome],
    rule: MetInEachOfNext | AverageOverYear = THREE,
    of: Pending | None = None,
) -> str | None:
    """Return the month in which the credit of January is given back, if it is."""
    found: list[EarnedBack] = list(earned_back(of or pending(), rule, outcomes, (), YEARS))
    assert len(found) <= 1
    return str(found[0].month) if found else None


@pytest.mark.parametrize(
    ("kinds", "month"),
    [
        ("-+++", "2026-04"),
        ("-++++", "2026-04"),
        ("-++", None),
        ("-", None),
        ("-++-+++", None),
        ("--+++", None),
        ("-d+++", None),
        ("-+?++", "2026-05"),
        ("-+r+i+", "2026-06"),
        ("-++o", None),
        ("-++?-", None),
    ],
)
def test_so_many_periods_must_be_met_and_none_missed(kinds: str, month: str | None) -> None:
    assert given_back(history(kinds)) == month


@pytest.mark.parametrize(
    ("failed", "following", "months", "earned"),
    [
        ("2026-Q1", ["2026-Q2"], 3, "2026-06"),
        ("2026-Q1", ["2026-Q2"], 2, "2026-06"),
        ("2026-Q1", ["2026-Q2"], 6, None),
        ("2026-Q1", ["2026-Q2", "2026-Q3"], 6, "2026-09"),
        ("2026-02", ["2026-03", "2026-04"], 3, None),
        ("2026-02", ["2026-03", "2026-04", "2026-05"], 3, "2026-05"),
        ("2026-03/P3M", ["2026-04/P3M", "2026-05/P3M"], 3, None),
        ("2026-03/P3M", ["2026-04/P3M", "2026-05/P3M", "2026-06/P3M"], 3, "2026-06"),
        ("2026-W05", ["2026-W06", "2026-W07", "2026-W08"], 1, None),
        ("2026-W05", ["2026-W06", "2026-W07", "2026-W08", "2026-W09"], 1, "2026-03"),
    ],
)
def test_a_span_holds_the_periods_that_end_within_it(
    failed: str, following: list[str], months: int, earned: str | None
) -> None:
    rule = MetInEachOfNext(span=Span(count=months, unit=SpanUnit.MONTH))
    met = [outcome(each) for each in following]
    missed = outcome(failed, OutcomeKind.MISSED)
    assert given_back([missed, *met], rule, pending(failed)) == earned


def test_a_year_is_twelve_months() -> None:
    rule = MetInEachOfNext(span=Span(count=1, unit=SpanUnit.YEAR))
    assert given_back(history("-" + "+" * 11), rule) is None
    assert given_back(history("-" + "+" * 12), rule) == "2027-01"


def test_what_costs_is_a_miss_even_where_the_target_was_met() -> None:
    outcomes = history("-+++")
    failed = {("phone", period("2026-03"))}
    assert list(earned_back(pending(), THREE, outcomes, failed, YEARS)) == []


def test_without_a_rule_nothing_comes_back() -> None:
    assert list(earned_back(pending(), None, history("-+++"), (), YEARS)) == []


def test_other_service_levels_play_no_part() -> None:
    others = history("----", outcome(service_level="mail"))
    assert given_back([*history("-+++"), *others]) == "2026-04"


@given(st.text("+-?r", max_size=12), st.permutations(range(12)))
def test_the_order_of_outcomes_does_not_matter(kinds: str, order: list[int]) -> None:
    outcomes = history("-" + kinds)
    shuffled = [outcomes[i] for i in order if i < len(outcomes)]
    missing = [o for o in outcomes if o not in shuffled]
    assert given_back([*shuffled, *missing]) == given_back(outcomes)


@pytest.mark.parametrize(
    ("kinds", "opened", "month"),
    [
        ("+", "2026-03-31", "2026-04"),
        ("-", "2026-03-31", None),
        ("?+", "2026-03-31", "2026-05"),
        ("+", "2026-02-28", None),
        ("++", "2026-02-28", "2026-04"),
    ],
)
def test_months_before_an_opening_that_calls_it_open_were_met(
    kinds: str, opened: str, month: str | None
) -> None:
    day = date.fromisoformat(opened)
    start = day.month
    later = history("?" * start + kinds)[start:]
    assert given_back(later, of=pending(opened=day)) == month


@pytest.mark.parametrize(
    ("kinds", "month"),
    [("-++?+", "2026-05"), ("-??++", None), ("-??+++", "2026-06"), ("--+++", "2026-05")],
)
def test_what_is_on_record_before_the_opening_counts_as_it_is(
    kinds: str, month: str | None
) -> None:
    assert given_back(history(kinds), of=pending(opened=date(2026, 3, 31))) == month


CONTRACT_YEAR = AverageOverYear()


def a_year(*values: str, month: str = "2026-01") -> list[Outcome]:
    current, found = period(month), []
    for value in values:
        found.append(measured(value, month=str(current)))
        current = current.next()
    return found


ELEVEN = ("91",) * 11


@pytest.mark.parametrize(
    ("values", "month"),
    [
        (("80", *ELEVEN), "2026-12"),
        (("79", *ELEVEN), "2026-12"),
        (("78.99", *ELEVEN), None),
        (("80", *ELEVEN[1:]), None),
    ],
)
def test_the_year_s_average_must_keep_to_the_target_at_its_end(
    values: tuple[str, ...], month: str | None
) -> None:
    assert given_back(a_year(*values), CONTRACT_YEAR) == month


def test_values_are_weighted_by_their_volume() -> None:
    quiet, *busy = a_year("0", *ELEVEN)
    heavy = [
        measured("91", month=str(o.period), volume=o.volume and 1000 * o.volume) for o in busy
    ]
    assert given_back([quiet, *heavy], CONTRACT_YEAR) == "2026-12"
    without = [measured("91", month=str(o.period), volume=None) for o in busy]
    assert given_back([quiet, *without], CONTRACT_YEAR) is None


def test_a_year_that_is_still_running_gives_nothing_back() -> None:
    *rest, last = a_year("80", *ELEVEN)
    assert (
        given_back([*rest, measured("91", month="2026-12", kind=OutcomeKind.OPEN)], CONTRACT_YEAR)
        is None
    )
    relieved = measured("91", month=str(last.period), kind=OutcomeKind.RELIEVED)
    assert given_back([*rest, relieved], CONTRACT_YEAR) == "2026-12"


def test_a_year_without_figures_gives_nothing_back() -> None:
    unrated = [measured("91", month="2026-12", kind=OutcomeKind.RELIEVED)]
    assert given_back(unrated, CONTRACT_YEAR) is None
    untargeted = a_year("91", month="2026-12")
    assert given_back([measured("91", month="2026-12", target=None)], CONTRACT_YEAR) is None
    assert given_back(untargeted, CONTRACT_YEAR) == "2026-12"


def test_the_year_is_the_one_that_was_agreed() -> None:
    years = Years(contract=date(2024, 4, 1))
    outcomes = a_year("80", "91", "91", "80")
    rule = AverageOverYear(year_is=CreditYear.CONTRACT)
    assert list(earned_back(pending(), rule, outcomes, (), years)) == []
    kept = a_year("88", "91", "91", "80")
    (found,) = earned_back(pending(), rule, kept, (), years)
    assert (str(found.month), found.how) == (
        "2026-03",
        "the average of the contract year keeps to what was agreed",
    )
