"""SendGrid's signed events: who calls is proved first, and only then is anything read."""

import json
from base64 import b64encode
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.adapters.webhooks.sendgrid_events import (
    OLDEST,
    SIGNATURE,
    SKEW,
    TIMESTAMP,
    NotUnderstoodError,
    NotVerifiedError,
    events,
    verify,
)
from concord.domain.delivery_event import DeliveryEvent, DeliveryEventKind
from tests.adapters.webhooks.signed import Signer, body_of, item

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
ANA = "ana@northwind.example"
SIGNER = Signer()
BODY = body_of(item("k", "delivered", ANA, NOON, response="250 OK"))
HEADERS = SIGNER.signed(BODY, NOON)


def test_the_very_bytes_that_were_signed_are_believed() -> None:
    verify(BODY, HEADERS, SIGNER.public, NOON)


@pytest.mark.parametrize(
    "body",
    [
        json.dumps(json.loads(BODY)).encode(),
        BODY + b"\n",
        BODY.replace(b"delivered", b"bounce"),
        b"",
        b"\xff\xfe",
    ],
)
def test_other_bytes_are_refused_though_they_may_mean_the_same(body: bytes) -> None:
    with pytest.raises(NotVerifiedError, match="The signature is not SendGrid's"):
        verify(body, HEADERS, SIGNER.public, NOON)


@pytest.mark.parametrize(
    ("headers", "words"),
    [
        ({}, "not signed"),
        ({SIGNATURE: HEADERS[SIGNATURE]}, "not signed"),
        ({TIMESTAMP: HEADERS[TIMESTAMP]}, "not signed"),
        ({**HEADERS, TIMESTAMP: "noon"}, "not signed"),
        ({**HEADERS, TIMESTAMP: "-1"}, "not signed"),
        ({**HEADERS, TIMESTAMP: "9" * 5000}, "not SendGrid's"),
        ({**HEADERS, SIGNATURE: "MAYCAQACAQA="}, "not SendGrid's"),
        ({**HEADERS, SIGNATURE: "é"}, "not SendGrid's"),
        (Signer().signed(BODY, NOON), "not SendGrid's"),
    ],
)
def test_who_proves_nothing_is_refused(headers: dict[str, str], words: str) -> None:
    with pytest.raises(NotVerifiedError, match=words):
        verify(BODY, headers, SIGNER.public, NOON)


@given(st.binary(max_size=80))
def test_no_other_signature_is_believed_and_none_breaks_anything(signature: bytes) -> None:
    forged = {**HEADERS, SIGNATURE: b64encode(signature).decode()}
    with pytest.raises(NotVerifiedError):
        verify(BODY, forged, SIGNER.public, NOON)


@pytest.mark.parametrize(
    "key",
    ["", "x", "é", "AAAA", Signer().public, SIGNER.public[:60]],
    ids=["none", "short", "accented", "no key", "another's", "cut"],
)
def test_without_the_key_nobody_is_believed(key: str) -> None:
    with pytest.raises(NotVerifiedError):
        verify(BODY, HEADERS, key, NOON)


@pytest.mark.parametrize(
    ("age", "believed"),
    [
        (timedelta(0), True),
        (OLDEST, True),
        (OLDEST + timedelta(seconds=1), False),
        (timedelta(days=3 * 365), False),
        (-SKEW, True),
        (-SKEW - timedelta(seconds=1), False),
    ],
)
def test_a_call_is_believed_for_a_day_and_some_minutes(age: timedelta, *, believed: bool) -> None:
    assert timedelta(hours=24) < OLDEST <= timedelta(hours=24, minutes=5)
    if believed:
        verify(BODY, HEADERS, SIGNER.public, NOON + age)
    else:
        with pytest.raises(NotVerifiedError, match="too old, or from the future"):
            verify(BODY, HEADERS, SIGNER.public, NOON + age)


def test_an_event_tells_of_which_attempt_whom_what_when_and_why() -> None:
    (found,) = events(BODY, NOON + timedelta(minutes=1))
    assert json.loads(found.raw)["sg_event_id"] == f"delivered-{ANA}"
    assert replace(found, raw="") == DeliveryEvent(
        provider="sendgrid",
        key="k",
        attempt=1,
        recipient=ANA,
        kind=DeliveryEventKind.DELIVERED,
        at=NOON,
        received=NOON + timedelta(minutes=1),
        detail="250 OK",
    )


