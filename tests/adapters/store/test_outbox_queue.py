"""The sending end of the outbox: in memory, in SQLite, in PostgreSQL."""

import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

import pytest

from concord.adapters.store import SqlStore
from concord.domain.message import OnUncertain
from concord.domain.outbox import Attempt, OutboxState, OutgoingMail, SendResult, SendVerdict
from tests.adapters.store.databases import StoreWithQueue
from tests.adapters.store.examples import MAIL, NOON

LEASE = timedelta(minutes=2)
GRACE = timedelta(hours=1)
SENT = SendResult(verdict=SendVerdict.SENT, provider_id="x-1")
RETRY = SendResult(verdict=SendVerdict.RETRY, detail="nobody answers")
UNCERTAIN = SendResult(verdict=SendVerdict.UNCERTAIN, detail="cut off")
REFUSED = SendResult(verdict=SendVerdict.REFUSED_CHANNEL, detail="wrong key")
DEAD = SendResult(verdict=SendVerdict.DEAD, detail="no such address")
MAILS = 200


def enqueue(store: StoreWithQueue, *mails: OutgoingMail) -> None:
    with store.transaction() as tx:
        for mail in mails or (MAIL,):
            tx.outbox.enqueue(mail)


def state(store: StoreWithQueue, key: str = MAIL.key) -> OutboxState:
    with store.transaction() as tx:
        return next(entry.state for entry in tx.outbox.entries() if entry.mail.key == key)


def attempts(store: StoreWithQueue) -> tuple[Attempt, ...]:
    with store.transaction() as tx:
        return tx.outbox.attempts(MAIL.key)


def test_a_claim_is_on_record_before_anything_is_sent(store: StoreWithQueue) -> None:
    enqueue(store)
    claim = store.queue().claim("one", NOON, LEASE)
    assert claim is not None
    assert (claim.mail, claim.attempt, claim.owner) == (MAIL, 1, "one")
    assert (claim.lease_until, claim.failures) == (NOON + LEASE, 0)
    assert state(store) is OutboxState.SENDING
    assert attempts(store) == (Attempt(key=MAIL.key, number=1, owner="one", started=NOON),)


def test_what_is_claimed_is_not_claimed_again(store: StoreWithQueue) -> None:
    enqueue(store)
    assert store.queue().claim("one", NOON, LEASE)
    assert store.queue().claim("two", NOON, LEASE) is None


def test_the_oldest_message_goes_first(store: StoreWithQueue) -> None:
    newer = replace(MAIL, key="newer", mail_date=NOON + timedelta(seconds=1))
    older = replace(MAIL, key="older", mail_date=NOON - timedelta(seconds=1))
    enqueue(store, newer, MAIL, older)
    claims = [store.queue().claim("one", NOON, LEASE) for _ in range(4)]
    assert [claim and claim.mail.key for claim in claims] == ["older", MAIL.key, "newer", None]


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (SENT, OutboxState.SENT),
        (RETRY, OutboxState.PENDING),
        (REFUSED, OutboxState.PENDING),
        (DEAD, OutboxState.DEAD),
        (UNCERTAIN, OutboxState.UNCERTAIN),
    ],
)
def test_a_verdict_in_time_decides_the_state_and_fills_in_the_attempt(
    store: StoreWithQueue, result: SendResult, expected: OutboxState
) -> None:
    enqueue(store)
    claim = store.queue().claim("one", NOON, LEASE)
    assert claim is not None
    after = NOON + timedelta(seconds=3)
    assert store.queue().settle(claim, result, after, None)
    (attempt,) = attempts(store)
    assert state(store) is expected
    assert (attempt.verdict, attempt.finished, attempt.fenced) == (result.verdict, after, False)
    assert (attempt.detail, attempt.provider_id) == (result.detail, result.provider_id)
    with store.transaction() as tx:
        (entry,) = tx.outbox.entries()
    assert entry.last_error == result.detail


def test_a_retry_waits_until_its_time(store: StoreWithQueue) -> None:
    enqueue(store)
    queue = store.queue()
    claim = queue.claim("one", NOON, LEASE)
    assert claim is not None
    later = NOON + timedelta(minutes=5)
    queue.settle(claim, RETRY, NOON, later)
    assert queue.claim("one", later - timedelta(microseconds=1), LEASE) is None
    again = queue.claim("one", later, LEASE)
    assert again is not None
    assert (again.attempt, again.failures) == (2, 1)


def test_an_attempt_refused_with_the_whole_channel_counts_towards_no_limit(
    store: StoreWithQueue,
) -> None:
    enqueue(store)
    queue = store.queue()
    for result in (REFUSED, RETRY, REFUSED):
        claim = queue.claim("one", NOON, LEASE)
        assert claim is not None
        queue.settle(claim, result, NOON, None)
    last = queue.claim("one", NOON, LEASE)
    assert last is not None
    assert (last.attempt, last.failures) == (4, 1)


