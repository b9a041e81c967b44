"""Reminders of deliveries in the plan: one mail for all of a moment, on its local day."""

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from concord.domain.agreement import Agreement
from concord.domain.contract import Contract
from concord.domain.delivery_rule import DeliveryReminders
from concord.domain.message import MessageKind
from concord.domain.plan import PlanKind, PlannedEntry, planned
from concord.domain.quantity import DueRule, parse_delay, parse_span
from tests.builders import LONDON, agreement, period, source

DUE = DueRule(after_end=parse_span("3 business days"), at=time(17))
MONTHLY = source(due=DUE)
NORTHWIND = agreement(sources=(MONTHLY,))


def entries(about: Agreement, first: str, last: str) -> list[PlannedEntry]:
    found = planned(about, date.fromisoformat(first), date.fromisoformat(last))
    return [entry for entry in found if entry.kind is PlanKind.REMINDER]


def days(about: Agreement, first: str, last: str) -> list[str]:
    return [entry.day.isoformat() for entry in entries(about, first, last)]


def test_a_reminder_stands_with_its_time_and_its_readers() -> None:
    [entry] = entries(NORTHWIND, "2026-11-03", "2026-11-03")
    assert entry.mail is not None
    assert entry.mail.kind is MessageKind.DELIVERY_REMINDER
    assert entry == PlannedEntry(
        partner="northwind",
        kind=PlanKind.REMINDER,
        identity="delivery-reminder/daily_ops/2026-10/1",
        day=date(2026, 11, 3),
        what="reminder, due soon: daily_ops for 2026-10",
        who=("ana",),
        at=datetime(2026, 11, 3, 17, tzinfo=LONDON),
        mail=entry.mail,
    )
    assert entry.mail.readers == ("ana",)


def test_what_is_reminded_of_at_one_moment_is_one_mail() -> None:
    both = replace(NORTHWIND, sources=(MONTHLY, source(id="quality", due=DUE)))
    [entry] = entries(both, "2026-11-03", "2026-11-04")
    assert entry.what == "reminder, due soon: daily_ops for 2026-10, quality for 2026-10"


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2026-11-01", "2026-11-30", ["2026-11-03"]),
        ("2026-11-01", "2026-12-31", ["2026-11-03", "2026-12-02"]),
        ("2026-11-05", "2026-11-20", []),
    ],
)
def test_each_period_has_its_own(first: str, last: str, expected: list[str]) -> None:
    assert days(NORTHWIND, first, last) == expected


def test_a_reminder_may_stand_before_its_period_has_begun() -> None:
    early = DeliveryReminders(before=(parse_delay("60 days"),))
    agreed = replace(NORTHWIND, sources=(replace(MONTHLY, reminders=early),))
    assert days(agreed, "2026-11-06", "2026-11-06") == ["2026-11-06"]
    assert days(agreed, "2026-10-05", "2026-10-05") == []


def test_the_day_is_that_of_the_agreements_own_clock() -> None:
    there = ZoneInfo("America/Los_Angeles")
    night = DueRule(after_end=parse_span("3 business days"), at=time(2))
    agreed = replace(NORTHWIND, zone=there, sources=(source(due=night),))
    assert days(agreed, "2026-11-01", "2026-11-02") == ["2026-11-02"]


def test_history_and_what_lies_outside_the_contract_has_none() -> None:
    assert (
        days(replace(NORTHWIND, effects_from=period("2026-11")), "2026-11-01", "2026-11-30") == []
    )
    over = Contract(reference="MSA-1", start=date(2024, 4, 1), end=date(2026, 9, 30))
    assert days(replace(NORTHWIND, contract=over), "2026-11-01", "2026-11-30") == []


def test_without_a_due_time_nobody_is_reminded() -> None:
    assert days(replace(NORTHWIND, sources=(source(),)), "2026-11-01", "2026-11-30") == []
