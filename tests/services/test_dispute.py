"""Disputes: by line and amount, within the time for it, owned at each stage, ended by entries."""

from dataclasses import replace
from decimal import Decimal

import pytest

from concord.domain.issue import IssueState
from concord.domain.ledger import EntryKind, LedgerRefusedError, disputes
from concord.domain.quantity import Money
from concord.domain.settlement import Settlement
from concord.services.correspondence import Correspondence
from concord.services.dispute import Contested, pass_dispute, raise_dispute
from concord.services.escalate import raise_issues
from tests.builders import moment, period, service
from tests.builders_ledger import VOICE
from tests.fakes import FakeLetters, FakeMailWriter
from tests.ledger_books import LEE, NOW, Books, assessment, books_agreement, credit

DISPUTED, WAIVED, CONFIRMED = EntryKind.DISPUTED, EntryKind.WAIVED, EntryKind.CONFIRMED
ISSUED = moment("2026-11-05T10:00")


def owing(amount: str = "1000.00") -> Books:
    books = Books()
    books.owe(now=ISSUED, m2026_10=amount)
    return books


def test_a_dispute_marks_an_amount_and_leaves_the_balance() -> None:
    books = owing()
    number = books.dispute("2026-10", "300.00")
    (found,) = disputes(books.ledger)
    assert (number, str(found.amount), str(found.left)) == (1, "300.00", "300.00")
    assert found.is_open
    assert (found.reason, found.statement) == ("Our count is another.", period("2026-10"))
    assert books.ledger.balance(VOICE) == 1000


def test_each_stage_has_an_owner_and_a_day() -> None:
    books = Books(books_agreement(services=(service(owner="kim"),)))
    books.owe(m2026_10="1000.00")
    number = books.dispute("2026-10", "300.00", at=moment("2026-11-09T10:00"))
    (found,) = disputes(books.ledger)
    assert (found.owner, str(found.due)) == ("kim", "2026-11-23")
    later = books.said("kim", "Lee knows the counts.", moment("2026-11-10T10:00"))
    passed = pass_dispute(books.agreement, number, "lee", later, store=books.store)
    assert (passed.owner, str(passed.due)) == ("lee", "2026-11-24")
    books.resolve(number)
    (ended,) = disputes(books.ledger)
    assert (ended.owner, ended.due, ended.is_open) == ("", None, False)
    assert [stage.kind for stage in ended.stages] == [
        "dispute_raised",
        "dispute_passed",
        "dispute_resolved",
    ]


def test_without_an_owner_somebody_of_ours_has_it() -> None:
    books = owing()
    books.dispute("2026-10", "1.00")
    assert disputes(books.ledger)[0].owner == "kim"


def test_a_dispute_is_passed_on_to_somebody_that_there_is() -> None:
    books = owing()
    number = books.dispute("2026-10", "1.00")
    with pytest.raises(LedgerRefusedError, match="'zoe' is nobody's id"):
        pass_dispute(books.agreement, number, "zoe", books.said(), store=books.store)


@pytest.mark.parametrize(
    ("waived", "entries"),
    [
        ("0", [(DISPUTED, "-300.00"), (CONFIRMED, "300.00")]),
        ("100.00", [(DISPUTED, "-300.00"), (WAIVED, "-100.00"), (CONFIRMED, "200.00")]),
        ("300.00", [(DISPUTED, "-300.00"), (WAIVED, "-300.00")]),
    ],
)
def test_a_dispute_ends_by_what_is_waived_and_what_is_confirmed(
    waived: str, entries: list[tuple[EntryKind, str]]
) -> None:
    books = owing()
    number = books.dispute("2026-10", "300.00")
    ended = books.resolve(number, waived)
    assert [(e.kind, str(e.amount)) for e in ended.entries] == entries
    assert {e.cites for e in ended.entries} == {ended.dispute.key}
    assert {e.cause for e in ended.entries} == {"As agreed by phone."}
    assert books.ledger.balance(VOICE) == 1000 - Decimal(waived)