def test_a_lease_that_ran_out_leaves_the_message_uncertain_never_pending(
    store: StoreWithQueue,
) -> None:
    enqueue(store)
    queue = store.queue()
    queue.claim("one", NOON, LEASE)
    assert queue.claim("two", NOON + LEASE - timedelta(microseconds=1), LEASE) is None
    assert state(store) is OutboxState.SENDING
    assert queue.claim("two", NOON + LEASE, LEASE) is None
    assert state(store) is OutboxState.UNCERTAIN
    (attempt,) = attempts(store)
    assert attempt.verdict is None
    with store.transaction() as tx:
        (entry,) = tx.outbox.entries()
    assert "lease ran out" in entry.last_error


@pytest.mark.parametrize(
    ("late", "expected"),
    [(RETRY, OutboxState.UNCERTAIN), (DEAD, OutboxState.UNCERTAIN), (SENT, OutboxState.SENT)],
)
def test_a_late_verdict_is_fenced_and_only_its_success_counts_as_proof(
    store: StoreWithQueue, late: SendResult, expected: OutboxState
) -> None:
    enqueue(store)
    queue = store.queue()
    claim = queue.claim("one", NOON, LEASE)
    assert claim is not None
    queue.claim("two", NOON + LEASE, LEASE)
    assert not queue.settle(claim, late, NOON + LEASE, None)
    (attempt,) = attempts(store)
    assert (attempt.verdict, attempt.fenced) == (late.verdict, True)
    assert state(store) is expected


def test_a_late_success_does_not_touch_the_attempt_that_runs(store: StoreWithQueue) -> None:
    enqueue(store)
    queue = store.queue()
    first = queue.claim("one", NOON, LEASE)
    assert first is not None
    much_later = NOON + 2 * GRACE
    queue.claim("two", much_later, LEASE)
    assert queue.release_uncertain(much_later, GRACE) == 1
    second = queue.claim("two", much_later, LEASE)
    assert second is not None
    assert not queue.settle(first, SENT, much_later, None)
    assert state(store) is OutboxState.SENDING
    assert queue.settle(second, SENT, much_later, None)


def test_the_verdict_on_an_attempt_is_filled_in_once(store: StoreWithQueue) -> None:
    enqueue(store)
    queue = store.queue()
    claim = queue.claim("one", NOON, LEASE)
    assert claim is not None
    assert queue.settle(claim, DEAD, NOON, None)
    assert not queue.settle(claim, RETRY, NOON + LEASE, None)
    (attempt,) = attempts(store)
    assert (attempt.verdict, attempt.finished, attempt.fenced) == (DEAD.verdict, NOON, False)
    assert state(store) is OutboxState.DEAD


@pytest.mark.parametrize(
    ("policy", "waited", "released"),
    [
        (OnUncertain.RESEND, GRACE, 0),
        (OnUncertain.RESEND, GRACE + timedelta(microseconds=1), 1),
        (OnUncertain.HOLD, timedelta(days=365), 0),
    ],
)
def test_only_what_may_be_sent_twice_is_released_and_only_after_the_grace(
    store: StoreWithQueue, policy: OnUncertain, waited: timedelta, released: int
) -> None:
    enqueue(store, replace(MAIL, on_uncertain=policy))
    queue = store.queue()
    claim = queue.claim("one", NOON, LEASE)
    assert claim is not None
    queue.settle(claim, UNCERTAIN, NOON, None)
    assert queue.release_uncertain(NOON + waited, GRACE) == released
    assert (queue.claim("two", NOON + waited, LEASE) is not None) == bool(released)


@pytest.mark.parametrize("policy", OnUncertain)
def test_what_a_person_would_decide_is_released_where_no_copy_can_arise(
    store: StoreWithQueue, policy: OnUncertain
) -> None:
    enqueue(store, replace(MAIL, on_uncertain=policy))
    queue = store.queue()
    claim = queue.claim("one", NOON, LEASE)
    assert claim is not None
    queue.settle(claim, UNCERTAIN, NOON, None)
    assert queue.release_uncertain(NOON, timedelta(0), held=True) == 0
    later = NOON + timedelta(microseconds=1)
    assert queue.release_uncertain(later, timedelta(0), held=True) == 1
    assert queue.claim("two", later, LEASE) is not None


def test_two_senders_at_once_never_claim_one_message_twice(
    database_store: SqlStore, url: str, pytestconfig: pytest.Config
) -> None:
    mails = [replace(MAIL, key=f"{number:03d}") for number in range(MAILS)]
    enqueue(database_store, *mails)
    senders = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.adapters.store.claimer", url, owner],
            cwd=pytestconfig.rootpath,
            stdout=subprocess.PIPE,
            text=True,
        )
        for owner in ("one", "two")
    ]
    claimed = [sender.communicate(timeout=60)[0].split() for sender in senders]
    assert [sender.returncode for sender in senders] == [0, 0]
    assert sorted(claimed[0] + claimed[1]) == [mail.key for mail in mails]
    with database_store.transaction() as tx:
        assert {(e.state, e.attempts) for e in tx.outbox.entries()} == {(OutboxState.SENT, 1)}
