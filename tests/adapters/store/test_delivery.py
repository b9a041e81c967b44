"""Holds of delivery and rounds of sending: in memory, in SQLite, in PostgreSQL."""

from dataclasses import replace
from datetime import timedelta

from concord.domain.delivery_hold import (
    LET_GO,
    DeliveryHold,
    DeliveryRelease,
    MailRelease,
    WaitingMail,
)
from concord.domain.outbox import OutboxState, OutgoingMail, SendResult, SendVerdict
from tests.adapters.store.databases import StoreWithQueue
from tests.adapters.store.examples import MAIL, NOON

LEASE = timedelta(minutes=2)
HOLD = DeliveryHold(reason="A restore.", set_by="kim", since=NOON, older_records=True)
LATER = replace(MAIL, key="later", mail_date=NOON + timedelta(hours=1))


def enqueue(store: StoreWithQueue, *mails: OutgoingMail) -> None:
    with store.transaction() as tx:
        for mail in mails:
            tx.outbox.enqueue(mail)


def hold(store: StoreWithQueue, hold: DeliveryHold = HOLD) -> DeliveryHold:
    with store.transaction() as tx:
        return tx.delivery_holds.hold(hold)


def let_go(store: StoreWithQueue, *keys: str) -> tuple[str, ...]:
    release = MailRelease(keys=keys, by="kim", at=NOON, origin="test", note="Looked up.")
    with store.transaction() as tx:
        return tx.delivery_holds.let_go(release)


def claims(store: StoreWithQueue) -> list[str]:
    queue, keys = store.queue(), []
    while claim := queue.claim("one", NOON, LEASE):
        keys.append(claim.mail.key)
    return keys


def test_holds_come_back_as_they_were_set_and_released(store: StoreWithQueue) -> None:
    first = hold(store)
    second = hold(store, replace(HOLD, reason="Once more.", older_records=False))
    assert first.id < second.id
    released = DeliveryRelease(by="lee", at=NOON + timedelta(days=1), note="Done.")
    with store.transaction() as tx:
        assert tx.delivery_holds.all() == (first, second)
        assert [tx.delivery_holds.release(released) for _ in range(2)] == [2, 0]
        assert tx.delivery_holds.all() == tuple(
            replace(each, released=released.at, released_by="lee", note="Done.")
            for each in (first, second)
        )


def test_while_held_only_what_was_let_go_is_claimed(store: StoreWithQueue) -> None:
    enqueue(store, MAIL, LATER)
    hold(store)
    assert claims(store) == []
    assert let_go(store, LATER.key, "unknown") == (LATER.key,)
    assert let_go(store, LATER.key) == ()
    assert claims(store) == [LATER.key]
    with store.transaction() as tx:
        (decided,) = tx.outbox.decisions(LATER.key)
        assert (decided.decision, decided.by, decided.note) == (LET_GO, "kim", "Looked up.")
        tx.delivery_holds.release(DeliveryRelease(by="lee", at=NOON))
    assert claims(store) == [MAIL.key]


def test_another_hold_takes_back_what_was_let_go(store: StoreWithQueue) -> None:
    enqueue(store, MAIL)
    hold(store)
    let_go(store, MAIL.key)
    hold(store)
    assert claims(store) == []


def test_what_does_not_wait_cannot_be_let_go(store: StoreWithQueue) -> None:
    enqueue(store, MAIL)
    assert claims(store) == [MAIL.key]
    assert let_go(store, MAIL.key) == ()


def test_what_waits_is_listed_without_its_bytes_the_oldest_first(store: StoreWithQueue) -> None:
    mail = replace(MAIL, installation="production", about="acme/daily")
    enqueue(store, LATER, mail)
    hold(store)
    let_go(store, LATER.key)
    with store.transaction() as tx:
        found = tx.delivery_holds.waiting()
    first = WaitingMail(
        key=mail.key,
        kind=mail.kind,
        about="acme/daily",
        mail_date=mail.mail_date,
        installation="production",
    )
    assert found[0] == first
    assert (found[1].key, found[1].released_by) == (LATER.key, "kim")


def test_a_mail_is_in_doubt_when_an_attempt_may_have_left(store: StoreWithQueue) -> None:
    enqueue(store, MAIL)
    queue = store.queue()

    def attempt(verdict: SendVerdict) -> None:
        claim = queue.claim("one", NOON, LEASE)
        assert claim is not None
        queue.settle(claim, SendResult(verdict=verdict), NOON, None)

    def doubts() -> list[bool]:
        with store.transaction() as tx:
            return [mail.is_doubtful for mail in tx.delivery_holds.waiting()]

    attempt(SendVerdict.RETRY)
    assert doubts() == [False]
    attempt(SendVerdict.UNCERTAIN)
    (uncertain,) = queue.uncertain(NOON)
    assert queue.resolve(uncertain, OutboxState.PENDING, "Again.")
    assert doubts() == [True]


def test_rounds_are_counted(store: StoreWithQueue) -> None:
    for number in (0, 1, 7):
        with store.transaction() as tx:
            if number:
                tx.delivery_holds.count_rounds(number)
            assert tx.delivery_holds.rounds() == number