def test_what_a_dispute_comes_to_after_the_sign_off_is_posted_to_the_open_month() -> None:
    books = owing()
    number = books.dispute("2026-10", "300.00")
    books.sign("2026-10")
    ended = books.resolve(number, "100.00")
    assert {e.posted_to for e in ended.entries} == {period("2026-11")}
    assert {e.period for e in ended.entries} == {period("2026-10")}
    assert books.sign("2026-11").confirmed[0].amount == 0
    assert books.ledger.sum({CONFIRMED}, VOICE) == books.ledger.balance(VOICE) == 900


def test_a_dispute_about_what_is_no_longer_owed_lapses() -> None:
    books = owing()
    number = books.dispute("2026-10", "300.00")
    books.owe(m2026_10="0.00")
    (found,) = disputes(books.ledger)
    assert not found.is_open
    assert (found.owner, found.due) == ("", None)
    with pytest.raises(LedgerRefusedError, match="Dispute 1 has lapsed"):
        books.resolve(number)


REFUSED = [
    (Contested(statement=period("2026-10"), amount=Decimal("1000.01")), "no more than GBP 1,000"),
    (Contested(statement=period("2026-10"), amount=Decimal(0)), "no less than nothing"),
    (Contested(statement=period("2026-09"), amount=Decimal(1)), "no such credit of September"),
    (Contested(statement=period("2026-10"), amount=Decimal(1), service="x"), "no such credit"),
    (Contested(statement=period("2026-10"), amount=Decimal(1), regime="x"), "no such credit"),
]


@pytest.mark.parametrize(("contested", "why"), REFUSED)
def test_what_is_not_owed_cannot_be_disputed(contested: Contested, why: str) -> None:
    books = owing()
    with pytest.raises(LedgerRefusedError, match=why):
        raise_dispute(books.agreement, contested, books.said("ana", "Why."), store=books.store)


def test_the_same_amount_is_disputed_once() -> None:
    books = owing()
    books.dispute("2026-10", "800.00")
    with pytest.raises(LedgerRefusedError, match=r"no more than GBP 200\.00"):
        books.dispute("2026-10", "200.01")


@pytest.mark.parametrize(
    ("by", "note", "why"), [("kim", "x", "on the client's side"), ("ana", "", "needs its reason")]
)
def test_a_dispute_is_the_partners_and_has_a_reason(by: str, note: str, why: str) -> None:
    books = owing()
    contested = Contested(statement=period("2026-10"), amount=Decimal(1))
    with pytest.raises(LedgerRefusedError, match=why):
        raise_dispute(books.agreement, contested, books.said(by, note), store=books.store)


def test_where_several_credits_may_be_meant_they_are_named() -> None:
    books = Books()
    flat = replace(VOICE, regime="flat")
    books.assess(
        assessment("2026-10", credit("2026-10", "10.00"), credit("2026-10", "5.00", line=flat))
    )
    with pytest.raises(LedgerRefusedError, match="voice, flat; voice, points"):
        books.dispute("2026-10", "1.00")
    contested = Contested(statement=period("2026-10"), amount=Decimal(1), regime="flat")
    said = books.said("ana", "Why.")
    assert raise_dispute(books.agreement, contested, said, store=books.store).line == flat


@pytest.mark.parametrize(("at", "late"), [("2026-11-19T23:00", False), ("2026-11-20T00:30", True)])
def test_a_statement_is_disputed_within_ten_business_days(at: str, *, late: bool) -> None:
    books = owing()
    books.issue("2026-10", ISSUED)
    if not late:
        assert books.dispute("2026-10", "1.00", at=moment(at)) == 1
        return
    with pytest.raises(LedgerRefusedError, match="could be disputed to 19 Nov 2026"):
        books.dispute("2026-10", "1.00", at=moment(at))


