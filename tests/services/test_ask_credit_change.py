"""The question about a change of a credit that waits: what it shows, and what an answer does."""

import pytest

from concord.domain.ledger import ChangeChoice, CreditChange, EntryKind, LedgerRefusedError
from concord.domain.people import Side
from concord.services.ask_credit_change import answer_change, change_question, settled_change
from tests.ledger_books import Books
from tests.services.test_release_change import LIMITED, waiting

WANTED = CreditChange(partner="northwind", number=1)


def settled(books: Books, wanted: CreditChange = WANTED) -> str | None:
    return settled_change(LIMITED, wanted, store=books.store)


def answer(books: Books, choice: ChangeChoice, by: str = "kim", note: str = "") -> str:
    return answer_change(LIMITED, WANTED, choice, books.said(by, note), store=books.store)


def test_it_shows_what_is_owed_and_what_the_change_makes_of_it() -> None:
    asked = change_question(LIMITED, WANTED, store=waiting().store)
    assert asked.title == "Northwind Support Services: post a change of GBP 500.00?"
    for words in ("GBP 1,000.00", "GBP 500.00", "GBP 1,500.00", "wait for approval"):
        assert words in asked.body
    assert "| Released by | nobody yet |" in asked.body
    assert all(f"**{choice}**" in asked.body for choice in ChangeChoice)
    assert {person.side for person in asked.people} == {Side.CLIENT}


def test_what_is_released_is_posted_and_waits_no_more() -> None:
    books = waiting()
    assert settled(books) is None
    assert answer(books, ChangeChoice.RELEASE) == "Posted; the last to release it was kim."
    assert settled(books) == "Change 1 does not wait any more."
    assert books.rows()[-1][2] is EntryKind.ADJUSTED


def test_of_what_is_much_the_first_release_is_shown_to_the_second() -> None:
    books = waiting("2000.00")
    before = change_question(LIMITED, WANTED, store=books.store).body
    assert "somebody else of ours" in answer(books, ChangeChoice.RELEASE)
    assert settled(books) is None
    after = change_question(LIMITED, WANTED, store=books.store).body
    assert "| Released by | kim |" in after
    assert before != after
    assert answer(books, ChangeChoice.RELEASE, "lee").startswith("Posted")


def test_what_is_refused_waits_no_more() -> None:
    books = waiting()
    with pytest.raises(LedgerRefusedError, match="needs its reason"):
        answer(books, ChangeChoice.REFUSE)
    assert answer(books, ChangeChoice.REFUSE, note="The file is wrong.") == "Refused by kim."
    assert settled(books) == "Change 1 does not wait any more."


def test_what_does_not_wait_cannot_be_asked_about() -> None:
    other = CreditChange(partner="northwind", number=7)
    books = waiting()
    assert settled(books, other) == "Change 7 does not wait any more."
    with pytest.raises(LedgerRefusedError, match="Change 7 does not wait"):
        change_question(LIMITED, other, store=books.store)


def test_each_change_has_a_run_of_its_own() -> None:
    other = CreditChange(partner="brightline", number=1)
    assert (
        len({WANTED.run_id, other.run_id, CreditChange(partner="northwind", number=2).run_id}) == 3
    )
