"""One short call by HTTP: encrypted, not redirected, and silent about where it goes."""

from __future__ import annotations

import http.client
from collections.abc import Mapping
from urllib.error import HTTPError
from urllib.parse import SplitResult, urlsplit
from urllib.request import Request

from concord.adapters.loopback import is_loopback
from concord.adapters.mail.careful_line import CarefulLine
from concord.domain.errors import AlarmChannelUnavailableError, ConnectionMalformedError
from concord.ports import ConnectionSettings

TIMEOUT = 10.0
"""Seconds for which a call may take."""


def address(settings: ConnectionSettings) -> str:
    """Return where a connection of type http goes to: its password, where that is an address.

    Raises ConnectionMalformedError for anything but https, or http on this machine; it does
    not quote the address, which may be the secret.
    """
    secret = settings.password.strip()
    found = secret if is_address(secret) else _written(settings)
    try:
        parts = urlsplit(found)
        _ = parts.port
    except ValueError:
        parts = SplitResult("", "", "", "", "")
    if not parts.hostname or "@" in parts.netloc or any(letter <= " " for letter in found):
        message = f"The connection {settings.id} has no address that can be called."
        raise ConnectionMalformedError(message)
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(parts.hostname)):
        message = f"The connection {settings.id} has an address that is not encrypted (https)."
        raise ConnectionMalformedError(message)
    return found


def is_address(text: str) -> bool:
    """Say whether a password is an address itself, as Slack's are."""
    return text.lower().startswith(("https://", "http://"))


def call(
    where: str, name: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
) -> None:
    """Get an address, or post a body to it; the answer goes unread.

    `where` is what `address` returned, `name` the connection that is named in errors.
    Raises AlarmChannelUnavailableError unless it says that all is well.
    """
    request = Request(where, body, dict(headers or {}))  # noqa: S310 -- http or https, by `address`
    line = CarefulLine()
    try:
        line.open(request, TIMEOUT)
    except HTTPError as error:
        message = f"{name} answered with status {error.code}."
    except (OSError, http.client.HTTPException, ValueError) as error:
        message = f"{name} could not be reached ({type(error).__name__})."
    else:
        return
    finally:
        line.close()
    # The cause would quote the address, and that may be the secret.
    raise AlarmChannelUnavailableError(message) from None


def _written(settings: ConnectionSettings) -> str:
    path = str(settings.extra.get("path") or "")
    if is_address(settings.host):
        return settings.host + path
    port = f":{settings.port}" if settings.port else ""
    return f"{settings.schema or 'https'}://{settings.host}{port}{path}"
