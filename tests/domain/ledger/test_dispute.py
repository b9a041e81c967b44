"""Disputes: read from entries and events; what they come to, and when their time is over."""

from dataclasses import replace
from decimal import Decimal

import pytest

from concord.domain.ledger import (
    EntryKind,
    Ledger,
    LedgerEventKind,
    disputable,
    disputes,
    disputes_too_high,
    issued,
    resolution,
    window_end,
)
from concord.domain.quantity import parse_span
from concord.domain.settlement import Settlement
from tests.builders import moment, period
from tests.builders_ledger import VOICE, entry, event
from tests.ledger_books import books_agreement

AT = moment("2026-11-09T09:00")
RAISED = entry("300.00", kind=EntryKind.DISPUTED, cause="Why.", by="ana")
LEDGER = Ledger(
    partner="northwind",
    entries=(entry("1000.00"), RAISED),
    events=(event(LedgerEventKind.DISPUTE_RAISED, subject=RAISED.key, owner="kim", note="Why."),),
)


def test_a_dispute_is_read_from_its_entries_and_stages() -> None:
    let_go = replace(RAISED, number=2, amount=Decimal(-50), cites=RAISED.key)
    (found,) = disputes(LEDGER.with_entry(let_go).with_event(event(subject=RAISED.key)))
    assert (found.number, found.key, found.owner) == (1, RAISED.key, "kim")
    assert (found.amount, found.left) == (Decimal("300.00"), Decimal("250.00"))
    assert len(found.stages) == 1, "other events are no stages"


@pytest.mark.parametrize(
    ("issued_on", "found"), [("2026-11-04T09:00", False), ("2026-11-05T06:00", True)]
)
def test_a_statement_is_out_once_it_was_issued_with_all_that_it_holds(
    issued_on: str, *, found: bool
) -> None:
    out = LEDGER.with_event(event(at=moment(issued_on)))
    assert (issued(out, "voice", period()) is not None) is found
    assert issued(out, "chat", period()) is None


@pytest.mark.parametrize(
    ("window", "last"),
    [(None, "2026-11-20"), ("5 business days", "2026-11-13"), ("1 month", "2026-12-06")],
)
def test_the_time_to_object_is_counted_in_the_partners_calendar(
    window: str | None, last: str
) -> None:
    settlement = None if window is None else Settlement(dispute_window=parse_span(window))
    agreement = books_agreement(settlement=settlement)
    assert str(window_end(agreement, moment("2026-11-06T09:00"))) == last


def test_what_is_disputed_can_not_be_disputed_again() -> None:
    assert disputable(LEDGER, VOICE, period()) == 700


def test_a_dispute_that_is_waived_whole_confirms_nothing() -> None:
    (found,) = disputes(LEDGER)
    ended = list(resolution(LEDGER, found, Decimal(300), "Agreed.", "kim", AT))
    assert [(e.kind, str(e.amount)) for e in ended] == [
        (EntryKind.DISPUTED, "-300.00"),
        (EntryKind.WAIVED, "-300"),
    ]


def test_what_is_still_owed_stays_disputed() -> None:
    assert list(disputes_too_high(LEDGER, AT)) == []
    less = LEDGER.with_entry(entry("-800.00", kind=EntryKind.ADJUSTED))
    (let_go,) = disputes_too_high(less, AT)
    assert (str(let_go.amount), let_go.cites, let_go.number) == ("-100.00", RAISED.key, 2)


def test_of_several_disputes_of_a_month_each_that_is_let_go_has_its_own_entry() -> None:
    second = entry("200.00", kind=EntryKind.DISPUTED, number=2, cause="And.", by="ana")
    raised = event(LedgerEventKind.DISPUTE_RAISED, subject=second.key, owner="kim", note="And.")
    both = LEDGER.with_entry(second).with_event(raised)
    gone = both.with_entry(entry("-1000.00", kind=EntryKind.ADJUSTED))
    let_go = list(disputes_too_high(gone, AT))
    assert [(str(e.amount), e.cites, e.number) for e in let_go] == [
        ("-200.00", second.key, 3),
        ("-300.00", RAISED.key, 4),
    ]
