"""Changes that wait: released as they were proposed, or refused, by who may."""

from decimal import Decimal

import pytest

from concord.domain.ledger import EntryKind, LedgerRefusedError
from concord.domain.settlement import Settlement
from concord.services.release_change import refuse_change, waiting_changes
from tests.builders import period
from tests.ledger_books import Books, assessment, books_agreement, credit

LIMITED = books_agreement(
    settlement=Settlement(approve_changes_above=Decimal(100), four_eyes_above=Decimal(1000))
)


def waiting(amount: str = "1500.00") -> Books:
    """Return books in which a change of a thousand waits."""
    books = Books(LIMITED)
    books.owe(m2026_10="1000.00")
    books.owe(m2026_10=amount)
    return books


def numbers(books: Books) -> list[int]:
    return [each.number for each in waiting_changes(LIMITED, store=books.store)]


def test_a_change_is_posted_by_who_released_it() -> None:
    books = waiting()
    (change,) = books.release(1)
    assert (change.kind, change.amount, change.by) == (EntryKind.ADJUSTED, Decimal(500), "kim")
    assert (numbers(books), books.assess()) == ([], ())


def test_two_release_what_is_much() -> None:
    books = waiting("2000.00")
    assert books.release(1) == ()
    assert len(books.release(1, "lee")) == 1


def test_what_was_refused_waits_no_more_until_the_figures_come_out_otherwise() -> None:
    books = waiting()
    refuse_change(LIMITED, 1, books.said(note="The file is wrong."), store=books.store)
    assert books.assess() == ()
    assert numbers(books) == []
    assert books.computed("2026-10") == 1000
    books.owe(m2026_10="1600.00")
    assert numbers(books) == [2]


def test_a_refusal_needs_a_reason_and_one_of_ours() -> None:
    books = waiting()
    with pytest.raises(LedgerRefusedError, match="needs its reason"):
        refuse_change(LIMITED, 1, books.said(), store=books.store)
    with pytest.raises(LedgerRefusedError, match="on the partner's side"):
        refuse_change(LIMITED, 1, books.said("ana", "No."), store=books.store)


def test_a_change_that_does_not_wait_is_not_released() -> None:
    with pytest.raises(LedgerRefusedError, match="No change 2 waits; those that do: 1"):
        waiting().release(2)
    with pytest.raises(LedgerRefusedError, match="those that do: none"):
        Books(LIMITED).release(1)


def test_only_what_was_proposed_is_released() -> None:
    books = waiting()
    with books.store.transaction() as tx:
        tx.assessments.save(assessment("2026-10", credit("2026-10", "1700.00")))
    with pytest.raises(LedgerRefusedError, match="is not what the figures come to"):
        books.release(1)


def test_a_release_after_the_sign_off_is_posted_to_the_open_month() -> None:
    books = waiting()
    books.sign("2026-10", "kim", "lee", "ana")
    assert books.release(1)[0].posted_to == period("2026-11")
