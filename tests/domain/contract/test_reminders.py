"""The rungs of reminders: which is due, and where they begin."""

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from concord.domain.business_calendar import BusinessCalendar
from concord.domain.contract import (
    LADDER_DAYS,
    OVERDUE_DAYS,
    Contract,
    Obligation,
    ObligationKind,
    Reviews,
    due_reminder,
    ladder_of,
)
from concord.domain.quantity import parse_span

WEEKENDS = BusinessCalendar(name="weekends", zone=ZoneInfo("UTC"))
CONTRACT = Contract(reference="MSA-1", start=date(2024, 4, 1), end=date(2027, 3, 31))


def an_obligation(latest: str, kind: ObligationKind = ObligationKind.NOTICE) -> Obligation:
    day = date.fromisoformat(latest)
    return Obligation(kind=kind, subject="MSA-1", term_end=day, latest_date=day, act_by=day)


@pytest.mark.parametrize(
    ("today", "rung", "due"),
    [
        ("2026-07-03", None, None),
        ("2026-07-04", "180 days", "2026-07-04"),
        ("2026-09-01", "180 days", "2026-07-04"),
        ("2026-11-22", "60 days", "2026-11-01"),
        ("2026-12-30", "1 day", "2026-12-30"),
        ("2026-12-31", "1 day", "2026-12-30"),
    ],
)
def test_the_latest_rung_that_is_due(today: str, rung: str | None, due: str | None) -> None:
    found = due_reminder(an_obligation("2026-12-31"), date.fromisoformat(today))
    assert (found and found.rung) == rung
    assert (found and found.due.isoformat()) == due


@pytest.mark.parametrize(
    ("kind", "lead", "ladder"),
    [
        (ObligationKind.NOTICE, "30 days", LADDER_DAYS),
        (ObligationKind.TERM_END, "30 days", LADDER_DAYS),
        (ObligationKind.REVIEW, "30 days", (30, 14, 7, 1)),
        (ObligationKind.REVIEW, "20 days", (20, 14, 7, 1)),
        (ObligationKind.REVIEW, "1 month", (31, 30, 14, 7, 1)),
        (ObligationKind.REVIEW, "0 days", (0,)),
        (ObligationKind.REVIEW, None, LADDER_DAYS),
        (ObligationKind.OBLIGATION, "30 days", LADDER_DAYS),
    ],
)
def test_a_review_is_announced_by_its_own_lead(
    kind: ObligationKind, lead: str | None, ladder: tuple[int, ...]
) -> None:
    reviews = lead and Reviews(every=parse_span("6 months"), lead=parse_span(lead))
    reviewed = replace(CONTRACT, reviews=reviews or None)
    found = ladder_of(an_obligation("2026-12-31", kind), reviewed, WEEKENDS)
    assert found == ladder


@pytest.mark.parametrize(
    ("today", "rung"),
    [
        ("2026-12-31", None),
        ("2027-01-01", "1 day overdue"),
        ("2027-01-06", "1 day overdue"),
        ("2027-01-07", "7 days overdue"),
        ("2027-01-30", "30 days overdue"),
        ("2027-12-30", "360 days overdue"),
        ("2028-12-30", "360 days overdue"),
    ],
)
def test_what_is_overdue_is_asked_for_again(today: str, rung: str | None) -> None:
    owed = an_obligation("2026-12-31", ObligationKind.OBLIGATION)
    found = due_reminder(owed, date.fromisoformat(today), OVERDUE_DAYS)
    assert (found and found.rung) == rung
    assert found is None or found.is_overdue


def test_before_the_day_nothing_is_overdue() -> None:
    found = due_reminder(an_obligation("2026-12-31"), date(2026, 12, 31))
    assert found is not None
    assert not found.is_overdue
