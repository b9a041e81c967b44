"""Planned changes: announced in time or late."""

from datetime import date

import pytest

from concord.domain.quantity import parse_span
from concord.domain.relationship import PlannedChange
from tests.builders import CALENDAR


@pytest.mark.parametrize(
    ("announced", "notice", "late"),
    [
        ("2026-12-01", "30 days", False),
        ("2026-12-02", "30 days", True),
        ("2026-12-31", None, False),
        (None, "30 days", False),
    ],
)
def test_a_change_is_late_once_its_notice_is_too_short(
    announced: str | None, notice: str | None, *, late: bool
) -> None:
    change = PlannedChange(
        id="crm",
        what="A new CRM",
        since=date(2026, 12, 31),
        announced=date.fromisoformat(announced) if announced else None,
        notice=parse_span(notice) if notice else None,
    )
    assert change.is_announced_late(CALENDAR) is late
