"""What a `google_cloud_platform` connection says: the account, its scopes, the shared drive.

The fields of the extra are those of Airflow's own connection of that type, plain or with its
older prefix: `keyfile_dict`, `key_path`, `scope`, `num_retries`.  `drive_id` is ours, and
names the shared drive; so is `api_endpoint`, for a proxy.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

import google.auth
from google.auth.exceptions import GoogleAuthError
from google.oauth2 import service_account

from concord.domain.errors import ConnectionMalformedError
from concord.domain.finding import quoted
from concord.ports import ConnectionSettings

TYPE = "google_cloud_platform"
_SCOPES = "https://www.googleapis.com/auth/"
READ, WRITE, OWN_FILES = f"{_SCOPES}drive.readonly", f"{_SCOPES}drive", f"{_SCOPES}drive.file"
_PREFIX = "extra__google_cloud_platform__"
_ENDPOINT = "https://www.googleapis.com/drive/v3/"
_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
_RETRIES, _MOST_RETRIES = 5, 10
_UNSUPPORTED = ("key_secret_name", "credential_config_file", "impersonation_chain")


class Credentials(Protocol):
    """An account as google-auth knows it: it can have itself given an access token."""

    token: str | None

    @property
    def valid(self) -> bool:
        """Whether the token is there and good for a while."""
        ...

    def refresh(self, request: object) -> None:
        """Have a new token given, by a function that makes requests."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class GoogleAccess:
    """An account's way to one shared drive; `connection` is what people know it by."""

    connection: str
    drive: str
    endpoint: str
    scopes: tuple[str, ...]
    retries: int
    credentials: Credentials = field(repr=False)

    @property
    def sees_all(self) -> bool:
        """Whether the account sees what others dropped, and not only its own files."""
        return not {READ, WRITE}.isdisjoint(self.scopes)

    @property
    def may_put(self) -> bool:
        """Whether the account may put files."""
        return not {WRITE, OWN_FILES}.isdisjoint(self.scopes)


def google_access(settings: ConnectionSettings) -> GoogleAccess:
    """Understand a connection.  Raises ConnectionMalformedError, never its content."""
    for name in _UNSUPPORTED:
        if _option(settings, name):
            raise _malformed(settings, f"has the field {name}, which is not supported")
    if settings.type.strip().lower() != TYPE:
        raise _malformed(settings, f"is not of the type {TYPE}")
    scopes = _scopes(settings)
    return GoogleAccess(
        connection=settings.id,
        drive=_drive(settings),
        endpoint=_endpoint(settings),
        scopes=scopes,
        retries=_retries(settings),
        credentials=_credentials(settings, scopes),
    )


def is_safe(url: str) -> bool:
    """Say whether a secret may be sent there: by https, or to this machine."""
    parts = urlsplit(url)
    return bool(parts.hostname) and (
        parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _THIS_MACHINE)
    )


def _option(settings: ConnectionSettings, name: str) -> object:
    return settings.extra.get(name) or settings.extra.get(f"{_PREFIX}{name}") or ""


def _text(settings: ConnectionSettings, name: str) -> str:
    return str(_option(settings, name)).strip()


def _malformed(settings: ConnectionSettings, what: str) -> ConnectionMalformedError:
    return ConnectionMalformedError(f"The connection {quoted(settings.id)} {what}.")


def _drive(settings: ConnectionSettings) -> str:
    drive = _text(settings, "drive_id")
    if not drive:
        what = "has no drive_id in its extra: the last part of the shared drive's address"
        raise _malformed(settings, what)
    return drive


def _scopes(settings: ConnectionSettings) -> tuple[str, ...]:
    named = [scope.strip() for scope in _text(settings, "scope").split(",") if scope.strip()]
    return tuple(s if "/" in s else f"{_SCOPES}{s}" for s in named) or (READ,)


def _retries(settings: ConnectionSettings) -> int:
    text = _text(settings, "num_retries")
    return min(int(text), _MOST_RETRIES) if text.isdecimal() else _RETRIES


def _endpoint(settings: ConnectionSettings) -> str:
    """Return the address that all of the API's paths are below; with a slash at its end."""
    named = _text(settings, "api_endpoint") or _ENDPOINT
    if not is_safe(named):
        raise _malformed(settings, "has an api_endpoint that is not reached by https")
    path = urlsplit(named).path.strip("/") or "drive/v3"
    parts = urlsplit(named)
    return f"{parts.scheme}://{parts.netloc}/{path}/"


def _credentials(settings: ConnectionSettings, scopes: tuple[str, ...]) -> Credentials:
    key = _key(settings)
    if key is None:
        return _of_this_machine(settings, scopes)
    try:
        account = service_account.Credentials
        found: Credentials = account.from_service_account_info(  # type: ignore[no-untyped-call] # google-auth lacks it
            key, scopes=scopes
        )
    except (ValueError, TypeError, AttributeError, GoogleAuthError):
        # The cause would quote the key.
        what = "has a key that is none of a service account"
        raise _malformed(settings, what) from None
    if not is_safe(str(key.get("token_uri"))):
        raise _malformed(settings, "has a key whose token_uri is not reached by https")
    return found


def _of_this_machine(settings: ConnectionSettings, scopes: tuple[str, ...]) -> Credentials:
    """Return the credentials that the machine itself has, such as a workload's identity."""
    try:
        found: Credentials = google.auth.default(scopes=scopes)[0]
    except GoogleAuthError:
        what = "has neither keyfile_dict nor key_path, and this machine has no Google account"
        raise _malformed(settings, what) from None
    return found


def _key(settings: ConnectionSettings) -> dict[str, Any] | None:
    found = _option(settings, "keyfile_dict")
    try:
        if isinstance(found, str):
            found = json.loads(found or _key_file(settings) or "null")
    except ValueError:
        raise _malformed(settings, "has a key that is no JSON") from None
    if found is None:
        return None
    if not isinstance(found, Mapping):
        raise _malformed(settings, "has a key that is none of a service account")
    # Keys that went through a shell or a form often have their line ends escaped.
    lines = str(found.get("private_key", "")).replace("\\n", "\n")
    return {**found, "private_key": lines}


def _key_file(settings: ConnectionSettings) -> str:
    path = _text(settings, "key_path")
    try:
        return Path(path).read_text("utf-8") if path else ""
    except OSError as error:
        what = f"has a key_path that cannot be read: {error.strerror}"
        raise _malformed(settings, what) from error
