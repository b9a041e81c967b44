"""Statements: opening, entries, closing; what their content hash covers."""

from dataclasses import replace

import pytest

from concord.domain.ledger import (
    EntryKind,
    Ledger,
    LedgerEventKind,
    LedgerLine,
    Statement,
    content_of,
    statements,
)
from concord.domain.period import MeasurementPeriod, YearStart
from tests.builders import period, service
from tests.builders_ledger import VOICE, entry, event
from tests.ledger_books import books_agreement

EUROS = replace(VOICE, currency="EUR")
CHANGE = entry("-200.00", kind=EntryKind.ADJUSTED, posted_to=period("2026-11"), cites=entry().key)
RAISED = entry("300.00", kind=EntryKind.DISPUTED, by="ana")
WAITS = event(LedgerEventKind.PROPOSED, subject="northwind/voice/points/GBP/2026-10/adjusted/2")
LEDGER = Ledger(
    partner="northwind",
    entries=(
        entry("40.00", "2026-09", kind=EntryKind.OPENING),
        entry("1000.00"),
        RAISED,
        CHANGE,
        entry("70.00", "2026-11"),
        replace(entry("5.00", "2026-11"), line=EUROS),
    ),
    events=(event(LedgerEventKind.DISPUTE_RAISED, subject=RAISED.key, owner="kim"), WAITS),
)


def stated(text: str, ledger: Ledger = LEDGER, currency: str = "GBP") -> Statement:
    found = statements(books_agreement(), ledger, period(text), "voice")
    return next(each for each in found if each.currency == currency)


@pytest.mark.parametrize(
    ("text", "opening", "closing", "disputed"),
    [
        ("2026-09", "0", "0", "0"),
        ("2026-10", "0", "1000.00", "300.00"),
        ("2026-11", "1000.00", "870.00", "300.00"),
        ("2026-12", "870.00", "870.00", "300.00"),
        ("2026", "0", "870.00", "300.00"),
        ("2027", "870.00", "870.00", "300.00"),
    ],
)
def test_a_statement_leads_from_the_opening_to_the_closing_balance(
    text: str, opening: str, closing: str, disputed: str
) -> None:
    found = stated(text)
    shown = (str(found.opening), str(found.closing), str(found.disputed))
    assert shown == (opening, closing, disputed)
    assert found.undisputed == found.closing - found.disputed


def test_entries_stand_where_they_were_posted_by_kind() -> None:
    november = stated("2026-11")
    assert november.entries == (CHANGE, entry("70.00", "2026-11"))
    moved = {kind.value: str(amount) for kind, amount in november.sums if amount}
    assert moved == {"accrued": "70.00", "adjusted": "-200.00"}


def test_what_was_given_before_is_told_and_moves_nothing() -> None:
    found = stated("2026-09")
    assert (str(found.given_before), found.closing) == ("40.00", found.opening)


def test_each_service_and_currency_has_its_own_even_without_an_entry() -> None:
    chat = service(id="chat", name="Chat", currency="USD")
    agreement = books_agreement(services=(service(), chat, service(id="free", currency=None)))
    gone = replace(entry(), line=LedgerLine(service="gone", regime="points", currency="GBP"))
    found = statements(agreement, LEDGER.with_entry(gone), period("2026-11"))
    assert [(each.service, each.currency) for each in found] == [
        ("voice", "EUR"),
        ("voice", "GBP"),
        ("chat", "USD"),
        ("gone", "GBP"),
    ]
    assert [str(each.closing) for each in found] == ["5.00", "870.00", "0", "1000.00"]
    assert found[-1].service_name == "gone"


def test_open_points_are_told_until_they_are_none() -> None:
    assert [d.number for d in stated("2026-10").disputes] == [1]
    assert [d.number for d in stated("2026-11").disputes] == [1]
    assert stated("2026-09").disputes == stated("2026-10", currency="EUR").disputes == ()
    assert [p.number for p in stated("2026-10").waiting] == [1]
    assert stated("2026-09").waiting == stated("2026-10", currency="EUR").waiting == ()
    ended = event(LedgerEventKind.DISPUTE_RESOLVED, subject=RAISED.key)
    assert stated("2026-11", LEDGER.with_event(ended)).disputes == ()
    assert len(stated("2026-10", LEDGER.with_event(ended)).disputes) == 1


def test_who_signed_which_month_is_told() -> None:
    signed = LEDGER.with_event(event(LedgerEventKind.SIGNED_OFF, by="ana"))
    assert [(str(s.month), s.by) for s in stated("2026", signed).signed] == [("2026-10", "ana")]
    assert stated("2026-11", signed).signed == ()


def test_a_month_belongs_to_the_year_in_which_it_ends() -> None:
    year = MeasurementPeriod.parse("FY2026", YearStart(month=4, day=6))
    agreement = books_agreement()
    (march, april) = (entry("1.00", "2026-03"), entry("2.00", "2026-04"))
    ledger = Ledger(partner="northwind", entries=(march, april))
    (found,) = statements(agreement, ledger, year)
    assert (str(found.opening), found.entries) == ("1.00", (april,))


def test_the_hash_is_of_what_is_stated_and_not_of_its_confirmation() -> None:
    before = stated("2026-10")
    confirmed = LEDGER.with_entry(entry("700.00", kind=EntryKind.CONFIRMED))
    assert stated("2026-10", confirmed).content_sha256 == before.content_sha256
    assert str(stated("2026-10", confirmed).confirmed) == "700.00"
    changed = LEDGER.with_entry(entry("0.01", kind=EntryKind.ADJUSTED))
    assert stated("2026-10", changed).content_sha256 != before.content_sha256
    assert stated("2026-11").content_sha256 != before.content_sha256


def test_a_services_statements_have_a_hash_together() -> None:
    found = statements(books_agreement(), LEDGER, period("2026-11"), "voice")
    assert content_of(found) != content_of(found[:1])
