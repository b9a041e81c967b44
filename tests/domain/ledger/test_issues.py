"""A dispute is an issue from the day it is raised until it is resolved."""

from dataclasses import replace
from datetime import date

import pytest

from concord.domain.issue import IssueKind, IssueSeverity
from concord.domain.ledger import EntryKind, Ledger, LedgerEventKind
from concord.domain.ledger.issues import disputed_credits
from tests.builders_ledger import entry, event
from tests.ledger_books import books_agreement

RAISED = entry("300.00", kind=EntryKind.DISPUTED, by="ana")
STAGE = event(
    LedgerEventKind.DISPUTE_RAISED,
    subject=RAISED.key,
    by="ana",
    note="Our count\u202e is another.",
    owner="kim",
    due=date(2026, 11, 23),
)


def ledger(*stages: LedgerEventKind) -> Ledger:
    later = tuple(replace(STAGE, kind=kind, owner="", due=None) for kind in stages)
    return Ledger(partner="northwind", entries=(entry(), RAISED), events=(STAGE, *later))


@pytest.mark.parametrize(
    ("today", "severity"),
    [(date(2026, 11, 23), IssueSeverity.SERIOUS), (date(2026, 11, 24), IssueSeverity.SEVERE)],
)
def test_it_is_graver_once_its_owners_day_has_passed(today: date, severity: IssueSeverity) -> None:
    (raised,) = disputed_credits(books_agreement(), ledger(), today)
    assert raised.severity is severity
    assert raised.key.kind is IssueKind.CREDIT_DISPUTED
    assert (raised.key.subject, raised.key.period) == ("dispute-1", "2026-10")
    facts = dict(raised.facts)
    assert (facts["Disputed"], facts["Owner"]) == ("GBP 300.00", "kim")
    assert (facts["Reason"], facts["Act by"]) == ("Our count\\u202e is another.", "23 Nov 2026")


def test_a_stage_without_an_owner_names_none() -> None:
    passed = ledger(LedgerEventKind.DISPUTE_PASSED)
    (raised,) = disputed_credits(books_agreement(), passed, date(2027, 1, 1))
    assert not {"Owner", "Act by"} & dict(raised.facts).keys()


def test_a_resolved_dispute_is_no_issue() -> None:
    ended = ledger(LedgerEventKind.DISPUTE_RESOLVED)
    assert list(disputed_credits(books_agreement(), ended, date(2027, 1, 1))) == []
