"""Check-ins in the plan: who attends, and only while the contract runs."""

from datetime import date, datetime

import pytest

from concord.domain.contract import Contract
from concord.domain.meeting import MeetingSeries
from concord.domain.plan import PlanKind, planned
from concord.domain.quantity import parse_recurrence
from tests.builders import LONDON, agreement

REVIEW = MeetingSeries(
    series="operations review",
    rhythm=parse_recurrence("week on Sunday 10:00"),
    zone=LONDON,
    attend=("operations_manager", "vendor_manager", "contract_owner"),
)
DAY = date(2026, 11, 23)


def test_a_meeting_stands_in_the_plan_with_its_time_and_the_reason_for_its_day() -> None:
    (entry,) = planned(agreement(sources=(), check_ins=(REVIEW,)), DAY, DAY)
    assert (entry.kind, entry.identity) == (
        PlanKind.MEETING,
        "meeting/operations review/2026-W47",
    )
    assert entry.what == (
        "operations review (moved from 22 Nov 2026, a day off for the client and the partner)"
    )
    assert entry.at == datetime(2026, 11, 23, 10, tzinfo=LONDON)
    assert entry.who == ("ana", "kim")
    assert entry.mail is None


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        ("2026-11-23", "2027-11-22", 1),
        ("2026-11-24", "2027-11-22", 0),
        ("2025-11-23", "2026-11-23", 1),
        ("2025-11-23", "2026-11-22", 0),
    ],
)
def test_nobody_meets_outside_the_contract(start: str, end: str, count: int) -> None:
    contract = Contract(
        reference="M",
        start=date.fromisoformat(start),
        end=date.fromisoformat(end),
        owner="kim",
    )
    ours = agreement(sources=(), check_ins=(REVIEW,), contract=contract)
    found = [e for e in planned(ours, DAY, DAY) if e.kind is PlanKind.MEETING]
    assert len(found) == count
    assert {entry.who for entry in found} <= {("ana", "kim")}
