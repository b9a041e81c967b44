"""What was seen on drives: in memory, in SQLite, in PostgreSQL."""

from datetime import timedelta

from concord.ports import Waiting
from tests.adapters.store.databases import StoreWithQueue
from tests.adapters.store.examples import NOON, arrival


def test_arrivals_come_back_in_order_and_each_version_once(store: StoreWithQueue) -> None:
    first, second = arrival(), arrival(revision="r2", at=NOON + timedelta(hours=1))
    with store.transaction() as tx:
        assert tx.drives.add_arrival(second, restored=False)
        assert tx.drives.add_arrival(first, restored=False)
        assert not tx.drives.add_arrival(first, restored=True)
    with store.transaction() as tx:
        assert tx.drives.arrivals("acme", "daily") == (first, second)
        assert tx.drives.arrivals("acme", "calls") == ()


def test_a_renamed_file_arrives_again(store: StoreWithQueue) -> None:
    with store.transaction() as tx:
        assert tx.drives.add_arrival(arrival(), restored=False)
        assert tx.drives.add_arrival(arrival(file="acme 2026-11.xlsx"), restored=False)


def test_what_waits_is_replaced_as_a_whole(store: StoreWithQueue) -> None:
    one = Waiting(drive_file="a", revision="1", polls=1)
    other = Waiting(drive_file="b", revision="1", polls=2)
    with store.transaction() as tx:
        tx.drives.set_waiting("acme", "daily", (other, one))
    with store.transaction() as tx:
        assert tx.drives.waiting("acme", "daily") == (one, other)
        assert tx.drives.waiting("acme", "calls") == ()
        tx.drives.set_waiting("acme", "daily", (one,))
        assert tx.drives.waiting("acme", "daily") == (one,)
        tx.drives.set_waiting("acme", "daily", ())
        assert tx.drives.waiting("acme", "daily") == ()


def test_when_a_source_was_last_collected_is_kept_with_its_mark_and_never_moves_back(
    store: StoreWithQueue,
) -> None:
    for hours, mark in ((0, "m0"), (1, "m1"), (-1, "m2")):
        with store.transaction() as tx:
            tx.drives.note_collected("acme", "daily", NOON + timedelta(hours=hours), mark)
    with store.transaction() as tx:
        assert tx.drives.collected("acme") == {"daily": NOON + timedelta(hours=1)}
        assert tx.drives.mark("acme", "daily") == "m1"
        assert tx.drives.collected("other") == {}
        assert tx.drives.mark("acme", "calls") == ""
