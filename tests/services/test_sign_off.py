"""Sign-off: who must consent, what is confirmed by it, and that the month is locked then."""

from dataclasses import replace
from decimal import Decimal

import pytest

from concord.domain.ledger import EntryKind, LedgerRefusedError
from concord.domain.period import MeasurementPeriod
from concord.domain.quantity import Money
from concord.domain.settlement import Settlement, Silence
from concord.services.sign_off import sign_off, sign_off_by_silence
from tests.builders import moment, period
from tests.builders_ledger import VOICE
from tests.ledger_books import LEE, NOW, Books, books_agreement

CONFIRMED = EntryKind.CONFIRMED
SILENT = books_agreement(settlement=Settlement(silence=Silence.ACCEPTED))
FOUR_EYES = books_agreement(settlement=Settlement(four_eyes_above=Decimal(1000)))


def test_a_month_is_signed_off_once_both_sides_have_said_so() -> None:
    books = Books()
    books.owe(m2026_10="1000.00")
    half = books.sign("2026-10", "kim")
    assert (half.is_signed, half.missing) == (False, ("somebody of the partner",))
    whole = books.sign("2026-10", "ana")
    assert whole.is_signed
    (entry,) = whole.confirmed
    assert (entry.kind, entry.amount, entry.by) == (CONFIRMED, Decimal(1000), "kim, ana")
    assert entry.cause == "signed by both sides"
    assert books.ledger.is_locked("voice", period("2026-10"))


def test_the_order_of_the_sides_does_not_matter_and_who_says_it_twice_counts_once() -> None:
    books = Books()
    books.owe(m2026_10="1000.00")
    for _ in range(2):
        assert books.sign("2026-10", "ana").missing == ("1 more person of ours",)
    assert books.sign("2026-10", "kim").is_signed


def test_what_is_disputed_is_not_confirmed() -> None:
    books = Books()
    books.owe(m2026_10="1000.00")
    books.dispute("2026-10", "300.00")
    assert [str(e.amount) for e in books.sign("2026-10").confirmed] == ["700.00"]


def test_consent_is_to_the_figures_that_were_stated() -> None:
    books = Books()
    books.owe(m2026_10="1000.00")
    books.sign("2026-10", "kim")
    books.owe(m2026_10="1100.00")
    assert books.sign("2026-10", "ana").missing == ("1 more person of ours",)
    assert books.sign("2026-10", "kim").is_signed


def test_a_month_without_any_credit_can_be_signed_off() -> None:
    books = Books()
    assert books.sign("2026-10").confirmed == ()
    assert books.ledger.is_locked("voice", period("2026-10"))


def test_what_an_earlier_month_was_changed_by_is_confirmed_with_the_month_it_is_posted_to() -> (
    None
):
    books = Books()
    books.owe(m2026_10="1000.00", m2026_11="50.00")
    books.sign("2026-10")
    books.owe(m2026_10="900.00")
    assert [str(e.amount) for e in books.sign("2026-11").confirmed] == ["-50.00"]


REFUSED = [
    ("2026-12", "December 2026 is not over."),
    ("2026-11", "October 2026 comes first"),
    ("2026-Q3", "is no month"),
    ("2026-W44", "has no statement"),
]


@pytest.mark.parametrize(("month", "why"), REFUSED)
def test_only_a_month_that_is_over_is_signed_off_and_the_earlier_ones_first(
    month: str, why: str
) -> None:
    books = Books()
    books.owe(m2026_10="1000.00")
    with pytest.raises(LedgerRefusedError, match=why):
        books.sign(month)


def test_a_month_is_signed_off_once() -> None:
    books = Books()
    books.sign("2026-10")
    with pytest.raises(LedgerRefusedError, match="October 2026 is signed off"):
        books.sign("2026-10")
    with pytest.raises(LedgerRefusedError, match="September 2026 is signed off"):
        books.sign("2026-09")


def test_a_service_that_nobody_knows_is_not_signed() -> None:
    books = Books()
    with pytest.raises(LedgerRefusedError, match="'mail' is no service of northwind: voice"):
        sign_off(books.agreement, "mail", period(), books.said(), store=books.store)


