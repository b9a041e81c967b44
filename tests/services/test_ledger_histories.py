"""Whatever is restated, signed, disputed, waived and settled, in any order: the sums hold."""

from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from concord.domain.ledger import (
    BALANCE,
    COMPUTED,
    OWED,
    Due,
    EntryKind,
    Ledger,
    LedgerEntry,
    LedgerRefusedError,
    disputes,
    dues,
    statements,
)
from concord.services.post_ledger import write
from tests.builders import period
from tests.builders_ledger import VOICE
from tests.ledger_books import NOW, Books, assessment, credit, earned

MONTHS = ("2026-08", "2026-09", "2026-10", "2026-11")

Act = Callable[[Books], object]
amounts = st.integers(-2_000, 200_000).map(lambda cents: f"{Decimal(cents) / 100:.2f}")
months = st.sampled_from(MONTHS)


def restated(month: str, amount: str) -> Act:
    def act(books: Books) -> object:
        return books.assess(assessment(month, credit(month, amount)))

    return act


def earned_back(month: str, failed: str, amount: str) -> Act:
    """Have a month give back what another month's failure had cost."""

    def act(books: Books) -> object:
        return books.assess(assessment(month, earned(month, (failed, amount))))

    return act


def settled(month: str) -> Act:
    """Pay what is confirmed and not paid, by a credit note for the month's statement."""

    def act(books: Books) -> object:
        ledger = books.ledger
        posted = [e for e in ledger.of(VOICE) if e.posted_to == period(month)]
        paid = ledger.sum({EntryKind.SETTLED}, VOICE, period(month))
        owed = sum((e.amount for e in posted if e.kind is EntryKind.CONFIRMED), paid)
        if not owed or not ledger.is_locked("voice", period(month)):
            return None
        entry = LedgerEntry(
            partner="northwind",
            line=VOICE,
            period=period(month),
            posted_to=ledger.open_month("voice", period(month)),
            kind=EntryKind.SETTLED,
            number=ledger.number(VOICE, period(month), EntryKind.SETTLED),
            amount=-owed,
            cause="credit note",
            by="concord",
            at=NOW,
        )
        with books.store.transaction() as tx:
            return write(tx, ledger, (entry,), NOW)

    return act


acts: st.SearchStrategy[Act] = st.one_of(
    st.builds(restated, months, amounts),
    st.builds(earned_back, months, months, amounts),
    months.map(lambda month: lambda books: books.sign(month)),
    months.map(lambda month: lambda books: books.issue(month)),
    months.map(settled),
    st.tuples(months, amounts).map(lambda given_: lambda books: books.dispute(*given_)),
    st.tuples(months, amounts).map(lambda given_: lambda books: books.waive(*given_)),
    st.tuples(st.integers(1, 4), amounts).map(lambda given_: lambda books: books.resolve(*given_)),
)
histories = st.lists(acts, max_size=14)


def played(history: list[Act]) -> Books:
    """Do everything in turn; what cannot be done as asked is refused and leaves no trace."""
    books = Books()
    for act in history:
        before = books.ledger
        with suppress(LedgerRefusedError):
            act(books)
        check_step(before, books.ledger)
    return books


def check_step(before: Ledger, after: Ledger) -> None:
    assert after.entries[: len(before.entries)] == before.entries, "nothing is edited"
    for entry in after.entries[len(before.entries) :]:
        assert not before.is_locked("voice", entry.posted_to), "a signed month stays as it is"


@given(histories)
def test_the_ledger_comes_to_what_a_computation_from_scratch_comes_to(history: list[Act]) -> None:
    books = played(history)
    with books.store.transaction() as tx:
        found = tx.assessments.of_partner("northwind")
    due = dues(books.agreement, found, NOW.date())
    for month in map(period, MONTHS):
        now = due.get((VOICE, month), Due())
        assert books.ledger.sum(COMPUTED, VOICE, month) == now.credited + now.earned_back
    whole = sum((credit.amount for each in found for credit in each.credits), Decimal(0))
    assert books.ledger.sum(COMPUTED, VOICE) == whole


@given(histories)
def test_posting_again_adds_nothing(history: list[Act]) -> None:
    books = played(history)
    books.assess()
    before = books.ledger
    assert books.assess() == ()
    assert books.ledger == before


@given(histories)
def test_what_statements_add_up_is_what_the_ledger_adds_up(history: list[Act]) -> None:
    books = played(history)
    ledger = books.ledger
    by_month = [
        statement
        for month in (*MONTHS, "2026-12")
        for statement in statements(books.agreement, ledger, period(month))
    ]
    for earlier, later in pairwise(by_month):
        assert later.opening == earlier.closing
    assert by_month[-1].closing == ledger.balance(VOICE)
    (year,) = statements(books.agreement, ledger, period("2026"))
    assert year.closing == by_month[-1].closing
    for kind, amount in year.sums:
        assert amount == sum(statement.sum(kind) for statement in by_month)
    assert year.entries == ledger.entries


@given(histories)
def test_no_more_is_waived_or_disputed_than_is_owed(history: list[Act]) -> None:
    ledger = played(history).ledger
    for month in MONTHS:
        computed = max(ledger.sum(COMPUTED, VOICE, period(month)), Decimal(0))
        waived = -ledger.sum({EntryKind.WAIVED}, VOICE, period(month))
        disputed = ledger.sum({EntryKind.DISPUTED}, VOICE, period(month))
        assert 0 <= waived <= computed
        assert 0 <= disputed <= computed - waived
    for dispute in disputes(ledger):
        assert dispute.left == 0 or dispute.is_open


@given(histories)
def test_once_all_is_resolved_and_signed_what_is_confirmed_is_what_is_owed(
    history: list[Act],
) -> None:
    books = played(history)
    for dispute in disputes(books.ledger):
        if dispute.is_open:
            books.resolve(dispute.number)
    for month in MONTHS:
        with suppress(LedgerRefusedError):
            books.sign(month)
    ledger = books.ledger
    posted = [e for e in ledger.of(VOICE) if ledger.is_locked("voice", e.posted_to)]
    owed = sum((e.amount for e in posted if e.kind in OWED), Decimal(0))
    confirmed = sum((e.amount for e in posted if e.kind is EntryKind.CONFIRMED), Decimal(0))
    contested = sum((e.amount for e in posted if e.kind is EntryKind.DISPUTED), Decimal(0))
    assert confirmed == owed - contested
    assert ledger.sum(BALANCE, VOICE) == ledger.balance(VOICE)
