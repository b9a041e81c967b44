"""Holds, removals and what names a file: in memory, in SQLite, in PostgreSQL."""

from dataclasses import replace
from datetime import timedelta

import pytest

from concord.domain.retention import LegalHold, RemovedFile
from tests.adapters.store.databases import StoreWithQueue
from tests.adapters.store.examples import NOON, OCTOBER, SUBMISSION, arrival

HOLD = LegalHold(partner="acme", reason="Claim 12", set_by="kim", set_at=NOON)
NARROW = replace(HOLD, partner="abba", source="daily", period=OCTOBER)
REMOVED = RemovedFile(sha256="a" * 64, at=NOON, by="kim", rule="kept for 24 months")
LATER = NOON + timedelta(days=1)


def test_holds_come_with_their_ids_in_order(store: StoreWithQueue) -> None:
    with store.transaction() as tx:
        kept = [tx.legal_holds.add(hold) for hold in (HOLD, NARROW)]
    assert kept == [replace(HOLD, id=1), replace(NARROW, id=2)]
    with store.transaction() as tx:
        assert tx.legal_holds.all() == tuple(kept)


def test_a_hold_is_lifted_once_and_stays_on_record(store: StoreWithQueue) -> None:
    with store.transaction() as tx:
        for hold in (HOLD, NARROW):
            tx.legal_holds.add(hold)
        assert tx.legal_holds.lift(2, "lee", LATER)
        assert not tx.legal_holds.lift(2, "kim", LATER)
        assert not tx.legal_holds.lift(3, "kim", LATER)
    with store.transaction() as tx:
        assert tx.legal_holds.all() == (
            replace(HOLD, id=1),
            replace(NARROW, id=2, lifted_by="lee", lifted_at=LATER),
        )


def test_the_last_removal_of_a_content_is_kept(store: StoreWithQueue) -> None:
    again = replace(REMOVED, at=LATER, by="lee")
    with store.transaction() as tx:
        assert tx.removed_files.get(REMOVED.sha256) is None
        tx.removed_files.add(REMOVED)
    with store.transaction() as tx:
        assert tx.removed_files.get(REMOVED.sha256) == REMOVED
        tx.removed_files.add(again)
        tx.removed_files.add(replace(REMOVED, sha256="b" * 64))
    with store.transaction() as tx:
        assert tx.removed_files.get(REMOVED.sha256) == again


def test_a_hold_is_undone_with_its_transaction(store: StoreWithQueue) -> None:
    def add_and_fail() -> None:
        with store.transaction() as tx:
            tx.legal_holds.add(HOLD)
            tx.removed_files.add(REMOVED)
            raise KeyError

    with pytest.raises(KeyError):
        add_and_fail()
    with store.transaction() as tx:
        assert tx.legal_holds.all() == ()
        assert tx.removed_files.get(REMOVED.sha256) is None


def test_what_names_a_file_is_every_reading_and_every_arrival(store: StoreWithQueue) -> None:
    with store.transaction() as tx:
        assert tx.file_references.partners() == ()
        assert tx.file_references.contents() == frozenset()
        assert tx.file_references.observations() == frozenset()
        tx.submissions.add(SUBMISSION)
        tx.submissions.add(replace(SUBMISSION, reading=2, observations="c" * 64))
        tx.submissions.add(replace(SUBMISSION, partner="abba", sha256="e" * 64, observations=None))
        tx.drives.add_arrival(arrival(partner="other", sha256="f" * 64), restored=False)
    with store.transaction() as tx:
        assert tx.file_references.partners() == ("abba", "acme")
        assert tx.file_references.contents() == {"a" * 64, "e" * 64, "f" * 64}
        assert tx.file_references.observations() == {"b" * 64, "c" * 64}
