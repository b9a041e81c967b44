"""Relief over stored rows: what is rated, what is left out, and what that changed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.domain.agreement import Agreement
from concord.domain.coverage import Coverage, CoverageUnit
from concord.domain.kpi import TOTAL, Dimension
from concord.domain.people import Side
from concord.domain.period import MeasurementPeriod, PeriodLength, RollingMonths
from concord.domain.relief import Drops, ReliefRule, ReliefState
from concord.domain.service_level import Exclusion, MinimumVolume, Outcome, OutcomeKind
from concord.domain.source import ColumnType
from concord.services.measure import Figures, measure
from tests.builders import (
    agreement,
    at_site,
    column,
    kpi,
    moment,
    period,
    person,
    service_level,
    source,
    submission,
    terms,
)
from tests.builders_relief import event, standing
from tests.fakes_observations import FakeObservations, Row
from tests.stored_places import day

OCTOBER = period("2026-10")
NOW = moment("2027-01-20")
BAD_DAY = "2026-10-14"
CALENDAR_DAYS = source(coverage=Coverage(every=CoverageUnit.CALENDAR_DAY))


def october(bad: Sequence[int] = (14,), days: Sequence[int] = range(1, 32)) -> list[Row]:
    """Return a call centre that answers 90 of 100 calls a day, and nothing on bad days."""
    return [day(f"2026-10-{d:02}", "cebu", 100, 0 if d in bad else 90) for d in days]


def figures(
    rows: Sequence[Row],
    *relief: ReliefRule,
    asked: MeasurementPeriod = OCTOBER,
    agreed: Agreement | None = None,
) -> Figures:
    observations = FakeObservations()
    base = agreed or agreement(sources=(CALENDAR_DAYS,))
    file = observations.add(base.sources[0], OCTOBER, rows)
    sent = [submission(observations=file.observations)]
    plan = {asked: frozenset({"daily_ops"})}
    return measure(replace(base, relief=relief), sent, plan, observations, NOW)


def outcome(
    rows: Sequence[Row],
    *relief: ReliefRule,
    asked: MeasurementPeriod = OCTOBER,
    agreed: Agreement | None = None,
    dimension: Dimension = TOTAL,
) -> Outcome:
    found = figures(rows, *relief, asked=asked, agreed=agreed).outcomes(asked)
    return next(each for each in found if each.dimension == dimension)


def of(rows: int, without: str | None, rule: ReliefRule, *days: str) -> Exclusion:
    return Exclusion(
        relief=rule.id,
        cause=rule.cause,
        drops=rule.drops,
        approved_by="kim",
        days=tuple(map(date.fromisoformat, days)),
        rows=rows,
        value_without=None if without is None else Fraction(without),
    )


def test_a_day_that_is_left_out_counts_neither_for_value_nor_volume_nor_completeness() -> None:
    found = outcome(october(), event())
    assert (found.kind, found.value, found.volume) == (
        OutcomeKind.MET,
        Fraction(90),
        Fraction(3000),
    )
    assert found.completeness == 1
    assert found.excluded == (of(1, "2700/31", event(), BAD_DAY),)


def test_the_value_of_the_kpi_stays_the_full_one() -> None:
    (total,) = [
        m for m in figures(october(), event()).measurements(OCTOBER) if m.dimension == TOTAL
    ]
    assert total.value == Fraction(2700, 31)


def test_a_day_that_is_left_out_need_not_be_delivered() -> None:
    days = [d for d in range(1, 32) if d != 14]
    assert outcome(october(days=days)).kind is OutcomeKind.INCOMPLETE
    relieved = outcome(october(days=days), event())
    assert (relieved.kind, relieved.completeness) == (OutcomeKind.MET, Fraction(1))
    assert relieved.excluded == (of(0, "90", event(), BAD_DAY),)


def test_another_service_level_is_not_relieved() -> None:
    found = outcome(october(), event(service_levels=("mail",)))
    assert (found.value, found.excluded) == (Fraction(2700, 31), ())


def test_relief_of_another_time_is_none() -> None:
    later = event(begins=moment("2026-11-02"), ends=moment("2026-11-03"))
    assert outcome(october(), later) == outcome(october())


@pytest.mark.parametrize(
    ("rule", "state"),
    [
        (event(approved_by=None), ReliefState.REQUESTED),
        (event(approved_by="ana"), ReliefState.NOT_ENTITLED),
        (event(approved_by="gone"), ReliefState.NOT_ENTITLED),
    ],
)
def test_what_does_not_count_leaves_out_nothing_and_is_listed(
    rule: ReliefRule, state: ReliefState
) -> None:
    gone = person(id="gone", side=Side.CLIENT, until=date(2026, 9, 30))
    base = agreement(sources=(CALENDAR_DAYS,))
    found = outcome(october(), rule, agreed=replace(base, people=(*base.people, gone)))
    assert found.value == Fraction(2700, 31)
    (listed,) = found.excluded
    assert (listed.state, listed.rows, listed.value_without) == (state, 0, found.value)
    assert listed.days == (date(2026, 10, 14),)


@pytest.mark.parametrize(
    ("length", "asked"),
    [
        (PeriodLength.MONTH, "2026-10"),
        (PeriodLength.WEEK, "2026-W42"),
        (PeriodLength.DAY, BAD_DAY),
        (PeriodLength.QUARTER, "2026-Q4"),
    ],
)
def test_a_period_that_is_dropped_is_relieved(length: PeriodLength, asked: str) -> None:
    agreed = agreement(service_levels=(service_level(period=length),))
    dropped = event(drops=Drops.PERIOD)
    found = outcome(october(), dropped, asked=period(asked), agreed=agreed)
    assert (found.kind, found.value, found.volume) == (OutcomeKind.RELIEVED, None, None)
    full = outcome(october(), asked=period(asked), agreed=agreed)
    rows = int((full.volume or 0) / 100)
    assert found.excluded == (of(rows, str(full.value), dropped, BAD_DAY),)


def test_a_rolling_period_is_dropped_by_what_touches_it_and_no_other_is() -> None:
    rolling = RollingMonths(months=2)
    agreed = agreement(service_levels=(service_level(period=rolling),))
    dropped = event(drops=Drops.PERIOD)
    touched = outcome(october(), dropped, asked=period("2026-11/P2M"), agreed=agreed)
    after = outcome(october(), dropped, asked=period("2026-12/P2M"), agreed=agreed)
    assert touched.kind is OutcomeKind.RELIEVED
    assert (after.kind, after.excluded) == (OutcomeKind.INCOMPLETE, ())


def test_a_period_of_which_every_day_is_left_out_is_relieved_though_nothing_came() -> None:
    long = event(begins=moment("2026-09-30T23:00"), ends=moment("2026-11-01T00:00"))
    found = outcome([], long)
    assert (found.kind, found.completeness) == (OutcomeKind.RELIEVED, Fraction(1))
    # Summer time is over: an hour less, and the last day is touched all the same.
    shorter = event(begins=moment("2026-09-30T23:00"), ends=moment("2026-10-31T00:00"))
    assert outcome([], shorter).kind is OutcomeKind.INCOMPLETE


def test_a_part_of_which_all_that_came_is_left_out_is_relieved() -> None:
    rows = [*october(bad=()), day(BAD_DAY, "manila", 100, 10)]
    agreed = agreement(service_levels=(service_level(for_each=("site",)),))
    found = outcome(rows, event(), agreed=agreed, dimension=at_site("manila"))
    assert (found.kind, found.value) == (OutcomeKind.RELIEVED, None)
    assert found.excluded == (of(1, "10", event(), BAD_DAY),)


def test_where_days_are_missing_a_part_is_incomplete_all_the_same() -> None:
    covers = Coverage(every=CoverageUnit.CALENDAR_DAY, for_each=("site",))
    agreed = agreement(
        sources=(source(coverage=covers),), service_levels=(service_level(for_each=("site",)),)
    )
    rows = [*october(bad=()), day(BAD_DAY, "manila", 100, 10)]
    found = outcome(rows, event(), agreed=agreed, dimension=at_site("manila"))
    assert (found.kind, found.completeness) == (OutcomeKind.INCOMPLETE, Fraction(0))


def test_under_the_minimum_volume_without_the_day_nothing_is_rated() -> None:
    limits = {3000: OutcomeKind.MET, 3001: OutcomeKind.INSUFFICIENT_DATA}
    for amount, kind in limits.items():
        for minimum in ("offered", None):
            volume = MinimumVolume(amount=amount, column=minimum)  # type: ignore[arg-type] # whole
            agreed = agreement(service_levels=(service_level(minimum_volume=volume),))
            found = outcome(october(), event(), agreed=agreed)
            assert (found.kind, found.volume) == (kind, Fraction(3000))


def test_each_of_several_says_what_the_value_would_be_without_it_alone() -> None:
    first = event(id="first")
    second = event(id="second", begins=moment("2026-10-20T10:00"), ends=moment("2026-10-21T10:00"))
    found = outcome(october(bad=(14, 20)), first, second)
    assert found.value == 90
    assert found.excluded == (
        of(1, "2520/29", first, BAD_DAY),
        of(2, "87", second, "2026-10-20", "2026-10-21"),
    )


def test_a_day_that_is_dropped_twice_is_dropped_once() -> None:
    once, twice = outcome(october(), event()), outcome(october(), event(), event(id="again"))
    assert (twice.value, twice.volume) == (once.value, once.volume)
    assert [(e.rows, e.value_without) for e in twice.excluded] == [(1, Fraction(90))] * 2


def test_beside_a_dropped_period_a_dropped_day_changes_nothing() -> None:
    found = outcome(october(), event(id="all", drops=Drops.PERIOD), event())
    assert found.kind is OutcomeKind.RELIEVED
    assert [(e.relief, e.value_without) for e in found.excluded] == [
        ("all", Fraction(90)),
        ("outage", None),
    ]


TICKETS = source(
    columns=(column("at", ColumnType.TIMESTAMP), column("offered"), column("answered")),
    day_column="at",
    key=(),
)


def test_hours_are_left_out_of_rows_with_a_time_of_day() -> None:
    agreed = agreement(sources=(TICKETS,), kpis=(kpi(by=()),))
    rows: list[Row] = [
        {"at": moment(f"2026-10-04T0{hour}:00").replace(tzinfo=None), "offered": 10, "answered": n}
        for hour, n in ((1, 9), (2, 0), (5, 0), (6, 9))
    ]
    found = outcome(rows, standing(), agreed=agreed)
    sundays = ("2026-10-04", "2026-10-11", "2026-10-18", "2026-10-25")
    assert (found.value, found.volume) == (Fraction(90), Fraction(20))
    assert found.excluded == (of(2, "45", standing(), *sundays),)


def test_hours_cannot_be_left_out_of_rows_that_have_a_day_alone() -> None:
    found = outcome(october(bad=(4,)), standing())
    assert found.value == Fraction(2700, 31)
    assert [(e.rows, e.value_without) for e in found.excluded] == [(0, found.value)]
    whole = outcome(october(bad=(4,)), standing(hours="00:00-24:00"))
    assert (whole.value, whole.completeness) == (Fraction(90), Fraction(1))


def test_a_share_of_days_is_one_of_the_days_that_are_left() -> None:
    shares = service_level(terms=(terms(share_of_days=Decimal(96)),))
    agreed = agreement(sources=(CALENDAR_DAYS,), service_levels=(shares,))
    missed = outcome(october((14, 20)), agreed=agreed)
    assert (missed.kind, missed.value) == (OutcomeKind.MISSED, Fraction(2900, 31))
    relieved = outcome(october((14, 20)), event(), agreed=agreed)
    assert (relieved.kind, relieved.value) == (OutcomeKind.MET, Fraction(2900, 30))
    assert [e.value_without for e in relieved.excluded] == [missed.value]
    assert relieved.days is not None
    assert [each.day.day for each in relieved.days.failed] == [20]


RULES = (
    event(id="a"),
    event(id="b", begins=moment("2026-10-14T20:00"), ends=moment("2026-10-16T00:00")),
    standing("week on Sunday", "00:00-24:00", id="c"),
    standing("month on 1st day", "09:00-10:00", id="d", drops=Drops.DAY),
    event(id="e", approved_by=None),
)


@settings(max_examples=20, deadline=None)
@given(st.permutations(RULES), st.sets(st.integers(1, 31), max_size=5))
def test_the_order_of_relief_does_not_matter(rules: list[ReliefRule], bad: frozenset[int]) -> None:
    rows = october(bad=tuple(bad))
    one, other = outcome(rows, *RULES), outcome(rows, *rules)
    assert {e.relief: e for e in one.excluded} == {e.relief: e for e in other.excluded}
    assert replace(one, excluded=()) == replace(other, excluded=())


@settings(max_examples=20, deadline=None)
@given(st.sets(st.integers(1, 31), max_size=5), st.sets(st.integers(1, 31), min_size=1))
def test_what_is_left_out_counts_as_if_it_had_never_been(
    bad: frozenset[int], out: frozenset[int]
) -> None:
    rules = [
        standing(f"month on {d}{_ending(d)} day", "00:00-24:00", id=f"r{d}", drops=Drops.DAY)
        for d in out
        if d <= 28
    ]
    rest = [d for d in range(1, 32) if d not in out or d > 28]
    relieved = outcome(october(bad=tuple(bad)), *rules)
    assert relieved.value == outcome(october(tuple(bad), rest)).value


def _ending(number: int) -> str:
    return {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd"}.get(number, "th")
