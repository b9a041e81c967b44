"""Consent to an act: recorded with its amount, counted by person."""

from decimal import Decimal

import pytest

from concord.domain.ledger import LedgerEventKind, LedgerRefusedError
from concord.domain.settlement import Settlement
from concord.services.consent import Act, take_consent
from tests.builders import period
from tests.builders_ledger import VOICE
from tests.ledger_books import Books, books_agreement

ACT = Act(subject="waive/x/10", line=VOICE, period=period("2026-10"), amount=Decimal(10))


def consent(books: Books, by: str, act: Act = ACT) -> int:
    ledger = books.ledger
    with books.store.transaction() as tx:
        return take_consent(tx, books.agreement, ledger, act, books.said(by, "Why."))


def test_one_person_is_enough_below_the_agreed_amount() -> None:
    books = Books()
    assert consent(books, "kim") == 0
    (event,) = books.ledger.events
    assert (event.kind, event.subject) == (LedgerEventKind.CONSENTED, ACT.subject)
    assert (event.amount, event.note, event.by) == (Decimal(10), "Why.", "kim")


def test_two_different_people_are_needed_from_it_on() -> None:
    books = Books(books_agreement(settlement=Settlement(four_eyes_above=Decimal(10))))
    assert consent(books, "kim") == 1
    with pytest.raises(LedgerRefusedError, match="takes somebody else too"):
        consent(books, "kim")
    assert consent(books, "lee") == 0


def test_the_partner_does_not_decide_about_what_it_owes() -> None:
    with pytest.raises(LedgerRefusedError, match="on the partner's side"):
        consent(Books(), "ana")
