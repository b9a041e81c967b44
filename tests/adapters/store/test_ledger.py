"""The credit ledger: in memory, in SQLite, in PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from decimal import Decimal
from threading import Barrier

import pytest
from sqlalchemy import text

from concord.adapters.store import SqlStore
from concord.adapters.store.engine import Database
from concord.domain.errors import StoreUnavailableError
from concord.domain.ledger import EntryKind, LedgerEventKind
from tests.adapters.store.databases import StoreWithQueue
from tests.builders import period
from tests.builders_ledger import VOICE, entry, event
from tests.ledger_books import Books, assessment, credit

FIRST = entry()
SECOND = entry(
    "-0.0100",
    kind=EntryKind.ADJUSTED,
    posted_to=period("2026-11"),
    cause="restated by “ops\u202e.xlsx”",
    cites=FIRST.key,
)


def test_entries_come_back_to_the_last_digit_in_the_order_of_writing(
    store: StoreWithQueue,
) -> None:
    other = replace(FIRST, partner="other")
    with store.transaction() as tx:
        assert [tx.ledger.add(each) for each in (SECOND, other, FIRST)] == [True, True, True]
    with store.transaction() as tx:
        assert tx.ledger.of_partner("northwind") == (SECOND, FIRST)
        assert [str(each.amount) for each in tx.ledger.of_partner("other")] == ["1000.00"]
        assert tx.ledger.of_partner("nobody") == ()


def test_an_entry_stands_as_it_was_first_written(store: StoreWithQueue) -> None:
    with store.transaction() as tx:
        assert tx.ledger.add(FIRST)
    with store.transaction() as tx:
        assert not tx.ledger.add(replace(FIRST, amount=Decimal(1)))
        assert tx.ledger.of_partner("northwind") == (FIRST,)


@pytest.mark.parametrize(
    "another",
    [
        replace(FIRST, number=2),
        replace(FIRST, kind=EntryKind.WAIVED),
        replace(FIRST, period=period("2026-09")),
        *(replace(FIRST, line=replace(VOICE, **{part: "x"})) for part in ("service", "regime")),
        replace(FIRST, line=replace(VOICE, currency="EUR")),
    ],
)
def test_whatever_its_identity_names_tells_entries_apart(
    store: StoreWithQueue, another: object
) -> None:
    with store.transaction() as tx:
        tx.ledger.add(FIRST)
        assert tx.ledger.add(another)  # type: ignore[arg-type] # a table of entries


def test_events_come_back_in_order(store: StoreWithQueue) -> None:
    told = event()
    disputed = event(
        LedgerEventKind.DISPUTE_RAISED,
        amount=Decimal("12.50"),
        owner="kim",
        due=date(2026, 11, 20),
        note="Our count is another.",
    )
    with store.transaction() as tx:
        for each in (told, replace(told, partner="other"), disputed, told):
            tx.ledger.note(each)
    with store.transaction() as tx:
        assert tx.ledger.events("northwind") == (told, disputed, told)


@pytest.mark.parametrize("table", ["ledger_entry", "ledger_event"])
@pytest.mark.parametrize("change", ["UPDATE {} SET partner = 'x'", "DELETE FROM {}"])
def test_the_database_itself_refuses_to_change_or_remove_what_was_written(
    database_store: SqlStore, url: str, table: str, change: str
) -> None:
    with database_store.transaction() as tx:
        tx.ledger.add(FIRST)
        tx.ledger.note(event())
    database = Database(url)
    with (
        pytest.raises(StoreUnavailableError, match="the ledger is append-only"),
        database.begin() as connection,
    ):
        connection.execute(text(change.format(table)))
    database.close()
    with database_store.transaction() as tx:
        assert tx.ledger.of_partner("northwind") == (FIRST,)
        assert tx.ledger.events("northwind") == (event(),)


def test_a_ledger_comes_out_alike_wherever_it_is_kept(store: StoreWithQueue) -> None:
    real, remembered = Books(store=store), Books()
    for books in (real, remembered):
        books.owe(m2026_09="20.00", m2026_10="1000.00")
        books.sign("2026-09")
        books.issue("2026-10")
        number = books.dispute("2026-10", "300.00")
        books.sign("2026-10")
        books.owe(m2026_09="0.00", m2026_10="900.00", m2026_11="5.00")
        books.resolve(number, "100.00")
        books.waive("2026-11", "5.00")
        assert books.assess() == ()
    assert real.ledger == remembered.ledger
    assert real.ledger.balance(VOICE) == 800


def test_two_who_post_at_once_write_one_entry(database_store: SqlStore) -> None:
    books = Books(store=database_store)
    with database_store.transaction() as tx:
        tx.assessments.save(assessment("2026-10", credit("2026-10", "1000.00")))
    start = Barrier(2)

    def post() -> None:
        start.wait()
        books.owe(m2026_10="1000.00")

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(post) for _ in range(2)]:
            done.result()
    assert [str(entry.amount) for entry in books.ledger.entries] == ["1000.00"]
