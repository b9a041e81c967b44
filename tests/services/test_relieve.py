"""Relief over stored rows: what is rated, what is left out, and what that changed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from concord.domain.coverage import Coverage, CoverageUnit
from concord.domain.kpi import TOTAL
from concord.domain.people import Side
from concord.domain.period import PeriodLength, RollingMonths
from concord.domain.relief import Drops, ReliefRule, ReliefState
from concord.domain.service_level import MinimumVolume, OutcomeKind
from concord.domain.source import ColumnType
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
    terms,
)
from tests.builders_relief import event, standing
from tests.fakes_observations import Row
from tests.relieved_october import (
    BAD_DAY,
    CALENDAR_DAYS,
    OCTOBER,
    excluded_by,
    figures,
    october,
    outcome,
)
from tests.stored_places import day


def test_a_day_that_is_left_out_counts_neither_for_value_nor_volume_nor_completeness() -> None:
    found = outcome(october(), event())
    assert (found.kind, found.value, found.volume) == (
        OutcomeKind.MET,
        Fraction(90),
        Fraction(3000),
    )
    assert found.completeness == 1
    assert found.excluded == (excluded_by(1, "2700/31", event(), BAD_DAY),)


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
    assert relieved.excluded == (excluded_by(0, "90", event(), BAD_DAY),)


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
    assert found.excluded == (excluded_by(rows, str(full.value), dropped, BAD_DAY),)


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
    assert found.excluded == (excluded_by(1, "10", event(), BAD_DAY),)


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
        excluded_by(1, "2520/29", first, BAD_DAY),
        excluded_by(2, "87", second, "2026-10-20", "2026-10-21"),
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
    assert found.excluded == (excluded_by(2, "45", standing(), *sundays),)


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