@pytest.mark.parametrize(
    ("event", "more", "kind"),
    [
        ("processed", {}, DeliveryEventKind.PROCESSED),
        ("deferred", {}, DeliveryEventKind.DEFERRED),
        ("bounce", {"type": "bounce"}, DeliveryEventKind.BOUNCED),
        ("bounce", {}, DeliveryEventKind.BOUNCED),
        ("bounce", {"type": "blocked"}, DeliveryEventKind.BLOCKED),
        ("dropped", {}, DeliveryEventKind.DROPPED),
        ("spamreport", {}, DeliveryEventKind.SPAM),
        ("unsubscribe", {}, DeliveryEventKind.UNSUBSCRIBED),
        ("group_unsubscribe", {}, DeliveryEventKind.UNSUBSCRIBED),
        ("open", {}, None),
        ("click", {}, None),
        ("something new", {}, None),
        (["bounce"], {}, None),
    ],
)
def test_what_became_of_a_mail_is_taken_and_who_read_it_is_not(
    event: object, more: dict[str, object], kind: DeliveryEventKind | None
) -> None:
    found = events(body_of(item("k", event, ANA, NOON, **more)), NOON)
    assert [each.kind for each in found] == ([] if kind is None else [kind])


@pytest.mark.parametrize(
    "more",
    [
        {"outbox_key": None},
        {"outbox_key": 7},
        {"outbox_key": "k" * 201},
        {"email": None},
        {"email": ["a"]},
        {"timestamp": None},
        {"timestamp": "noon"},
        {"timestamp": 1.5},
    ],
)
def test_an_event_of_which_nobody_knows_whose_it_is_is_left_and_the_others_are_taken(
    more: dict[str, object],
) -> None:
    odd = {**item("k", "bounce", ANA, NOON), **more}
    found = events(body_of(odd, "text", None, item("k", "processed", ANA, NOON)), NOON)
    assert [each.kind for each in found] == [DeliveryEventKind.PROCESSED]


@pytest.mark.parametrize(
    ("attempt", "number"),
    [("2", 2), (3, 3), (None, 0), ("two", 0), ("-1", 0), ("9" * 40, 0)],
)
def test_an_attempt_that_is_no_number_is_none_of_ours(attempt: object, number: int) -> None:
    odd = {**item("k", "bounce", ANA, NOON), "attempt": attempt}
    (found,) = events(body_of(odd), NOON)
    assert found.attempt == number


@pytest.mark.parametrize("seconds", [10**30, -(10**30)])
def test_a_moment_that_no_calendar_has_is_taken_for_the_first_one(seconds: int) -> None:
    odd = {**item("k", "bounce", ANA, NOON), "timestamp": seconds}
    (found,) = events(body_of(odd), NOON)
    assert found.at == datetime.fromtimestamp(0, UTC)


def test_what_a_remote_server_wrote_is_kept_without_what_nobody_sees_and_not_without_end() -> None:
    reason = "550\x00 no \u2028such\x1b[31m user \ud800" + "x" * 9000
    odd = item("k", "bounce", f"a\x00na\ud800@{'n' * 3000}.example", NOON, reason=reason)
    (found,) = events(body_of(odd), NOON)
    assert found.detail.startswith("550 no such [31m user xxx")
    for text in (found.detail, found.recipient, found.key, found.raw):
        assert "\x00" not in text
        assert "\x1b" not in text
        assert text.encode()
        assert len(text) <= 4000


@pytest.mark.parametrize(
    "body", [b"", b"no JSON", b"{", b"7", b"null", b"true", b"\xff", b"[" * 100_000]
)
def test_what_is_no_list_of_events_is_not_understood(body: bytes) -> None:
    with pytest.raises(NotUnderstoodError):
        events(body, NOON)


def test_an_empty_list_and_a_table_tell_nothing() -> None:
    assert events(b"[]", NOON) == events(b"{}", NOON) == events(b'{"a": 1}', NOON) == ()
