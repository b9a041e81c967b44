"""What either side answers about a month: signatures, acceptances by word, disputes."""

from decimal import Decimal

import pytest

from concord.domain.ledger import (
    EntryKind,
    LedgerRefusedError,
    ServiceMonth,
    SignOffAnswer,
    SignOffChoice,
)
from concord.services.answer_sign_off import (
    answer_sign_off,
    person_of_either_side,
    signed_off,
)
from tests.builders import moment, period, person
from tests.ledger_books import Books, books_agreement

OCTOBER = ServiceMonth(partner="northwind", service="voice", month=period("2026-10"))
NOW = moment("2026-11-12T09:00")


class Desk:
    """October, at GBP 1,000.00, with its statement out."""

    def __init__(self, books: Books | None = None) -> None:
        self.books = books or Books()
        self.books.owe(now=moment("2026-11-05T09:00"), m2026_10="1000.00")
        self.books.issue("2026-10", at=moment("2026-11-09T09:00"))

    def answer(self, choice: SignOffChoice, by: str, note: str = "", amount: str = "") -> str:
        return answer_sign_off(
            self.books.agreement,
            OCTOBER,
            SignOffAnswer(choice=choice, amount=amount),
            self.books.said(by, note, NOW),
            store=self.books.store,
        )

    def sum(self, kind: EntryKind) -> Decimal:
        ledger = self.books.ledger
        return sum((ledger.sum({kind}, line) for line in ledger.lines()), Decimal(0))


def test_both_sides_sign_and_the_month_is_locked() -> None:
    desk = Desk()
    first = desk.answer(SignOffChoice.SIGN, "kim")
    assert first == "Signed by kim; still lacks somebody of the partner."
    assert signed_off(desk.books.agreement, OCTOBER, store=desk.books.store) is None
    assert desk.answer(SignOffChoice.SIGN, "ana") == "Signed off; the last to sign was ana."
    assert desk.sum(EntryKind.CONFIRMED) == Decimal("1000.00")
    reason = signed_off(desk.books.agreement, OCTOBER, store=desk.books.store)
    assert reason == "October 2026 is signed off."


def test_what_the_partner_said_elsewhere_is_recorded_by_one_of_ours() -> None:
    desk = Desk()
    desk.answer(SignOffChoice.SIGN, "kim")
    done = desk.answer(SignOffChoice.PARTNER_ACCEPTS, "kim", "Her mail of 11 Nov.")
    assert done == "Signed off; the last to sign was ana."
    notes = [event.note for event in desk.books.ledger.events]
    assert "recorded by kim: Her mail of 11 Nov." in notes


@pytest.mark.parametrize("by", ["ana", "kim"])
def test_a_dispute_is_recorded_by_either_side(by: str) -> None:
    desk = Desk()
    done = desk.answer(SignOffChoice.DISPUTE, by, "Our count is another.", "1,000.00")
    assert done == "Dispute 1 about 1000.00 is recorded."
    assert desk.sum(EntryKind.DISPUTED) == Decimal("1000.00")


@pytest.mark.parametrize("amount", ["", "much", "0", "-5", "NaN"])
def test_an_amount_in_dispute_is_an_amount(amount: str) -> None:
    with pytest.raises(LedgerRefusedError, match="no amount in dispute"):
        Desk().answer(SignOffChoice.DISPUTE, "ana", "Why.", amount)


def test_an_acceptance_by_word_says_how() -> None:
    with pytest.raises(LedgerRefusedError, match="how the partner has said so"):
        Desk().answer(SignOffChoice.PARTNER_ACCEPTS, "kim")


def test_without_anybody_on_the_other_side_nobody_has_said_so() -> None:
    whole = books_agreement()
    ours = tuple(each for each in whole.people if each.side == "client")
    desk = Desk(Books(books_agreement(people=ours)))
    with pytest.raises(LedgerRefusedError, match="nobody on the partner's side"):
        desk.answer(SignOffChoice.PARTNER_ACCEPTS, "kim", "By phone.")


def test_people_are_known_by_their_logins_on_either_side() -> None:
    ana = person(id="ana", login="ana.reyes")
    agreed = books_agreement(people=(ana, *books_agreement().people[1:]))
    assert person_of_either_side(agreed, "ana.reyes", "7") == "ana"
    assert person_of_either_side(agreed, "stranger", "7") == "stranger"
