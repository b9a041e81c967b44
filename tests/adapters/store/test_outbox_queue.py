"""The sending end of the outbox: in memory, in SQLite, in PostgreSQL."""

import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

import pytest

from concord.adapters.store import SqlStore
from concord.domain.outbox import Attempt, OutboxState, OutgoingMail, SendResult, SendVerdict
from concord.domain.uncertainty import DecidedMail, MailDecision, UncertainMail
from concord.ports import SendStep
from tests.adapters.store.databases import StoreWithQueue
from tests.adapters.store.examples import MAIL, NOON

LEASE = timedelta(minutes=2)
GRACE = timedelta(hours=1)
SENT = SendResult(verdict=SendVerdict.SENT, provider_id="x-1")
RETRY = SendResult(verdict=SendVerdict.RETRY, detail="nobody answers")
UNCERTAIN = SendResult(verdict=SendVerdict.UNCERTAIN, detail="cut off")
REFUSED = SendResult(verdict=SendVerdict.REFUSED_CHANNEL, detail="wrong key")
TOO_LATE = SendResult(verdict=SendVerdict.TOO_LATE, detail="frozen")
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
        (TOO_LATE, OutboxState.PENDING),
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


def test_an_attempt_that_failed_for_no_fault_of_the_mail_counts_towards_no_limit(
    store: StoreWithQueue,
) -> None:
    enqueue(store)
    queue = store.queue()
    for result in (REFUSED, RETRY, TOO_LATE, REFUSED):
        claim = queue.claim("one", NOON, LEASE)
        assert claim is not None
        queue.settle(claim, result, NOON, None)
    last = queue.claim("one", NOON, LEASE)
    assert last is not None
    assert (last.attempt, last.failures) == (5, 1)


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
    (found,) = queue.uncertain(much_later)
    assert queue.resolve(found, OutboxState.PENDING, "Not seen.")
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


def doubted(store: StoreWithQueue, *mails: OutgoingMail) -> tuple[UncertainMail, ...]:
    """Send mails of which nobody can tell whether they went out."""
    enqueue(store, *mails)
    queue = store.queue()
    while claim := queue.claim("one", NOON, LEASE):
        queue.settle(claim, UNCERTAIN, NOON, None)
    return tuple(queue.uncertain(NOON))


def test_what_is_uncertain_is_told_with_every_attempt(store: StoreWithQueue) -> None:
    (found,) = doubted(store)
    assert (found.mail, found.attempts) == (MAIL, attempts(store))
    assert found.last.verdict is SendVerdict.UNCERTAIN
    assert found.doubtful == found.attempts


def test_a_lease_that_ran_out_is_uncertain_without_any_claim(store: StoreWithQueue) -> None:
    enqueue(store)
    queue = store.queue()
    queue.claim("one", NOON, LEASE)
    assert queue.uncertain(NOON + LEASE - timedelta(microseconds=1)) == ()
    (found,) = queue.uncertain(NOON + LEASE)
    assert found.last.verdict is None


@pytest.mark.parametrize(
    ("to", "again"),
    [(OutboxState.SENT, False), (OutboxState.PENDING, True), (OutboxState.DEAD, False)],
)
def test_an_uncertain_mail_is_moved_on_once(
    store: StoreWithQueue, to: OutboxState, *, again: bool
) -> None:
    (found,) = doubted(store)
    queue = store.queue()
    assert queue.resolve(found, to, "Seen at the provider.")
    assert not queue.resolve(found, OutboxState.PENDING, "Too late.")
    assert state(store) is to
    with store.transaction() as tx:
        (entry,) = tx.outbox.entries()
    assert entry.last_error == "Seen at the provider."
    assert (queue.claim("two", NOON, LEASE) is not None) == again


def test_a_decision_about_an_earlier_attempt_comes_too_late(store: StoreWithQueue) -> None:
    (found,) = doubted(store)
    queue = store.queue()
    queue.resolve(found, OutboxState.PENDING, "Sent again.")
    claim = queue.claim("two", NOON, LEASE)
    assert claim is not None
    queue.settle(claim, UNCERTAIN, NOON, None)
    assert not queue.decide(decided(attempt=1), OutboxState.SENT)
    assert decisions(store) == ()
    assert queue.decide(decided(attempt=2), OutboxState.SENT)
    assert decisions(store) == (decided(attempt=2),)
    assert state(store) is OutboxState.SENT


def decided(attempt: int) -> DecidedMail:
    return DecidedMail(
        key=MAIL.key,
        attempt=attempt,
        decision=MailDecision.ARRIVED,
        by="kim",
        at=NOON,
        origin="airflow",
        note="Lee has it.",
    )


def decisions(store: StoreWithQueue) -> tuple[DecidedMail, ...]:
    with store.transaction() as tx:
        return tx.outbox.decisions(MAIL.key)


def test_a_batch_is_on_record_before_the_mail_goes_out(store: StoreWithQueue) -> None:
    enqueue(store)
    queue = store.queue()
    claim = queue.claim("one", NOON, LEASE)
    assert claim is not None
    queue.note_batch(claim, "sendgrid", "batch-1")
    (attempt,) = attempts(store)
    assert (attempt.provider, attempt.batch) == ("sendgrid", "batch-1")


def test_the_provider_that_took_a_mail_is_on_record(store: StoreWithQueue) -> None:
    enqueue(store)
    claim = store.queue().claim("one", NOON, LEASE)
    assert claim is not None
    store.queue().settle(claim, replace(SENT, provider="smtp"), NOON, None)
    with store.transaction() as tx:
        (entry,) = tx.outbox.entries()
    assert (entry.provider, entry.provider_id) == ("smtp", "x-1")


@pytest.mark.parametrize(
    ("written_by", "sent_by", "sent"),
    [("production", "production", True), ("production", "staging", False), ("", "staging", True)],
)
def test_an_installation_sends_no_mails_of_another(
    store: StoreWithQueue, written_by: str, sent_by: str, *, sent: bool
) -> None:
    enqueue(store, replace(MAIL, installation=written_by))
    assert (store.queue(sent_by).claim("one", NOON, LEASE) is not None) == sent


def test_an_installation_settles_no_doubts_of_another(store: StoreWithQueue) -> None:
    enqueue(store, replace(MAIL, installation="production"))
    store.queue("production").claim("one", NOON, LEASE)
    assert store.queue("staging").uncertain(NOON + LEASE) == ()
    assert store.queue("production").uncertain(NOON + LEASE)


def test_a_sender_tells_how_far_a_mail_has_come(store: StoreWithQueue) -> None:
    told: list[SendStep] = []

    def notice(step: SendStep, key: str) -> None:
        assert key == MAIL.key
        told.append(step)

    enqueue(store)
    queue = store.queue("", notice)
    claim = queue.claim("one", NOON, LEASE)
    assert claim is not None
    queue.settle(claim, UNCERTAIN, NOON, None)
    (found,) = queue.uncertain(NOON)
    queue.resolve(found, OutboxState.SENT, "Seen.")
    assert told == [SendStep.CLAIMING, SendStep.SETTLING, SendStep.RESOLVING]


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
