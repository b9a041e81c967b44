"""How SendGrid is reached, as a connection says it."""

from __future__ import annotations

import logging
from urllib.parse import urlsplit

from sendgrid import SendGridAPIClient

from concord.adapters.loopback import is_loopback
from concord.adapters.mail.sendgrid_batch import LEAST_MINUTES, MOST_MINUTES
from concord.adapters.mail.sendgrid_client import CarefulClient
from concord.adapters.mail.settings import seconds
from concord.domain.errors import MailUnavailableError
from concord.ports import ConnectionSettings

TIMEOUT = 20.0
_HOST = "api.sendgrid.com"


def client(settings: ConnectionSettings) -> CarefulClient:
    """Return a client with the key.  Raises MailUnavailableError for a key or host of no use."""
    silence()
    api = SendGridAPIClient(_key(settings), host=base_url(settings))
    timeout = seconds(settings, "timeout", TIMEOUT)
    return CarefulClient(api.host, api.client.request_headers, timeout=timeout)


def silence() -> None:
    """Have the client log neither the key nor the whole mail, as it does at its finest level.

    To be repeated before each request: an operator may have opened the logger since.
    """
    for name in ("python_http_client", "python_http_client.client"):
        logging.getLogger(name).setLevel(logging.INFO)


def retract_minutes(settings: ConnectionSettings) -> int | None:
    """Return how long mails about money wait at SendGrid; None where they are sent at once.

    Raises MailUnavailableError for what is no such time: unnoticed, it would promise what
    nobody can keep.
    """
    written = settings.extra.get("retract_minutes")
    if written is None:
        return None
    text = str(written).strip()
    if text.isdecimal() and LEAST_MINUTES <= int(text) <= MOST_MINUTES:
        return int(text)
    message = (
        f"retract_minutes of the connection {settings.id} must be a whole number from "
        f"{LEAST_MINUTES} to {MOST_MINUTES}."
    )
    raise MailUnavailableError(message)


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
    return is_loopback(host.rpartition(":")[0] if host.count(":") == 1 else host)
