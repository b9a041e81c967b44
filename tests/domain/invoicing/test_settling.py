"""Credit notes pay what was confirmed, once; a withdrawn one is followed by a counter-entry."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from concord.domain.invoicing import InvoiceKind, InvoiceLine, Match, matches
from concord.domain.invoicing.settling import settled_entries
from concord.domain.ledger import EntryKind, LedgerEntry, LedgerLine
from concord.domain.ledger.ledger import Ledger
from tests.builders_invoicing import (
    FLAT,
    OCTOBER,
    POINTS,
    billed,
    confirmed,
    credit_note,
    expected,
)

AT = datetime(2026, 12, 1, tzinfo=UTC)
BOTH = (confirmed("100"), confirmed("20", FLAT))


def matched(lines: Sequence[InvoiceLine]) -> tuple[Match, ...]:
    wanted = [expected("120", InvoiceKind.CREDIT_NOTE)]
    return matches(wanted, lines, date(2026, 12, 1))


def settle(ledger: Ledger, *lines: InvoiceLine) -> tuple[Ledger, list[LedgerEntry]]:
    found = list(settled_entries(ledger, matched(lines), AT))
    for entry in found:
        ledger = ledger.with_entry(entry)
    return ledger, found


def ledger(*entries: LedgerEntry) -> Ledger:
    return Ledger(partner="northwind", entries=entries)


def test_a_credit_note_pays_each_line_up_to_what_was_confirmed() -> None:
    _, found = settle(ledger(*BOTH), credit_note("120"))
    assert [(e.line, e.amount, e.kind) for e in found] == [
        (FLAT, Decimal(-20), EntryKind.SETTLED),
        (POINTS, Decimal(-100), EntryKind.SETTLED),
    ]
    assert found[0].cause == "credit note 'CN-1' of 20 Nov 2026, GBP 120.00"
    assert found[0].cites == "2026-10"


def test_a_part_is_paid_first_and_the_rest_when_it_comes() -> None:
    after, found = settle(ledger(*BOTH), credit_note("50"))
    assert [e.amount for e in found] == [Decimal(-20), Decimal(-30)]
    _, more = settle(after, credit_note("50"), credit_note("70", "CN-2"))
    assert [(e.line, e.amount, e.number) for e in more] == [(POINTS, Decimal(-70), 2)]


def test_what_goes_beyond_pays_nothing() -> None:
    _, found = settle(ledger(*BOTH), credit_note("500"))
    assert sum(e.amount for e in found) == Decimal(-120)


def test_a_withdrawn_credit_note_is_taken_back() -> None:
    after, _ = settle(ledger(*BOTH), credit_note("120"))
    again, found = settle(after)
    assert [e.amount for e in found] == [Decimal(20), Decimal(100)]
    assert found[0].cause == "the credit note was withdrawn"
    assert again.sum({EntryKind.SETTLED}, POINTS) == 0


def test_a_credit_note_pays_nothing_of_another_service() -> None:
    mail = LedgerLine(service="mail", regime="points", currency="GBP")
    _, found = settle(ledger(confirmed("70", mail), confirmed("100")), credit_note("100"))
    assert [(e.line, e.amount) for e in found] == [(POINTS, Decimal(-100))]


def test_charges_settle_nothing() -> None:
    _, found = settle(ledger(), billed("100"))
    assert found == []


def test_what_is_paid_stands_in_the_first_open_month() -> None:
    _, (first, _) = settle(ledger(*BOTH), credit_note("120"))
    assert (first.period, first.posted_to) == (OCTOBER, OCTOBER)


@given(st.lists(st.lists(st.integers(1, 200), max_size=3), max_size=4))
def test_after_any_sequence_of_files_the_last_one_is_what_was_paid(files: list[list[int]]) -> None:
    now = ledger(*BOTH)
    for nets in files:
        lines = [credit_note(str(net), f"CN-{n}") for n, net in enumerate(nets)]
        now, _ = settle(now, *lines)
        again, repeated = settle(now, *lines)
        assert (again, repeated) == (now, [])
        paid = sum((now.sum({EntryKind.SETTLED}, line) for line in (FLAT, POINTS)), Decimal(0))
        assert paid == -min(Decimal(sum(nets)), Decimal(120))
