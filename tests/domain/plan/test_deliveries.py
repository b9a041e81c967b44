"""Files of the plan: each source and period on its day, with its time and zone."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from concord.domain.agreement import Agreement
from concord.domain.contract import Contract
from concord.domain.period import PeriodLength
from concord.domain.plan import PlanKind, PlannedEntry, planned
from concord.domain.quantity import DueRule, parse_span
from tests.builders import agreement, source

DUE = DueRule(after_end=parse_span("3 business days"), at=time(17))


def files(about: Agreement, first: str, last: str) -> list[tuple[str, str]]:
    found = planned(about, date.fromisoformat(first), date.fromisoformat(last))
    return [(entry.day.isoformat(), entry.what) for entry in found if entry.kind is PlanKind.FILE]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2026-11-04", "2026-11-04", ["2026-11-04"]),
        ("2026-11-05", "2026-12-02", []),
        ("2026-11-04", "2026-12-03", ["2026-11-04", "2026-12-03"]),
        ("2026-12-03", "2026-11-04", []),
    ],
)
def test_files_are_due_after_their_period(first: str, last: str, expected: list[str]) -> None:
    delivering = agreement(sources=(source(due=DUE), source(id="other")), contract=None)
    found = files(delivering, first, last)
    assert [day for day, _ in found] == expected
    assert {what.split(" for ")[0] for _, what in found} <= {"daily_ops"}


def test_a_file_falls_to_the_partners_operations() -> None:
    (entry,) = planned(agreement(sources=(source(due=DUE),)), date(2026, 11, 4), date(2026, 11, 4))
    assert entry == PlannedEntry(
        partner="northwind",
        kind=PlanKind.FILE,
        identity="file/daily_ops/2026-10",
        day=date(2026, 11, 4),
        what="daily_ops for 2026-10 is due",
        who=("ana",),
        at=datetime(2026, 11, 4, 17, tzinfo=ZoneInfo("Europe/London")),
    )


def test_a_daily_file_is_due_each_day() -> None:
    daily = source(covers=PeriodLength.DAY, due=DueRule(after_end=parse_span("1 day"), at=time(9)))
    found = files(agreement(sources=(daily,)), "2026-11-04", "2026-11-10")
    assert len(found) == 7
    assert found[0] == ("2026-11-04", "daily_ops for 2026-11-03 is due")


def test_no_file_is_due_for_a_time_outside_the_contract() -> None:
    ending = Contract(reference="MSA-1", start=date(2026, 10, 15), end=date(2026, 11, 30))
    ours = agreement(sources=(source(due=DUE),), contract=ending)
    assert files(ours, "2026-09-01", "2027-03-01") == [
        ("2026-11-04", "daily_ops for 2026-10 is due"),
        ("2026-12-03", "daily_ops for 2026-11 is due"),
    ]
