"""What mail services told: in memory, in SQLite, in PostgreSQL."""

from dataclasses import replace
from datetime import timedelta

import pytest

from concord.domain.communication import MailFate
from concord.domain.delivery_event import DeliveryEvent, DeliveryEventKind
from concord.domain.outbox import OutboxState, SendResult, SendVerdict
from tests.adapters.store.databases import StoreWithQueue
from tests.adapters.store.examples import MAIL, NOON

LEASE = timedelta(minutes=2)
BOUNCE = DeliveryEvent(
    provider="sendgrid",
    key=MAIL.key,
    attempt=1,
    recipient="Kim@client.example",
    kind=DeliveryEventKind.BOUNCED,
    at=NOON,
    received=NOON + timedelta(seconds=3),
    detail="550",
    raw="{}",
)
ARRIVED = replace(BOUNCE, kind=DeliveryEventKind.DELIVERED, at=NOON + timedelta(hours=1))


@pytest.fixture
def posted(store: StoreWithQueue) -> StoreWithQueue:
    """Return a store with a mail that was sent."""
    with store.transaction() as tx:
        tx.outbox.enqueue(MAIL)
    claim = store.queue().claim("one", NOON, LEASE)
    assert claim is not None
    store.queue().settle(claim, SendResult(verdict=SendVerdict.SENT), NOON, None)
    return store


def test_an_event_is_kept_once_as_it_was_told(posted: StoreWithQueue) -> None:
    with posted.transaction() as tx:
        assert tx.delivery_events.add(ARRIVED)
        assert tx.delivery_events.add(BOUNCE)
        assert not tx.delivery_events.add(replace(BOUNCE, received=NOON + timedelta(days=1)))
        assert tx.delivery_events.of_mail(MAIL.key) == (BOUNCE, ARRIVED)


def test_an_event_of_a_mail_that_is_not_there_is_not_kept(posted: StoreWithQueue) -> None:
    with posted.transaction() as tx:
        assert not tx.delivery_events.add(replace(BOUNCE, key="nobody's"))
        assert tx.delivery_events.of_mail("nobody's") == ()


def test_the_addresses_in_trouble_are_those_of_the_last_word(posted: StoreWithQueue) -> None:
    with posted.transaction() as tx:
        tx.delivery_events.add(BOUNCE)
        assert tx.delivery_events.troubled() == {"kim@client.example": BOUNCE}
        tx.delivery_events.add(ARRIVED)
        assert tx.delivery_events.troubled() == {}


@pytest.mark.parametrize("to", [OutboxState.DELIVERED, OutboxState.BOUNCED])
def test_a_mail_moves_to_what_was_told(posted: StoreWithQueue, to: OutboxState) -> None:
    with posted.transaction() as tx:
        assert tx.delivery_events.move(MAIL.key, to)
        assert not tx.delivery_events.move(MAIL.key, to)
        (entry,) = tx.outbox.entries()
    assert entry.state is to


def test_a_mail_that_is_being_sent_or_was_never_tried_stays(store: StoreWithQueue) -> None:
    with store.transaction() as tx:
        tx.outbox.enqueue(MAIL)
        assert not tx.delivery_events.move(MAIL.key, OutboxState.SENT)
    store.queue().claim("one", NOON, LEASE)
    with store.transaction() as tx:
        assert not tx.delivery_events.move(MAIL.key, OutboxState.SENT)


def test_a_reader_who_was_refused_is_on_record(store: StoreWithQueue) -> None:
    with store.transaction() as tx:
        tx.outbox.enqueue(MAIL)
    claim = store.queue().claim("one", NOON, LEASE)
    assert claim is not None
    refused = SendResult(verdict=SendVerdict.SENT, refused=("Lee@client.example",))
    store.queue().settle(claim, refused, NOON, None)
    with store.transaction() as tx:
        assert set(tx.delivery_events.troubled()) == {"lee@client.example"}


def test_when_mail_last_arrived_is_known_of_each_address(posted: StoreWithQueue) -> None:
    with posted.transaction() as tx:
        assert tx.delivery_events.arrived() == {}
        for event in (ARRIVED, BOUNCE, replace(ARRIVED, at=NOON)):
            tx.delivery_events.add(event)
        assert tx.delivery_events.arrived() == {"kim@client.example": ARRIVED.at}


def test_each_mail_stands_somewhere_and_its_readers_may_want_no_more(
    posted: StoreWithQueue,
) -> None:
    fate = MailFate(about=MAIL.about, written=MAIL.mail_date, state=OutboxState.SENT)
    with posted.transaction() as tx:
        assert tx.delivery_events.fates() == (fate,)
        tx.delivery_events.add(replace(BOUNCE, kind=DeliveryEventKind.UNSUBSCRIBED))
        assert tx.delivery_events.fates() == (replace(fate, unsubscribed=True),)