def test_a_stranger_signs_nothing() -> None:
    with pytest.raises(LedgerRefusedError, match="'zoe' is nobody's id"):
        Books().sign("2026-10", "zoe")


def test_nobody_signs_for_more_than_their_limit() -> None:
    people = tuple(
        replace(each, limit=Money(amount=Decimal(999), currency="GBP")) if each == LEE else each
        for each in books_agreement().people
    )
    books = Books(books_agreement(people=people))
    books.owe(m2026_10="1000.00")
    with pytest.raises(LedgerRefusedError, match=r"lee may decide up to GBP 999\.00"):
        books.sign("2026-10", "lee")
    books.owe(m2026_10="999.00")
    assert books.sign("2026-10", "lee").missing == ("somebody of the partner",)


@pytest.mark.parametrize(("amount", "needed"), [("999.99", 1), ("1000.00", 2)])
def test_from_the_agreed_amount_on_it_takes_two_of_ours(amount: str, needed: int) -> None:
    books = Books(FOUR_EYES)
    books.owe(m2026_10=amount)
    assert books.sign("2026-10", "kim", "ana").is_signed is (needed == 1)
    if needed > 1:
        assert books.sign("2026-10", "kim").missing == ("1 more person of ours",)
        assert books.sign("2026-10", "lee").is_signed


ISSUED = moment("2026-11-05T10:00")


@pytest.mark.parametrize(("now", "signed"), [("2026-11-19T23:00", 0), ("2026-11-20T00:30", 1)])
def test_silence_is_acceptance_where_it_was_agreed_once_the_time_to_object_is_over(
    now: str, signed: int
) -> None:
    books = Books(SILENT)
    books.owe(now=ISSUED, m2026_10="1000.00")
    books.issue("2026-10", ISSUED)
    half = books.sign("2026-10", "kim", at=ISSUED)
    assert half.missing == ("somebody of the partner, or its silence to the end of 19 Nov 2026",)
    found = sign_off_by_silence(SILENT, store=books.store, now=moment(now))
    assert len(found) == signed
    if signed:
        (entry,) = found[0].confirmed
        assert entry.cause == "signed by us; the partner did not object in time"
        assert sign_off_by_silence(SILENT, store=books.store, now=NOW) == ()


def test_silence_about_figures_that_were_never_stated_is_none() -> None:
    books = Books(SILENT)
    books.owe(now=ISSUED, m2026_10="1000.00")
    books.issue("2026-10", ISSUED)
    books.owe(m2026_10="1100.00")
    (missing,) = books.sign("2026-10", "kim").missing
    assert "no statement with these figures was issued" in missing


def test_silence_is_nothing_where_it_was_not_agreed() -> None:
    books = Books()
    books.owe(now=ISSUED, m2026_10="1000.00")
    books.issue("2026-10", ISSUED)
    books.sign("2026-10", "kim", at=ISSUED)
    assert sign_off_by_silence(books.agreement, store=books.store, now=NOW) == ()


def test_who_has_left_since_does_not_count_any_more() -> None:
    books = Books()
    books.sign("2026-10", "ana")
    gone = replace(books.agreement, people=books.agreement.people[1:])
    result = sign_off(gone, "voice", period("2026-10"), books.said("kim"), store=books.store)
    assert result.missing == ("somebody of the partner",)


def test_silence_signs_the_earlier_month_first() -> None:
    books = Books(SILENT)
    books.owe(now=ISSUED, m2026_09="10.00", m2026_10="1000.00")
    september: MeasurementPeriod = period("2026-09")
    for month in ("2026-09", "2026-10"):
        books.issue(month, ISSUED)
        if month == "2026-09":
            books.sign(month, "kim", at=ISSUED)
    (signed,) = sign_off_by_silence(SILENT, store=books.store, now=NOW)
    assert signed.sign_off.month == september
    assert books.ledger.sum({CONFIRMED}, VOICE) == 10
