"""Recording what mail services tell: each event once, and every mail forward."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from concord.domain.delivery_event import DeliveryEvent, DeliveryEventKind
from concord.domain.outbox import OutboxState, SendResult, SendVerdict
from concord.services.record_events import EventWitness, RecordedEvents, record_events
from tests.adapters.mail.mails import mail
from tests.fakes_store import FakeStore

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
LEASE = timedelta(minutes=2)
MAIL = mail()


def told(kind: DeliveryEventKind, *, minutes: int = 1, key: str = MAIL.key) -> DeliveryEvent:
    at = NOON + timedelta(minutes=minutes)
    return DeliveryEvent(
        provider="sendgrid",
        key=key,
        attempt=1,
        recipient="kim@client.example",
        kind=kind,
        at=at,
        received=at,
    )


def tried(verdict: SendVerdict | None) -> FakeStore:
    """Return a store with one mail, and what came of its first attempt."""
    store = FakeStore()
    with store.transaction() as tx:
        tx.outbox.enqueue(MAIL)
    queue = store.queue("production")
    claim = queue.claim("one", NOON, LEASE)
    assert claim is not None
    if verdict is not None:
        queue.settle(claim, SendResult(verdict=verdict), NOON, None)
    return store


def state(store: FakeStore) -> OutboxState:
    with store.transaction() as tx:
        return tx.outbox.entries()[0].state


@pytest.mark.parametrize(
    ("verdict", "kind", "after"),
    [
        (SendVerdict.SENT, DeliveryEventKind.DELIVERED, OutboxState.DELIVERED),
        (SendVerdict.SENT, DeliveryEventKind.BOUNCED, OutboxState.BOUNCED),
        (SendVerdict.SENT, DeliveryEventKind.DROPPED, OutboxState.DROPPED),
        (SendVerdict.UNCERTAIN, DeliveryEventKind.PROCESSED, OutboxState.SENT),
        (SendVerdict.UNCERTAIN, DeliveryEventKind.DELIVERED, OutboxState.DELIVERED),
        (SendVerdict.RETRY, DeliveryEventKind.PROCESSED, OutboxState.SENT),
        (SendVerdict.DEAD, DeliveryEventKind.PROCESSED, OutboxState.DEAD),
        (None, DeliveryEventKind.DELIVERED, OutboxState.SENDING),
    ],
)
def test_an_event_moves_the_mail_forward_unless_a_sender_is_at_work_or_it_is_given_up(
    verdict: SendVerdict | None, kind: DeliveryEventKind, after: OutboxState
) -> None:
    store = tried(verdict)
    assert record_events([told(kind)], store=store) == RecordedEvents(new=1)
    assert state(store) is after


def test_what_is_told_again_or_late_undoes_nothing() -> None:
    store = tried(SendVerdict.SENT)
    bounce = told(DeliveryEventKind.BOUNCED, minutes=5)
    record_events([bounce], store=store)
    late = told(DeliveryEventKind.PROCESSED, minutes=1)
    assert record_events([bounce, late, bounce], store=store) == RecordedEvents(new=1, left=2)
    assert state(store) is OutboxState.BOUNCED


def test_mails_that_are_not_ours_are_left() -> None:
    store = tried(SendVerdict.SENT)
    other = told(DeliveryEventKind.BOUNCED, key="somebody's")
    assert record_events([other], store=store) == RecordedEvents(left=1)
    assert state(store) is OutboxState.SENT


def test_a_mail_that_nobody_has_tried_yet_is_not_taken_as_sent() -> None:
    store = FakeStore()
    with store.transaction() as tx:
        tx.outbox.enqueue(MAIL)
    record_events([told(DeliveryEventKind.PROCESSED)], store=store)
    assert state(store) is OutboxState.PENDING


def test_a_word_that_says_nothing_of_the_mail_leaves_it() -> None:
    store = tried(SendVerdict.UNCERTAIN)
    record_events([told(DeliveryEventKind.CLEARED)], store=store)
    assert state(store) is OutboxState.UNCERTAIN


def test_what_was_told_is_proof() -> None:
    store = tried(SendVerdict.UNCERTAIN)
    (uncertain,) = store.queue("production").uncertain(NOON)
    witness = EventWitness(store)
    assert witness.proof(uncertain) is None
    with store.transaction() as tx:
        tx.delivery_events.add(told(DeliveryEventKind.PROCESSED))
    assert witness.proof(uncertain) == "The mail service has told of it: processed, attempt 1."
    assert witness.proof(replace(uncertain, mail=replace(MAIL, key="other"))) is None


def test_a_reader_who_was_refused_is_on_record_beside_those_who_were_not() -> None:
    store = FakeStore()
    with store.transaction() as tx:
        tx.outbox.enqueue(MAIL)
    queue = store.queue("production")
    claim = queue.claim("one", NOON, LEASE)
    assert claim is not None
    partly = SendResult(verdict=SendVerdict.SENT, refused=("lee@client.example",), provider="smtp")
    queue.settle(claim, partly, NOON, None)
    with store.transaction() as tx:
        assert set(tx.delivery_events.troubled()) == {"lee@client.example"}
