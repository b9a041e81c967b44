"""Waivers: of what is owed, by who may, for a reason; two people from the agreed amount on."""

from dataclasses import replace
from decimal import Decimal

import pytest

from concord.domain.ledger import EntryKind, LedgerRefusedError
from concord.domain.settlement import Settlement
from concord.services.waive import Waiver, waive
from tests.builders import period
from tests.builders_ledger import VOICE
from tests.ledger_books import Books, books_agreement


def owing() -> Books:
    books = Books()
    books.owe(m2026_10="1000.00")
    return books


def test_a_waiver_is_an_entry_with_who_and_why() -> None:
    books = owing()
    done = books.waive("2026-10", "400.00")
    assert (done.entry.kind, done.entry.amount) == (EntryKind.WAIVED, Decimal(-400))
    assert (done.entry.by, done.entry.cause, done.people_needed) == ("kim", "Goodwill.", 0)
    assert books.ledger.balance(VOICE) == 600
    assert books.assess() == (), "the figures are what they were"


def test_after_the_sign_off_it_is_posted_to_the_open_month() -> None:
    books = owing()
    books.sign("2026-10")
    assert books.waive("2026-10", "400.00").entry.posted_to == period("2026-11")


@pytest.mark.parametrize(("amount", "why"), [("1000.01", r"up to GBP 1,000\.00"), ("0", "more")])
def test_no_more_is_waived_than_is_owed(amount: str, why: str) -> None:
    with pytest.raises(LedgerRefusedError, match=why):
        owing().waive("2026-10", amount)


def test_what_is_disputed_or_settled_is_not_waived() -> None:
    books = owing()
    books.dispute("2026-10", "300.00")
    paid = replace(books.ledger.entries[0], kind=EntryKind.SETTLED, amount=Decimal(-600))
    with books.store.transaction() as tx:
        tx.ledger.add(replace(paid, period=period("2026-11")))
    with pytest.raises(LedgerRefusedError, match=r"up to GBP 100\.00"):
        books.waive("2026-10", "100.01")


def test_it_needs_a_reason_and_one_of_ours() -> None:
    books = owing()
    waiver = Waiver(period=period("2026-10"), amount=Decimal(1))
    with pytest.raises(LedgerRefusedError, match="needs its reason"):
        waive(books.agreement, waiver, books.said(), store=books.store)
    with pytest.raises(LedgerRefusedError, match="on the partner's side"):
        books.waive("2026-10", "1", by="ana")


def test_much_is_waived_by_two() -> None:
    books = Books(books_agreement(settlement=Settlement(four_eyes_above=Decimal(400))))
    books.owe(m2026_10="1000.00")
    assert books.waive("2026-10", "400.00", "kim").people_needed == 1
    assert books.ledger.balance(VOICE) == 1000
    assert books.waive("2026-10", "400.00", "lee").people_needed == 0
    assert books.ledger.balance(VOICE) == 600
    assert books.waive("2026-10", "400.00", "lee").people_needed == 1, "another one anew"
