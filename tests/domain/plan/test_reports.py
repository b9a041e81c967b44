"""Reports of the plan: their days, the months they are for, and who reads them."""

from datetime import date
from typing import Any

import pytest

from concord.domain.agreement import Agreement, MonthlyReportRule
from concord.domain.contract import Contract
from concord.domain.message import MessageKind
from concord.domain.people import Side
from concord.domain.plan import PlanKind, PlannedMail, planned
from concord.domain.quantity import DayOfPeriod
from tests.builders import agreement, organisation, period, person

REPORT = MonthlyReportRule(to=("kim", "joel"), day=DayOfPeriod(number=6, business=True))


def plan(about: Agreement, first: str, last: str) -> list[tuple[str, str]]:
    found = planned(about, date.fromisoformat(first), date.fromisoformat(last))
    return [(e.day.isoformat(), e.what) for e in found if e.kind is PlanKind.REPORT]


def test_reports_have_their_day_and_begin_with_the_effects() -> None:
    reporting = agreement(
        sources=(), monthly_report=REPORT, effects_from=period("2026-10"), contract=None
    )
    assert plan(reporting, "2026-10-01", "2026-12-31") == [
        ("2026-11-09", "monthly report for 2026-10"),
        ("2026-12-08", "monthly report for 2026-11"),
    ]


def test_they_come_by_default_where_something_is_delivered() -> None:
    assert plan(agreement(), "2026-11-01", "2026-11-30") == [
        ("2026-11-09", "monthly report for 2026-10"),
    ]
    assert plan(agreement(sources=()), "2026-11-01", "2026-11-30") == []


def test_none_is_for_a_month_outside_the_contract() -> None:
    ending = Contract(reference="MSA-1", start=date(2026, 10, 15), end=date(2026, 11, 30))
    found = plan(agreement(contract=ending), "2026-09-01", "2027-03-01")
    assert [day for day, _ in found] == ["2026-11-09", "2026-12-08"]


@pytest.mark.parametrize(
    ("changes", "readers"),
    [
        ({}, ("kim", "joel")),
        ({"until": date(2026, 11, 8)}, ("kim", "ana")),
        ({"until": date(2026, 11, 8), "deputy": None}, ("kim",)),
    ],
)
def test_whoever_is_there_on_the_day_has_the_mail(
    changes: dict[str, Any], readers: tuple[str, ...]
) -> None:
    buyer = organisation()
    joel = person(id="joel", **{"deputy": "ana", **changes})
    ours = agreement(
        organisation=buyer, people=(person(), joel, *buyer.people), monthly_report=REPORT
    )
    (entry,) = planned(ours, date(2026, 11, 9), date(2026, 11, 9))
    assert entry.who == ("kim", "joel")
    assert entry.mail == PlannedMail(kind=MessageKind.MONTHLY_REPORT, readers=readers)
    assert {person.side for person in ours.people} == set(Side)
