"""What SendGrid's answers make certain, and what is unknown without one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime

from concord.adapters.mail.careful_line import NotConnectedError
from concord.domain.message import header_text
from concord.domain.outbox import SendResult, SendVerdict

_ACCEPTED, _OK = 202, 200
_WRONG_KEY = frozenset({401, 403})
_REQUEST_TIMEOUT, _TOO_MANY = 408, 429
_CLIENT_ERRORS = range(400, 500)
_LONGEST_DETAIL = 300
_WAIT_UNASKED = 60


def accepted(status: int, headers: Mapping[str, str], *, sandbox: bool) -> SendResult:
    """Return what an answer means that says success: that alone is no receipt."""
    provider_id = header_text(headers.get("X-Message-Id") or "")
    if status == _ACCEPTED and provider_id:
        return SendResult(verdict=SendVerdict.SENT, provider_id=provider_id)
    if status == _OK and sandbox:
        return SendResult(verdict=SendVerdict.SENT, detail="Sandbox: checked, not delivered.")
    detail = f"Status {status} without the receipt that only SendGrid gives."
    return SendResult(verdict=SendVerdict.UNCERTAIN, detail=detail)


def refused(status: int, headers: Mapping[str, str], body: bytes, now: datetime) -> SendResult:
    """Return what an answer other than success means."""
    detail = _said(status, body)
    if status in _WRONG_KEY:
        return SendResult(verdict=SendVerdict.REFUSED_CHANNEL, detail=detail)
    if status == _TOO_MANY:
        wait = _wait(headers, now.timestamp())
        return SendResult(verdict=SendVerdict.RETRY, detail=detail, retry_after=wait)
    if status in _CLIENT_ERRORS and status != _REQUEST_TIMEOUT:
        return SendResult(verdict=SendVerdict.DEAD, detail=detail)
    # Of the rest some were seen to accept the mail before they failed.
    return SendResult(verdict=SendVerdict.UNCERTAIN, detail=detail)


def unanswered(error: Exception) -> SendResult:
    """Return what it means that no answer came."""
    # Never in the error's words: those about a malformed header quote the key.
    if isinstance(error, NotConnectedError):
        detail = f"SendGrid cannot be reached: {type(error.__cause__).__name__}."
        return SendResult(verdict=SendVerdict.RETRY, detail=detail)
    detail = f"No answer came: {type(error).__name__}."
    return SendResult(verdict=SendVerdict.UNCERTAIN, detail=detail)


def _said(status: int, body: bytes) -> str:
    """Return the status with SendGrid's messages, of which there may be none."""
    try:
        errors = json.loads(body)["errors"]
        messages = "; ".join(str(error["message"]) for error in errors)
    except (ValueError, KeyError, TypeError):
        messages = ""
    return header_text(f"{status} {messages}")[:_LONGEST_DETAIL]


def _wait(headers: Mapping[str, str], now: float) -> int:
    """Return how many seconds a provider that has had too much wants us to wait."""
    after, reset = headers.get("Retry-After") or "", headers.get("X-RateLimit-Reset") or ""
    if after.isdecimal():
        return int(after)
    if reset.isdecimal():
        return max(int(int(reset) - now), 1)
    try:
        return max(int(parsedate_to_datetime(after).timestamp() - now), 1)
    except ValueError:
        return _WAIT_UNASKED
