"""Mail by SendGrid's v3 API, through SendGrid's own client."""

from __future__ import annotations

import ipaddress
import json
import logging
import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from urllib.error import URLError
from urllib.parse import urlsplit

from python_http_client.exceptions import HTTPError
from sendgrid import SendGridAPIClient

from concord.adapters.mail.sendgrid_client import CarefulClient, NotConnectedError
from concord.adapters.mail.sendgrid_request import request_body
from concord.adapters.mail.settings import flag, seconds
from concord.domain.errors import MailUnavailableError
from concord.domain.message import header_text
from concord.domain.outbox import OutgoingMail, SendResult, SendVerdict
from concord.ports import ConnectionSettings, SendProgress
from concord.ports.sending import unnoticed

TIMEOUT = 20.0
_HOST = "api.sendgrid.com"
_LONGEST_DETAIL = 300
_MAY_SEND = "mail.send"
_WAIT_UNASKED = 60

_ACCEPTED, _OK = 202, 200
_WRONG_KEY = frozenset({401, 403})
_REQUEST_TIMEOUT, _TOO_MANY = 408, 429
_CLIENT_ERRORS = range(400, 500)

# At its finest level that logger writes the key and the whole mail.
logging.getLogger("python_http_client").setLevel(logging.INFO)


class SendGridTransport:
    """Hands mails to SendGrid.

    The API key is the connection's password.  Its host is SendGrid's (the default), another
    region's, or a whole URL; plain HTTP is accepted on this machine only, as every request
    carries the key.  `timeout` (seconds) and `sandbox_mode` stand in the extra.
    """

    provider = "sendgrid"
    repeat_is_harmless = False

    def __init__(self, settings: ConnectionSettings, progress: SendProgress = unnoticed) -> None:
        """Prepare the client.  Raises MailUnavailableError for a key or host of no use."""
        api = SendGridAPIClient(_key(settings), host=base_url(settings))
        timeout = seconds(settings, "timeout", TIMEOUT)
        self._client = CarefulClient(api.host, api.client.request_headers, 3, timeout=timeout)
        self._progress = progress
        self._sandbox = flag(settings, "sandbox_mode") is True

    def batch(self, mail: OutgoingMail) -> str:
        """Return nothing: what was handed over cannot be taken back."""
        del mail
        return ""

    def take_back(self, batch: str) -> bool:
        """Say that nothing was undone."""
        del batch
        return False

    def close(self) -> None:
        """Do nothing: no session is kept."""

    def send(self, mail: OutgoingMail, batch: str = "", attempt: int = 1) -> SendResult:
        """Send the mail as one request, and say what is certain about it."""
        del batch, attempt
        # An operator may have opened the logger since.
        logging.getLogger("python_http_client.client").setLevel(logging.INFO)
        body = request_body(mail, sandbox=self._sandbox)
        self._client.notice = lambda step: self._progress(step, mail.key)
        try:
            response = self._client.mail.send.post(request_body=body)
        except HTTPError as error:
            return _refused(error.status_code, error.headers, error.body)
        except URLError as error:
            return _unanswered(error.reason)
        except Exception as error:  # noqa: BLE001 - whatever broke after the first byte: unknown
            return _unanswered(error)
        return self._accepted(response.status_code, response.headers)

    def refusal(self) -> SendResult | None:
        """Ask what the key may do, but send nothing; return what stands in the way."""
        logging.getLogger("python_http_client.client").setLevel(logging.INFO)
        try:
            response = self._client.scopes.get()
            scopes = json.loads(response.body)["scopes"]
        except HTTPError as error:
            return _refused(error.status_code, error.headers, error.body)
        except URLError as error:
            return _unanswered(error.reason)
        except Exception as error:  # noqa: BLE001 - an answer that is none, from whoever gave it
            return _unanswered(error)
        if _MAY_SEND not in scopes:
            detail = f"The key lacks the scope {_MAY_SEND}."
            return SendResult(verdict=SendVerdict.REFUSED_CHANNEL, detail=detail)
        return None

    def _accepted(self, status: int, headers: Mapping[str, str]) -> SendResult:
        provider_id = header_text(headers.get("X-Message-Id") or "")
        if status == _ACCEPTED and provider_id:
            return SendResult(verdict=SendVerdict.SENT, provider_id=provider_id)
        if status == _OK and self._sandbox:
            return SendResult(verdict=SendVerdict.SENT, detail="Sandbox: checked, not delivered.")
        detail = f"Status {status} without the receipt that only SendGrid gives."
        return SendResult(verdict=SendVerdict.UNCERTAIN, detail=detail)


def _refused(status: int, headers: Mapping[str, str], body: bytes) -> SendResult:
    """Return what an answer other than success means."""
    detail = _said(status, body)
    if status in _WRONG_KEY:
        return SendResult(verdict=SendVerdict.REFUSED_CHANNEL, detail=detail)
    if status == _TOO_MANY:
        wait = _wait(headers, time.time())
        return SendResult(verdict=SendVerdict.RETRY, detail=detail, retry_after=wait)
    if status in _CLIENT_ERRORS and status != _REQUEST_TIMEOUT:
        return SendResult(verdict=SendVerdict.DEAD, detail=detail)
    # Of the rest some were seen to accept the mail before they failed.
    return SendResult(verdict=SendVerdict.UNCERTAIN, detail=detail)


def _unanswered(reason: object) -> SendResult:
    # Never in the reason's words: those about a malformed header quote the key.
    name = type(reason).__name__
    if isinstance(reason, NotConnectedError):
        detail = f"SendGrid cannot be reached: {type(reason.__cause__).__name__}."
        return SendResult(verdict=SendVerdict.RETRY, detail=detail)
    return SendResult(verdict=SendVerdict.UNCERTAIN, detail=f"No answer came: {name}.")


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


def _key(settings: ConnectionSettings) -> str:
    key = settings.password.strip()
    if not key:
        message = f"The connection {settings.id} has no password, where the API key belongs."
        raise MailUnavailableError(message)
    if not key.isascii() or not key.isprintable() or " " in key:
        message = f"The password of the connection {settings.id} is no API key."
        raise MailUnavailableError(message)
    return key


def base_url(settings: ConnectionSettings) -> str:
    """Return where SendGrid is reached.  Raises MailUnavailableError unless it is by https."""
    named = settings.host.strip().rstrip("/") or _HOST
    if "://" not in named:
        scheme = "http" if _is_this_machine(named) else "https"
        named = f"{settings.schema or scheme}://{named}"
    parts = urlsplit(named)
    if parts.scheme != "https" and not (
        parts.scheme == "http" and _is_this_machine(parts.hostname or "")
    ):
        message = f"The host of the connection {settings.id} must be reached by https."
        raise MailUnavailableError(message)
    if settings.port is not None and parts.port is None:
        return f"{named}:{settings.port}"
    return named


def _is_this_machine(host: str) -> bool:
    name = host.rpartition(":")[0] if host.count(":") == 1 else host
    try:
        return name == "localhost" or ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