def test_a_new_entry_begins_the_time_anew_and_an_issue_of_the_same_does_not() -> None:
    books = owing()
    books.issue("2026-10", ISSUED)
    books.issue("2026-10", moment("2026-11-19T10:00"))
    with pytest.raises(LedgerRefusedError, match="19 Nov"):
        books.dispute("2026-10", "1.00", at=moment("2026-11-20T10:00"))
    books.owe(now=moment("2026-11-20T11:00"), m2026_10="1100.00")
    books.issue("2026-10", moment("2026-11-20T12:00"))
    assert books.dispute("2026-10", "1.00", at=moment("2026-12-04T10:00")) == 1


def test_a_signed_month_is_disputed_no_more() -> None:
    books = owing()
    books.sign("2026-10")
    with pytest.raises(LedgerRefusedError, match="October 2026 is signed off"):
        books.dispute("2026-10", "1.00")


def test_a_change_of_an_earlier_month_is_disputed_where_it_is_stated() -> None:
    books = owing()
    books.sign("2026-10")
    books.owe(m2026_10="1200.00")
    books.dispute("2026-11", "200.00", of="2026-10")
    assert books.rows()[-1] == ("2026-10", "2026-11", DISPUTED, "200.00")


@pytest.mark.parametrize(("number", "waived", "why"), [(2, "0", "no dispute 2; open are 1"),
    (1, "300.01", r"to GBP 300\.00"), (1, "-1", "From nothing")])  # fmt: skip
def test_only_an_open_dispute_is_resolved_and_by_no_more_than_it_is_about(
    number: int, waived: str, why: str
) -> None:
    books = owing()
    books.dispute("2026-10", "300.00")
    with pytest.raises(LedgerRefusedError, match=why):
        books.resolve(number, waived)


def test_a_dispute_ends_once_and_for_a_reason() -> None:
    books = owing()
    number = books.dispute("2026-10", "300.00")
    with pytest.raises(LedgerRefusedError, match="needs its reason"):
        books_without_reason(books, number)
    books.resolve(number)
    with pytest.raises(LedgerRefusedError, match="Dispute 1 was resolved by kim"):
        books.resolve(number)
    with pytest.raises(LedgerRefusedError, match="open are none"):
        books.resolve(2)


def books_without_reason(books: Books, number: int) -> None:
    from concord.services.dispute import resolve_dispute

    resolve_dispute(books.agreement, number, Decimal(0), books.said(), store=books.store)


def test_two_people_end_a_dispute_about_much_and_mean_the_same() -> None:
    books = Books(books_agreement(settlement=Settlement(four_eyes_above=Decimal(300))))
    books.owe(m2026_10="1000.00")
    number = books.dispute("2026-10", "300.00")
    assert books.resolve(number, "100.00", "kim").people_needed == 1
    with pytest.raises(LedgerRefusedError, match="kim has consented already"):
        books.resolve(number, "100.00", "kim")
    assert books.resolve(number, "50.00", "lee").people_needed == 1
    assert books.resolve(number, "100.00", "lee").people_needed == 0
    assert books.ledger.balance(VOICE) == 900


def test_nobody_ends_a_dispute_above_their_limit() -> None:
    limited = replace(LEE, limit=Money(amount=Decimal(100), currency="EUR"))
    people = (*books_agreement().people[:-1], limited)
    books = Books(books_agreement(people=people))
    books.owe(m2026_10="1000.00")
    number = books.dispute("2026-10", "50.00")
    with pytest.raises(LedgerRefusedError, match=r"up to EUR 100\.00, and this is about GBP 50"):
        books.resolve(number, by="lee")
    assert NOW > ISSUED


def test_a_dispute_must_be_answered_until_it_is_resolved() -> None:
    books = owing()
    number = books.dispute("2026-10", "300.00")

    def issues() -> list[tuple[str, IssueState]]:
        post = Correspondence(installation="test", letters=FakeLetters(), writer=FakeMailWriter())
        raise_issues(books.agreement, store=books.store, correspondence=post, now=NOW)
        with books.store.transaction() as tx:
            return [(str(i.key), i.state) for i in tx.issues.of_partner("northwind")]

    key = "northwind/voice/credit-disputed/dispute-1/2026-10"
    assert (key, IssueState.OPEN) in issues()
    books.resolve(number)
    assert (key, IssueState.RESOLVED) in issues()
