"""Delivery is held and released by our people, all of it or mail by mail; all is on record."""

from dataclasses import replace
from datetime import timedelta

import pytest

from concord.domain.delivery_hold import (
    LET_GO,
    DeliveryHold,
    DeliveryRefusedError,
    DeliveryRelease,
    MailFilter,
)
from concord.domain.message import MessageKind
from concord.services.approve import Said
from concord.services.hold_delivery import (
    delivery_state,
    hold_delivery,
    release_delivery,
    release_mails,
)
from tests.builders import agreement, moment
from tests.fakes import FakeStore
from tests.services.test_dispatch import mail

NOW = moment("2026-11-24T09:00")
PEOPLE = agreement().people
SAID = Said(by="kim", at=NOW, origin="test", note="Looked up.")
RELEASE = DeliveryRelease(by="kim", at=NOW, note="All looked up.")


def held(*keys: str) -> FakeStore:
    store = FakeStore()
    with store.transaction() as tx:
        for key in keys:
            tx.outbox.enqueue(replace(mail(key), installation="here", about="acme"))
    hold_delivery("A restore.", "kim", PEOPLE, store=store, now=NOW)
    return store


def let_go(store: FakeStore, wanted: MailFilter) -> tuple[str, ...]:
    return release_mails(wanted, SAID, PEOPLE, store=store, installation="here")


def claimed(store: FakeStore) -> list[str]:
    queue, keys = store.queue("here"), []
    while claim := queue.claim("test", NOW + timedelta(days=1), timedelta(minutes=2)):
        keys.append(claim.mail.key)
    return keys


def test_while_delivery_is_held_nothing_goes_out() -> None:
    store = held("a", "b")
    state = delivery_state(store, "here", "Not from here.")
    assert state.holds == (DeliveryHold(id=1, reason="A restore.", set_by="kim", since=NOW),)
    assert (state.waiting.keys, state.elsewhere) == (("a", "b"), "Not from here.")
    assert claimed(store) == []


def test_a_mail_that_was_let_go_goes_alone_and_that_is_on_record() -> None:
    store = held("a1", "b1")
    assert let_go(store, MailFilter(keys=("b",))) == ("b1",)
    assert claimed(store) == ["b1"]
    with store.transaction() as tx:
        (decided,) = tx.outbox.decisions("b1")
    assert (decided.decision, decided.by, decided.at) == (LET_GO, "kim", NOW)
    assert (decided.origin, decided.note) == ("test", "Looked up.")


def test_mails_are_let_go_by_what_they_are_about() -> None:
    store = held("a", "b")
    with store.transaction() as tx:
        tx.outbox.enqueue(replace(mail("c"), installation="here", about="northwind/MSA-1"))
    assert let_go(store, MailFilter(partner="northwind")) == ("c",)
    assert let_go(store, MailFilter(kind=MessageKind.REMINDER)) == ("a", "b")
    assert claimed(store) == ["a", "b", "c"]


def test_a_mail_is_let_go_once() -> None:
    store = held("a")
    assert let_go(store, MailFilter()) == ("a",)
    assert let_go(store, MailFilter()) == ()


def test_another_hold_takes_back_what_was_let_go() -> None:
    store = held("a")
    let_go(store, MailFilter())
    hold_delivery("Once more.", "kim", PEOPLE, store=store, now=NOW)
    assert claimed(store) == []


def test_everything_goes_out_once_delivery_is_released() -> None:
    store = held("a", "b")
    hold_delivery("Once more.", "kim", PEOPLE, store=store, now=NOW)
    assert release_delivery(RELEASE, PEOPLE, store=store) == 2
    assert claimed(store) == ["a", "b"]
    with store.transaction() as tx:
        ended = tx.delivery_holds.all()
    assert {(h.released, h.released_by, h.note) for h in ended} == {(NOW, "kim", RELEASE.note)}


def test_records_older_than_what_happened_put_every_mail_in_doubt() -> None:
    store = held("a", "b")
    assert delivery_state(store, "here").waiting.doubtful == 0
    with store.transaction() as tx:
        tx.delivery_holds.hold(
            DeliveryHold(reason="Old.", set_by="concord", since=NOW, older_records=True)
        )
    assert delivery_state(store, "here").waiting.doubtful == 2


def test_another_installations_mails_are_not_ours_to_let_go() -> None:
    store = held("a")
    assert delivery_state(store, "elsewhere").waiting.keys == ()
    with pytest.raises(DeliveryRefusedError, match="No mail that waits is meant"):
        release_mails(MailFilter(), SAID, PEOPLE, store=store, installation="elsewhere")


@pytest.mark.parametrize(
    ("keys", "reason"),
    [
        (("a",), "Several mails that wait have a key that begins with 'a'"),
        (("a1", "x"), "No mail that waits has a key that begins with 'x'"),
        (("x",), "No mail that waits is meant"),
    ],
)
def test_a_key_must_mean_one_mail(keys: tuple[str, ...], reason: str) -> None:
    store = held("a1", "a2")
    with pytest.raises(DeliveryRefusedError, match=reason):
        let_go(store, MailFilter(keys=keys))
    assert claimed(store) == []


def test_only_our_people_decide_and_with_a_reason() -> None:
    store = held("a")
    with pytest.raises(DeliveryRefusedError, match="'ana' is nobody of our side"):
        hold_delivery("Because.", "ana", PEOPLE, store=store, now=NOW)
    with pytest.raises(DeliveryRefusedError, match="needs its reason"):
        hold_delivery(" ", "kim", PEOPLE, store=store, now=NOW)
    with pytest.raises(DeliveryRefusedError, match="'ana' is nobody"):
        release_delivery(replace(RELEASE, by="ana"), PEOPLE, store=store)
    with pytest.raises(DeliveryRefusedError, match="'ana' is nobody"):
        release_mails(
            MailFilter(), replace(SAID, by="ana"), PEOPLE, store=store, installation="here"
        )


def test_what_is_not_held_cannot_be_released() -> None:
    with pytest.raises(DeliveryRefusedError, match="not held"):
        release_delivery(RELEASE, PEOPLE, store=FakeStore())
    with pytest.raises(DeliveryRefusedError, match="not held"):
        let_go(FakeStore(), MailFilter())
