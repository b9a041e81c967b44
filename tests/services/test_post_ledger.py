"""Posting: the ledger holds what figures come to, each change as an entry with its cause."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from concord.domain.assessment import Assessment
from concord.domain.charges import MonthCharges
from concord.domain.charges.month import ChargeGap
from concord.domain.credit import MetInEachOfNext
from concord.domain.ledger import EntryKind, LedgerEventKind, LedgerLine, LedgerRefusedError
from concord.domain.opening import Opening
from concord.domain.quantity import DueRule, parse_due_rule, parse_span
from concord.domain.settlement import Settlement
from concord.domain.shadow import LivePartner
from concord.services.post_ledger import post_ledger
from tests.builders import (
    agreement,
    measurement,
    moment,
    period,
    points_regime,
    source,
    submission,
)
from tests.builders_ledger import VOICE
from tests.fakes import FakeStore
from tests.ledger_books import NOW, Books, assessment, books_agreement, credit
from tests.services.test_assess import Case

ACCRUED, ADJUSTED = EntryKind.ACCRUED, EntryKind.ADJUSTED
WAIVED, EARNED_BACK = EntryKind.WAIVED, EntryKind.EARNED_BACK


def test_a_first_credit_is_accrued_in_its_own_month_with_what_it_is_for() -> None:
    (posted,) = Books().owe(m2026_10="1000.00")
    assert (posted.kind, str(posted.amount), posted.by) == (ACCRUED, "1000.00", "concord")
    assert (posted.period, posted.posted_to) == (period("2026-10"), period("2026-10"))
    assert (posted.cause, posted.agreement) == ("phone 2026-10 minor", "a" * 64)


def test_posting_again_adds_nothing() -> None:
    books = Books()
    books.owe(m2026_10="1000.00", m2026_11="0.00")
    assert books.assess() == ()
    assert books.rows() == [("2026-10", "2026-10", ACCRUED, "1000.00")]


def test_figures_that_a_rival_kept_meanwhile_decide() -> None:
    books = Books()
    books.owe(m2026_10="1000.00")
    with books.store.transaction() as tx:
        stale = (assessment("2026-10", credit("2026-10", "500.00")),)
        assert post_ledger(tx, books.agreement, (), stale, (), NOW) == ()


def test_a_change_is_an_entry_of_its_own_that_cites_the_one_before() -> None:
    books = Books()
    (first,) = books.owe(m2026_10="1000.00")
    (change,) = books.owe(m2026_10="400.00")
    assert (change.kind, change.amount, change.cites) == (ADJUSTED, Decimal(-600), first.key)
    assert books.computed("2026-10") == 400


def test_a_credit_that_no_figures_give_any_more_has_come_to_nothing() -> None:
    books = Books()
    books.owe(m2026_10="1000.00")
    (change,) = books.assess(assessment("2026-10"))
    assert change.amount == -1000


def test_a_credit_whose_charges_are_not_known_just_now_stays_what_it_was() -> None:
    books = Books()
    books.owe(m2026_10="1000.00")
    charges = MonthCharges(service="voice", month=period("2026-10"), gap=ChargeGap.NOT_KNOWN_YET)
    assert books.assess(assessment("2026-10", unknown_charges=(charges,))) == ()


@pytest.mark.parametrize(("now", "count"), [("2026-10-31T23:30", 0), ("2026-11-01T00:30", 1)])
def test_nothing_is_accrued_before_the_month_is_over(now: str, count: int) -> None:
    found = assessment("2026-10", credit("2026-10", "500.00"))
    assert len(Books().assess(found, now=moment(now))) == count


def test_history_leaves_no_entry() -> None:
    books = Books(books_agreement(effects_from=period("2026-10")))
    books.owe(m2026_09="700.00", m2026_10="1000.00")
    assert [row[0] for row in books.rows()] == ["2026-10"]


def test_nothing_is_posted_in_shadow() -> None:
    books = Books()
    books.store = FakeStore()
    assert books.owe(m2026_10="1000.00") == ()


def test_in_shadow_nothing_is_decided_about_either() -> None:
    books = Books()
    books.store = FakeStore()
    acts: list[Callable[[], object]] = [
        lambda: books.sign("2026-10"),
        lambda: books.dispute("2026-10", "1.00"),
        lambda: books.waive("2026-10", "1.00"),
        lambda: books.issue("2026-10"),
    ]
    for act in acts:
        with pytest.raises(LedgerRefusedError, match="northwind is in shadow"):
            act()


def test_each_regime_and_currency_is_a_line_of_its_own() -> None:
    flat = LedgerLine(service="voice", regime="flat/phone", currency="EUR")
    books = Books()
    books.assess(
        assessment("2026-10", credit("2026-10", "10.00"), credit("2026-10", "5.00", line=flat))
    )
    assert books.ledger.lines() == (flat, VOICE)
    assert [books.ledger.balance(line) for line in (VOICE, flat)] == [10, 5]


def test_what_was_given_before_concord_began_is_told_once_and_moves_no_balance() -> None:
    opening = Opening(as_of=period("2026-09").end, credits_this_year={"voice": Decimal("4113.20")})
    books = Books(books_agreement(opening=opening))
    (told,) = books.assess()
    assert books.assess() == ()
    assert (told.kind, told.posted_to) == (EntryKind.OPENING, period("2026-09"))
    assert told.line.regime == ""
    assert books.ledger.balance(told.line) == 0


def deliver(books: Books, month: str, *hashes: str) -> None:
    """Have files come whose names say what they are."""
    with books.store.transaction() as tx:
        for each in hashes:
            tx.submissions.add(submission(month, sha256=each, file=f"{each}\u202e.xlsx"))


def measured(month: str, amount: str, *hashes: str, version: str = "a") -> Assessment:
    measures = (measurement(period=period(month), submissions=hashes),)
    found = assessment(month, credit(month, amount), measurements=measures)
    return replace(found, agreement=version * 64)


CAUSES = [
    (("old",), ("old", "new"), "a", "restated by 'new\\u202e.xlsx'"),
    ((), ("new",), "a", "late data: 'new\\u202e.xlsx'"),
    (("old",), ("old",), "b", "version bbbbbbbb of the agreement"),
    (("old",), ("new",), "b", "restated by 'new\\u202e.xlsx'; version bbbbbbbb of the agreement"),
    (("old",), ("old",), "a", "computed anew from the same deliveries"),
]


@pytest.mark.parametrize(("before", "after", "version", "cause"), CAUSES)
def test_a_change_names_its_cause(
    before: tuple[str, ...], after: tuple[str, ...], version: str, cause: str
) -> None:
    books = Books()
    deliver(books, "2026-10", "old", "new")
    books.assess(measured("2026-10", "100.00", *before))
    (change,) = books.assess(measured("2026-10", "200.00", *after, version=version))
    assert change.cause == cause


def test_a_change_that_follows_from_an_earlier_month_says_so() -> None:
    books = Books()
    deliver(books, "2026-09", "new")
    books.assess(measured("2026-09", "0.00", "old"), measured("2026-10", "100.00", "file"))
    (change,) = books.assess(
        measured("2026-09", "0.00", "new"), measured("2026-10", "200.00", "file")
    )
    assert change.cause == "follows from September 2026: 'new\\u202e.xlsx'"


def test_after_the_sign_off_a_change_is_posted_to_the_first_open_month() -> None:
    books = Books()
    (first,) = books.owe(m2026_10="1000.00")
    books.sign("2026-10")
    (change,) = books.owe(m2026_10="1200.00")
    assert (change.period, change.posted_to) == (period("2026-10"), period("2026-11"))
    assert (change.kind, change.cites) == (ADJUSTED, first.key)


def test_a_first_credit_of_a_signed_month_changes_it() -> None:
    books = Books()
    books.sign("2026-10")
    (change,) = books.owe(m2026_10="1000.00")
    assert (change.kind, change.posted_to) == (ADJUSTED, period("2026-11"))
    assert change.cites == "2026-10"


def test_a_change_of_what_was_settled_cites_the_settlement() -> None:
    books = Books()
    (first,) = books.owe(m2026_10="1000.00")
    books.sign("2026-10")
    settled = replace(
        first, kind=EntryKind.SETTLED, amount=Decimal(-1000), posted_to=period("2026-11")
    )
    with books.store.transaction() as tx:
        tx.ledger.add(settled)
    (change,) = books.owe(m2026_10="900.00")
    assert (str(change.amount), change.cites) == ("-100.00", settled.key)
    assert books.ledger.balance(VOICE) == -100, "the partner has paid too much"


def test_a_waiver_shrinks_with_the_credit_it_was_given_for() -> None:
    books = Books()
    books.owe(m2026_10="1000.00")
    books.waive("2026-10", "600.00")
    books.owe(m2026_10="250.00")
    assert books.rows()[-2:] == [
        ("2026-10", "2026-10", ADJUSTED, "-750.00"),
        ("2026-10", "2026-10", WAIVED, "350.00"),
    ]
    assert books.ledger.balance(VOICE) == 0


def test_what_is_no_longer_owed_is_no_longer_disputed_the_latest_dispute_first() -> None:
    books = Books()
    books.owe(m2026_10="1000.00")
    books.dispute("2026-10", "300.00")
    books.dispute("2026-10", "200.00")
    books.owe(m2026_10="250.00")
    lets_go = [e for e in books.ledger.entries if e.cause == "no longer owed"]
    assert [str(e.amount) for e in lets_go] == ["-200.00", "-50.00"]
    assert books.ledger.sum({EntryKind.DISPUTED}, VOICE) == 250


LIMITED = books_agreement(settlement=Settlement(approve_changes_above=Decimal(100)))


@pytest.mark.parametrize(("amount", "waits"), [("99.99", False), ("100.00", True), ("-100", True)])
def test_a_change_from_the_agreed_amount_on_waits_until_it_is_released(
    amount: str, *, waits: bool
) -> None:
    books = Books(LIMITED)
    books.owe(m2026_10="1000.00")
    books.owe(m2026_10=str(1000 + Decimal(amount)))
    assert (books.computed("2026-10") == 1000) is waits
    if waits:
        books.release(1)
        assert books.computed("2026-10") == 1000 + Decimal(amount)


def rule(text: str) -> DueRule:
    return parse_due_rule(text)


@pytest.mark.parametrize(
    ("now", "kinds"), [("2026-11-13T12:00", [ACCRUED, ADJUSTED]), ("2026-11-16T12:00", [ACCRUED])]
)
def test_once_a_month_is_final_every_change_waits(now: str, kinds: list[EntryKind]) -> None:
    final = source(final_after=rule("10 business days after period end"))
    other = source(id="other", service="mail", final_after=rule("1 day after period end"))
    books = Books(books_agreement(sources=(final, other, source(id="third"))))
    books.owe(now=moment("2026-11-02"), m2026_10="1000.00")
    books.owe(now=moment(now), m2026_10="999.00")
    assert [row[2] for row in books.rows()] == kinds


def test_what_waits_is_proposed_once_and_withdrawn_when_it_is_not_owed_any_more() -> None:
    books = Books(LIMITED)
    books.owe(m2026_10="1000.00")
    for amount in ("1500.00", "1500.00", "1600.00", "1000.00"):
        books.owe(m2026_10=amount)
    noted = [(e.kind, str(e.amount)) for e in books.ledger.events]
    assert noted == [
        (LedgerEventKind.PROPOSED, "500.00"),
        (LedgerEventKind.PROPOSED, "600.00"),
        (LedgerEventKind.WITHDRAWN, "600.00"),
    ]
    assert "wait for approval" in books.ledger.events[0].note
    assert books.ledger.events[0].at == NOW


def test_a_credit_is_earned_back_and_owed_again_when_a_month_is_restated() -> None:
    case = Case(
        agreement(credits=(points_regime(earn_back=MetInEachOfNext(span=parse_span("2 months"))),))
    )
    with case.store.transaction() as tx:
        tx.live_partners.add(LivePartner(partner="northwind", since=NOW, by="kim"))
    for month, share in (("2026-08", "79"), ("2026-09", "82"), ("2026-10", "82")):
        case.deliver(month, share)
    case.assess()
    case.deliver("2026-09", "79", sent_as="worse")
    case.assess()
    with case.store.transaction() as tx:
        entries = tx.ledger.of_partner("northwind")
    assert [(str(e.period), str(e.posted_to), e.kind, int(e.amount)) for e in entries] == [
        ("2026-08", "2026-08", ACCRUED, 1000),
        ("2026-08", "2026-10", EARNED_BACK, -1000),
        ("2026-08", "2026-10", EARNED_BACK, 1000),
        ("2026-09", "2026-09", ACCRUED, 2000),
    ]
    assert entries[1].cause == "phone 2026-08 earned back"
    assert entries[2].cites == entries[1].key
