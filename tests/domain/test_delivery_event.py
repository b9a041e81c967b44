"""What mail services tell: where it leaves the mail, and whom mail does not reach."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.delivery_event import (
    DeliveryEvent,
    DeliveryEventKind,
    refusal,
    state_told,
    troubled,
)
from concord.domain.outbox import Claim, OutboxState, SendResult, SendVerdict
from tests.adapters.mail.mails import mail

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
KIM, LEE = "kim@client.example", "lee@client.example"
K = DeliveryEventKind
S = OutboxState


def event(kind: DeliveryEventKind, recipient: str = KIM, minutes: int = 0) -> DeliveryEvent:
    at = NOON + timedelta(minutes=minutes)
    return DeliveryEvent(
        provider="sendgrid", key="k", attempt=1, recipient=recipient, kind=kind, at=at, received=at
    )


@pytest.mark.parametrize(
    ("kinds", "state"),
    [
        ([], None),
        ([K.CLEARED], None),
        ([K.PROCESSED], S.SENT),
        ([K.DEFERRED], S.SENT),
        ([K.PROCESSED, K.DELIVERED], S.DELIVERED),
        ([K.DELIVERED, K.SPAM], S.DELIVERED),
        ([K.SPAM], S.DELIVERED),
        ([K.UNSUBSCRIBED], S.DELIVERED),
        ([K.DROPPED], S.DROPPED),
        ([K.BLOCKED], S.BOUNCED),
        ([K.BOUNCED, K.PROCESSED], S.BOUNCED),
        ([K.DELIVERED, K.BOUNCED], S.BOUNCED),
        ([K.BOUNCED, K.DROPPED], S.BOUNCED),
    ],
)
def test_the_worst_that_was_told_of_one_reader_counts(
    kinds: list[DeliveryEventKind], state: OutboxState | None
) -> None:
    assert state_told([KIM], [event(kind) for kind in kinds]) is state


@pytest.mark.parametrize(
    ("kim", "lee", "state"),
    [
        (K.DELIVERED, None, S.SENT),
        (K.DELIVERED, K.PROCESSED, S.SENT),
        (K.DELIVERED, K.DELIVERED, S.DELIVERED),
        (K.DELIVERED, K.DROPPED, S.DROPPED),
        (K.BOUNCED, K.DELIVERED, S.BOUNCED),
    ],
)
def test_a_mail_is_delivered_once_it_is_to_all(
    kim: DeliveryEventKind, lee: DeliveryEventKind | None, state: OutboxState
) -> None:
    told = [event(kim), *([event(lee, LEE.upper())] if lee else [])]
    assert state_told([KIM, LEE], told) is state


EVENTS = st.lists(st.builds(event, st.sampled_from(K), st.sampled_from([KIM, LEE])), max_size=8)


@given(EVENTS, st.randoms(use_true_random=False))
def test_neither_order_nor_repetition_matters(events: list[DeliveryEvent], dice: object) -> None:
    again = [*events, *events]
    dice.shuffle(again)  # type: ignore[attr-defined] # hypothesis' own dice
    assert state_told([KIM, LEE], again) is state_told([KIM, LEE], events)


@pytest.mark.parametrize(
    ("kinds", "in_trouble"),
    [
        ([], False),
        ([K.PROCESSED, K.DEFERRED, K.BLOCKED, K.UNSUBSCRIBED], False),
        ([K.BOUNCED], True),
        ([K.DROPPED], True),
        ([K.DELIVERED, K.SPAM], True),
        ([K.BOUNCED, K.DELIVERED], False),
        ([K.DELIVERED, K.BOUNCED], True),
        ([K.BOUNCED, K.CLEARED], False),
        ([K.CLEARED, K.BOUNCED], True),
        ([K.BOUNCED, K.PROCESSED], True),
    ],
)
def test_the_last_word_says_whether_mail_reaches_an_address(
    kinds: list[DeliveryEventKind], *, in_trouble: bool
) -> None:
    told = [event(kind, KIM.upper(), minute) for minute, kind in enumerate(kinds)]
    assert (KIM in troubled(told)) is in_trouble


def test_a_persons_word_counts_from_the_same_moment_on() -> None:
    assert troubled([event(K.CLEARED), event(K.BOUNCED)]) == {}


def test_a_reader_who_was_refused_is_a_bounce() -> None:
    claim = Claim(mail=mail(), attempt=3, owner="one", lease_until=NOON)
    result = SendResult(verdict=SendVerdict.SENT, provider="smtp", detail="550 no such user")
    refused = refusal(claim, result, LEE, NOON)
    assert (refused.key, refused.attempt, refused.recipient) == (mail().key, 3, LEE)
    assert (refused.kind, refused.provider) == (K.BOUNCED, "smtp")
    assert refused.detail == "550 no such user"
