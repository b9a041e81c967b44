"""Entries of the plan stand in an order that nothing but themselves decides."""

from dataclasses import replace
from datetime import date

import pytest

from concord.domain.plan import PlanKind, PlannedEntry

ENTRY = PlannedEntry(
    partner="northwind",
    kind=PlanKind.FILE,
    identity="file/daily_ops/2026-10",
    day=date(2026, 11, 4),
    what="daily_ops for 2026-10 is due",
)


@pytest.mark.parametrize(
    "later",
    [
        replace(ENTRY, day=date(2026, 11, 5), partner="acme"),
        replace(ENTRY, partner="zenith", what="a report"),
        replace(ENTRY, what="monthly report for 2026-10", identity="a"),
        replace(ENTRY, identity="file/daily_ops/2026-11"),
    ],
)
def test_day_comes_before_partner_before_words_before_identity(later: PlannedEntry) -> None:
    assert ENTRY.order < later.order
