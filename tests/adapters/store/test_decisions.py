"""Decisions: in memory, in SQLite, in PostgreSQL."""

from dataclasses import replace

from concord.ports import Decision
from tests.adapters.store.databases import StoreWithQueue
from tests.adapters.store.examples import NOON

RENEW = Decision(
    partner="acme",
    obligation="notice/MSA-7/2026-12-31",
    decision="renew",
    by="ann",
    at=NOON,
    note="Terms are fine.",
)


def test_decisions_come_back_by_obligation(store: StoreWithQueue) -> None:
    review = replace(RENEW, obligation="review/MSA-7/2026-11-15", decision="done", note="")
    with store.transaction() as tx:
        tx.decisions.record(review)
        tx.decisions.record(RENEW)
    with store.transaction() as tx:
        assert tx.decisions.of_partner("acme") == (RENEW, review)
        assert tx.decisions.of_partner("other") == ()


def test_the_first_decision_on_an_obligation_stands(store: StoreWithQueue) -> None:
    with store.transaction() as tx:
        tx.decisions.record(RENEW)
    with store.transaction() as tx:
        tx.decisions.record(replace(RENEW, decision="terminate", by="bo"))
        assert tx.decisions.of_partner("acme") == (RENEW,)
