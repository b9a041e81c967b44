"""Changes that wait: why, under which number, and until when."""

from dataclasses import replace
from decimal import Decimal

import pytest

from concord.domain.ledger import (
    Delta,
    Due,
    EntryKind,
    Ledger,
    LedgerEventKind,
    news,
    proposals,
    why_it_waits,
)
from concord.domain.quantity import parse_due_rule
from concord.domain.settlement import Settlement
from tests.builders import moment, period, source
from tests.builders_ledger import VOICE, event
from tests.ledger_books import books_agreement

AT = moment("2026-12-15T09:00")
CHANGE = Delta(
    line=VOICE,
    period=period("2026-10"),
    posted_to=period("2026-11"),
    kind=EntryKind.ADJUSTED,
    number=1,
    amount=Decimal(100),
    due=Due(),
    cites="x",
)
EMPTY = Ledger(partner="northwind")
LIMITED = books_agreement(settlement=Settlement(approve_changes_above=Decimal(100)))


def told(ledger: Ledger, *deltas: Delta) -> Ledger:
    for found in tuple(news(ledger, [(each, "why") for each in deltas], AT)):
        ledger = ledger.with_event(found)
    return ledger


def test_a_first_entry_never_waits_and_without_a_rule_nothing_does() -> None:
    assert why_it_waits(replace(CHANGE, cites=""), LIMITED, AT) == ""
    assert why_it_waits(CHANGE, books_agreement(), AT) == ""
    assert why_it_waits(CHANGE, books_agreement(settlement=Settlement()), AT) == ""


@pytest.mark.parametrize(("amount", "waits"), [("99.99", False), ("-100", True), ("100", True)])
def test_a_change_waits_from_the_agreed_amount_on(amount: str, *, waits: bool) -> None:
    change = replace(CHANGE, amount=Decimal(amount))
    assert bool(why_it_waits(change, LIMITED, AT)) is waits


def test_what_waits_is_numbered_in_the_order_of_being_proposed() -> None:
    other = replace(CHANGE, period=period("2026-09"))
    ledger = told(EMPTY, CHANGE, other)
    assert [(p.number, p.line, p.amount) for p in proposals(ledger)] == [
        (1, VOICE, Decimal(100)),
        (2, VOICE, Decimal(100)),
    ]
    assert told(ledger, CHANGE, other) == ledger, "nothing is told twice"


def test_another_amount_takes_the_place_of_what_waited() -> None:
    ledger = told(told(EMPTY, CHANGE), replace(CHANGE, amount=Decimal(200)))
    assert [(p.number, p.amount) for p in proposals(ledger)] == [(2, Decimal(200))]


@pytest.mark.parametrize("kind", [LedgerEventKind.REFUSED, LedgerEventKind.RELEASED])
def test_what_was_decided_waits_no_more(kind: LedgerEventKind) -> None:
    (proposed,) = told(EMPTY, CHANGE).events
    ledger = told(EMPTY, CHANGE).with_event(replace(proposed, kind=kind, by="kim"))
    assert proposals(ledger) == ()
    again = proposals(told(ledger, CHANGE))
    assert bool(again) is (kind is LedgerEventKind.RELEASED), "a refusal stands"


def test_what_is_not_owed_any_more_is_withdrawn_once() -> None:
    ledger = told(told(EMPTY, CHANGE))
    assert [e.kind for e in ledger.events] == ["proposed", "withdrawn"]
    assert told(ledger) == ledger


def test_events_of_other_kinds_are_no_proposals() -> None:
    assert proposals(EMPTY.with_event(event(amount=None))) == ()
    bare = event(LedgerEventKind.PROPOSED, subject="northwind/voice/points/GBP/2026-10/adjusted/1")
    assert proposals(EMPTY.with_event(bare))[0].amount == 0


def test_what_else_is_noted_about_a_change_does_not_end_its_waiting() -> None:
    ledger = told(EMPTY, CHANGE)
    (proposed,) = ledger.events
    noted = ledger.with_event(replace(proposed, kind=LedgerEventKind.ISSUED, by="kim"))
    assert [p.key for p in proposals(noted)] == [proposed.subject]
    assert told(noted, CHANGE) == noted, "nor is it proposed again"


@pytest.mark.parametrize(
    ("at", "waits"), [("2026-11-12T09:00", False), ("2026-11-24T09:00", True)]
)
def test_a_month_is_final_once_the_last_of_its_sources_is(at: str, *, waits: bool) -> None:
    early = source(final_after=parse_due_rule("3 business days after period end"))
    late = source(id="surveys", final_after=parse_due_rule("12 business days after period end"))
    agreement = books_agreement(sources=(early, late, source(id="other")))
    assert bool(why_it_waits(CHANGE, agreement, moment(at))) is waits
