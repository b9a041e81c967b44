"""Ends of patience in the plan: when incomplete periods begin to count as misses."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from concord.domain.agreement import Agreement
from concord.domain.contract import Contract
from concord.domain.kpi import DeliveryRate
from concord.domain.period import PeriodLength
from concord.domain.plan import PlanKind, PlannedEntry, planned
from concord.domain.quantity import DueRule, parse_span
from concord.domain.service_level import CountsAs
from tests.builders import LONDON, agreement, kpi, service_level, source, terms
from tests.domain.test_stated_targets import STATED

DUE = DueRule(after_end=parse_span("3 business days"), at=time(17))
LEVEL = service_level(if_incomplete=CountsAs(band="severe", after=parse_span("10 business days")))
OWING = agreement(sources=(source(due=DUE),), service_levels=(LEVEL,))


def ends(about: Agreement, first: str, last: str) -> list[PlannedEntry]:
    found = planned(about, date.fromisoformat(first), date.fromisoformat(last))
    return [entry for entry in found if entry.kind is PlanKind.SILENCE]


def test_the_moment_is_planned_with_what_it_will_mean() -> None:
    (entry,) = ends(OWING, "2026-11-18", "2026-11-18")
    assert entry == PlannedEntry(
        partner="northwind",
        kind=PlanKind.SILENCE,
        identity="silence/phone/2026-10",
        day=date(2026, 11, 18),
        what="phone for 2026-10 counts as severe if it is incomplete",
        who=("ana",),
        at=datetime(2026, 11, 18, 17, tzinfo=LONDON),
    )


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("2026-11-19", "2026-12-16", []),
        ("2026-11-18", "2026-12-17", ["2026-11-18", "2026-12-17"]),
    ],
)
def test_it_comes_once_a_period(first: str, last: str, days: list[str]) -> None:
    assert [entry.day.isoformat() for entry in ends(OWING, first, last)] == days


def test_nothing_is_planned_where_silence_never_counts() -> None:
    counted = kpi(rate=DeliveryRate.PUNCTUALITY, source="", deliveries=("daily_ops",))
    free = (
        replace(OWING, service_levels=(service_level(),)),
        replace(OWING, sources=(source(),)),
        replace(OWING, kpis=(counted,)),
        replace(OWING, service_levels=(replace(LEVEL, terms=(terms(since=date(2027, 1, 1)),)),)),
        replace(
            OWING,
            contract=Contract(reference="M-1", start=date(2026, 1, 1), end=date(2026, 9, 30)),
        ),
    )
    assert [ends(about, "2026-11-01", "2026-12-31") for about in free] == [[]] * len(free)


def test_a_daily_level_of_a_monthly_file_waits_for_the_file() -> None:
    daily = replace(LEVEL, period=PeriodLength.DAY)
    found = ends(replace(OWING, service_levels=(daily,)), "2026-11-01", "2026-11-30")
    assert len(found) == 31
    assert {entry.day for entry in found} == {date(2026, 11, 18)}


def test_a_level_whose_rows_state_the_target_waits_like_any_other() -> None:
    stated = replace(LEVEL, terms=(), stated=STATED)
    found = ends(replace(OWING, service_levels=(stated,)), "2026-11-18", "2026-11-18")
    assert [entry.what for entry in found] == [
        "phone for 2026-10 counts as severe if it is incomplete"
    ]
