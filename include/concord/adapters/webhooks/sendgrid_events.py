"""SendGrid's signed event webhook: who calls is proved before anything is read."""

from __future__ import annotations

import binascii
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from sendgrid.helpers.eventwebhook import EventWebhook

from concord.domain.delivery_event import DeliveryEvent, DeliveryEventKind
from concord.domain.message import header_text

SIGNATURE = "X-Twilio-Email-Event-Webhook-Signature"
TIMESTAMP = "X-Twilio-Email-Event-Webhook-Timestamp"

OLDEST = timedelta(hours=24, minutes=5)
"""SendGrid repeats what was not taken for a day; older calls are somebody's replay."""

SKEW = timedelta(minutes=5)
_LONGEST_DETAIL = 500
_LONGEST_RAW = 4000
_LONGEST_KEY = 200
_LONGEST_ADDRESS = 320
_KINDS = {
    "processed": DeliveryEventKind.PROCESSED,
    "deferred": DeliveryEventKind.DEFERRED,
    "delivered": DeliveryEventKind.DELIVERED,
    "bounce": DeliveryEventKind.BOUNCED,
    "dropped": DeliveryEventKind.DROPPED,
    "spamreport": DeliveryEventKind.SPAM,
    "unsubscribe": DeliveryEventKind.UNSUBSCRIBED,
    "group_unsubscribe": DeliveryEventKind.UNSUBSCRIBED,
}


class NotVerifiedError(Exception):
    """Nobody proved to be SendGrid; the message says what was wrong, never what was sent."""


class NotUnderstoodError(Exception):
    """SendGrid, as it seems, sent what it never sends."""


def verify(body: bytes, headers: Mapping[str, str], key: str, now: datetime) -> None:
    """Raise NotVerifiedError unless SendGrid signed these very bytes, and lately."""
    signature, timestamp = headers.get(SIGNATURE, ""), headers.get(TIMESTAMP, "")
    if not key:
        message = "No verification key is configured, so that nobody can be believed."
        raise NotVerifiedError(message)
    if not signature or not timestamp.isdecimal():
        message = "The call is not signed."
        raise NotVerifiedError(message)
    try:
        # Their helper takes a text; the bytes that were signed come back out of it as they are.
        genuine = EventWebhook(key).verify_signature(body.decode("utf-8"), signature, timestamp)
    except (ValueError, TypeError, AttributeError, binascii.Error):
        genuine = False
    if not genuine:
        message = "The signature is not SendGrid's."
        raise NotVerifiedError(message)
    # Only now: what is not signed says nothing about its age either.
    age = now - _moment(int(timestamp))
    if age > OLDEST or age < -SKEW:
        message = "The call is too old, or from the future."
        raise NotVerifiedError(message)


def events(body: bytes, received: datetime) -> tuple[DeliveryEvent, ...]:
    """Return the events of a verified call that concern mails of ours.

    Opened, clicked and whatever else there may be is left out.  Raises NotUnderstoodError.
    """
    try:
        told = json.loads(body)
        items = [item for item in told if isinstance(item, dict)]
    except (ValueError, TypeError, RecursionError) as error:
        message = "The call holds no list of events."
        raise NotUnderstoodError(message) from error
    return tuple(_events(items, received))


def _events(items: list[dict[str, Any]], received: datetime) -> Iterator[DeliveryEvent]:
    for item in items:
        kind = _kind(item)
        key, email, at = item.get("outbox_key"), item.get("email"), item.get("timestamp")
        if kind is None or not isinstance(at, int):
            continue
        if not isinstance(key, str) or not isinstance(email, str) or len(key) > _LONGEST_KEY:
            continue
        reason = str(item.get("reason") or item.get("response") or "")
        yield DeliveryEvent(
            provider="sendgrid",
            # Remote servers write into these; no database takes every character.
            key=header_text(key),
            attempt=_attempt(item.get("attempt")),
            recipient=header_text(email)[:_LONGEST_ADDRESS],
            kind=kind,
            at=_moment(at),
            received=received,
            detail=header_text(reason)[:_LONGEST_DETAIL],
            raw=json.dumps(item, sort_keys=True)[:_LONGEST_RAW],
        )


def _kind(item: Mapping[str, Any]) -> DeliveryEventKind | None:
    kind = _KINDS.get(str(item.get("event")))
    blocked = kind is DeliveryEventKind.BOUNCED and item.get("type") == "blocked"
    return DeliveryEventKind.BLOCKED if blocked else kind


def _attempt(value: object) -> int:
    text = str(value)
    return int(text) if text.isdecimal() and len(text) < len("1000000000") else 0


def _moment(seconds: int) -> datetime:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):
        return datetime.fromtimestamp(0, UTC)
