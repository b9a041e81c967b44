"""The writing end of the outbox: in memory, in SQLite, in PostgreSQL."""

from dataclasses import replace
from datetime import timedelta

import pytest

from concord.domain.errors import KeyReusedWithOtherContentError
from concord.domain.outbox import (
    OutboxEntry,
    OutboxState,
    OutgoingMail,
    SendResult,
    SendVerdict,
)
from concord.domain.watch_figures import MailFigures
from concord.ports import Transaction
from tests.adapters.store.databases import StoreWithQueue
from tests.adapters.store.examples import ISSUE, KEY, MAIL, NOON

WAITING = OutboxEntry(mail=MAIL, state=OutboxState.PENDING, attempts=0, last_error="")


def test_a_message_waits_with_the_bytes_it_was_given(store: StoreWithQueue) -> None:
    with store.transaction() as tx:
        assert tx.outbox.enqueue(MAIL)
    with store.transaction() as tx:
        assert tx.outbox.entries() == (WAITING,)
        assert tx.outbox.attempts(MAIL.key) == ()


def test_the_same_message_again_changes_nothing(store: StoreWithQueue) -> None:
    with store.transaction() as tx:
        assert tx.outbox.enqueue(MAIL)
        assert not tx.outbox.enqueue(MAIL)
    written_again = replace(MAIL, payload=b"other boundaries", mail_date=NOON + timedelta(1))
    with store.transaction() as tx:
        assert not tx.outbox.enqueue(written_again)
        assert tx.outbox.entries() == (WAITING,)


def test_a_key_never_stands_for_two_contents(store: StoreWithQueue) -> None:
    with store.transaction() as tx:
        tx.outbox.enqueue(MAIL)
    with pytest.raises(KeyReusedWithOtherContentError), store.transaction() as tx:
        tx.outbox.enqueue(replace(MAIL, content_sha256="f" * 64))
    with store.transaction() as tx:
        assert tx.outbox.entries() == (WAITING,)


def test_messages_come_by_mail_date_and_key(store: StoreWithQueue) -> None:
    late = replace(MAIL, key="0", mail_date=NOON + timedelta(seconds=1))
    upper, lower = replace(MAIL, key="B"), replace(MAIL, key="a")
    with store.transaction() as tx:
        for mail in (late, lower, upper):
            tx.outbox.enqueue(mail)
        assert [entry.mail.key for entry in tx.outbox.entries()] == ["B", "a", "0"]


def test_lists_show_the_newest_first_and_by_state(store: StoreWithQueue) -> None:
    newer = replace(MAIL, key="newer", mail_date=NOON + timedelta(seconds=1))
    with store.transaction() as tx:
        for mail in (MAIL, newer):
            tx.outbox.enqueue(mail)
    store.queue().claim("one", NOON, timedelta(minutes=2))
    with store.transaction() as tx:
        assert [line.key for line in tx.outbox.lines()] == ["newer", MAIL.key]
        assert [line.key for line in tx.outbox.lines(limit=1, offset=1)] == [MAIL.key]
        (sending,) = tx.outbox.lines([OutboxState.SENDING])
        assert tx.outbox.counts() == {OutboxState.PENDING: 1, OutboxState.SENDING: 1}
    assert (sending.key, sending.attempts) == (MAIL.key, 1)
    assert (sending.to, sending.subject, sending.kind) == (MAIL.to, MAIL.subject, MAIL.kind)


def test_one_message_is_found_by_its_key(store: StoreWithQueue) -> None:
    with store.transaction() as tx:
        tx.outbox.enqueue(MAIL)
        assert tx.outbox.entry(MAIL.key) == WAITING
        assert tx.outbox.entry("nobody's") is None


def _tried(store: StoreWithQueue, mail: OutgoingMail, *verdicts: SendVerdict) -> None:
    queue = store.queue()
    with store.transaction() as tx:
        tx.outbox.enqueue(mail)
    for verdict in verdicts:
        claim = queue.claim("one", NOON, timedelta(minutes=2))
        assert claim is not None
        assert claim.mail.key == mail.key
        queue.settle(claim, SendResult(verdict=verdict), NOON, None)


def test_figures_of_an_installations_mails(store: StoreWithQueue) -> None:
    late = SendVerdict.TOO_LATE
    _tried(store, replace(MAIL, key="dead"), SendVerdict.RETRY, SendVerdict.DEAD)
    _tried(store, replace(MAIL, key="unsure"), SendVerdict.UNCERTAIN)
    _tried(store, replace(MAIL, key="slow once"), late, late, SendVerdict.SENT)
    _tried(store, replace(MAIL, key="slow"), late, late, late)
    _tried(store, replace(MAIL, key="theirs", installation="b", mail_date=NOON - timedelta(1)))
    newer = replace(MAIL, key="newer", mail_date=NOON + timedelta(seconds=1))
    _tried(store, replace(newer, installation="a"))
    with store.transaction() as tx:
        assert tx.outbox.figures("a", NOON) == MailFigures(
            oldest_pending=NOON, uncertain=1, dead=1, too_late=1
        )
        after = NOON + timedelta(seconds=1)
        assert tx.outbox.figures("a", after).dead == 0


def test_an_empty_outbox_has_no_figures(store: StoreWithQueue) -> None:
    with store.transaction() as tx:
        assert tx.outbox.figures("a", NOON) == MailFigures()


def test_a_key_may_be_told_by_how_it_begins(store: StoreWithQueue) -> None:
    with store.transaction() as tx:
        for key in ("a_1", "a_2", "a_3", "ab"):
            tx.outbox.enqueue(replace(MAIL, key=key))
        assert tx.outbox.keys("a_") == ("a_1", "a_2")
        assert tx.outbox.keys("ab") == ("ab",)
        assert tx.outbox.keys("%") == ()


def test_a_fact_and_its_message_are_kept_together_or_not_at_all(store: StoreWithQueue) -> None:
    with pytest.raises(ZeroDivisionError), store.transaction() as tx:
        _raise_issue_and_fail(tx)
    with store.transaction() as tx:
        assert tx.issues.get(KEY) is None
        assert tx.outbox.entries() == ()


def _raise_issue_and_fail(tx: Transaction) -> None:
    tx.issues.save(ISSUE)
    tx.outbox.enqueue(MAIL)
    _ = 1 // 0
