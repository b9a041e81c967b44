"""Asking Google's Drive: signed, patiently, and each time by a connection of its own."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from random import SystemRandom
from threading import Lock
from typing import Any, TypeVar
from urllib.parse import urlsplit, urlunsplit

import httplib2
from google.auth.exceptions import GoogleAuthError
from googleapiclient.discovery import build
from googleapiclient.errors import HttpError
from googleapiclient.http import HttpRequest

from concord.adapters.drives.google_connection import Credentials, GoogleAccess
from concord.adapters.drives.google_troubles import (
    GoogleError,
    Trouble,
    trouble_of,
)
from concord.domain.finding import visible

_SECONDS = 60
_LONGEST_PAUSE = 64
_NOT_GOOGLES = "its answer was none of Google's"
_UNAUTHORIZED = 401
_dice = SystemRandom()
T = TypeVar("T")
Answer = dict[str, Any]


class GoogleRequests:
    """The Drive API of one account, for any number of threads.

    `files` and `changes` make requests, as functions of the client library; they are called
    inside of what is given to `ask`, so that each try has a request of its own.
    """

    def __init__(
        self, access: GoogleAccess, *, pause: Callable[[float], None] = time.sleep
    ) -> None:
        self._access = access
        self._pause = pause
        self._tokens = _Tokens(access.credentials)
        api = build(
            "drive",
            "v3",
            http=_SignedHttp(self._tokens, access.endpoint),
            requestBuilder=self._request,
            static_discovery=True,
            cache_discovery=False,
            client_options={"api_endpoint": access.endpoint},
        )
        # Made once: the library takes milliseconds to make them.
        self.files: Any = api.files()
        self.changes: Any = api.changes()

    def ask(self, request: Callable[[], HttpRequest]) -> Answer:
        """Make a request and return its answer, trying again while the trouble may pass."""
        return self.persistently(lambda: self.once(lambda: _answer(request())))

    def persistently(self, attempt: Callable[[], T]) -> T:
        """Try a few times, with growing pauses.  Trouble that does not pass is lasting then."""
        worth_it = {Trouble.PASSING, Trouble.SIGNED_OUT}
        tried = 0
        while True:
            try:
                return attempt()
            except GoogleError as error:
                if error.trouble not in worth_it:
                    raise
                if tried == self._access.retries:
                    raise GoogleError(Trouble.LASTING, error.reason) from error
                # A token can become void at any time, but a new one not at once.
                worth_it -= {error.trouble} - {Trouble.PASSING}
                wait = error.wait
            self._pause(_how_long(tried, wait))
            tried += 1

    def once(self, attempt: Callable[[], T]) -> T:
        """Try once, and raise GoogleError and nothing else.

        What it comes from is left out: that may quote requests, and those are signed.
        """
        try:
            return attempt()
        except HttpError as error:
            failed = trouble_of(error.resp.status, error.resp, error.content)
        except (OSError, HTTPException, httplib2.HttpLib2Error) as error:
            failed = GoogleError(Trouble.PASSING, f"no answer came ({type(error).__name__})")
        except GoogleAuthError as error:
            failed = _not_let_in(error)
        except ValueError:
            failed = GoogleError(Trouble.PASSING, _NOT_GOOGLES)
        raise failed

    def _request(self, _http: object, postproc: object, uri: str, **kwargs: object) -> HttpRequest:
        """Make a request with a connection of its own: those are not safe to share."""
        http = _SignedHttp(self._tokens, self._access.endpoint)
        return HttpRequest(http, postproc, self._by_the_same_way(uri), **kwargs)

    def _by_the_same_way(self, uri: str) -> str:
        """Return an address of the API as the endpoint is reached: the library says https."""
        return urlunsplit((urlsplit(self._access.endpoint).scheme, *urlsplit(uri)[1:]))


def _answer(request: HttpRequest) -> Answer:
    answer = request.execute()
    if isinstance(answer, dict):
        return answer
    raise GoogleError(Trouble.PASSING, _NOT_GOOGLES)


def _how_long(tried: int, wanted: int) -> float:
    """Return the seconds to pause: twice as long each time, apart from others who wait too."""
    return float(min(max(2**tried + _dice.random(), wanted), _LONGEST_PAUSE))


def _not_let_in(error: GoogleAuthError) -> GoogleError:
    """Return what it means that Google gave no access token; its answer holds only a code."""
    answer = error.args[1] if len(error.args) > 1 else None
    code = answer.get("error", "") if isinstance(answer, Mapping) else ""
    words = (
        "Google does not accept the service account's key; it may be deleted, "
        "its account disabled, or the clock of this machine wrong"
    )
    said = f" ({visible(code)})" if code and isinstance(code, str) else ""
    return GoogleError(Trouble.LASTING, f"{words}{said}")


class _SignedHttp:
    """A connection for one request, which it signs; it goes nowhere but to the endpoint."""

    def __init__(self, tokens: _Tokens, endpoint: str) -> None:
        self._tokens = tokens
        self._origin = urlsplit(endpoint)[:2]

    def request(
        self,
        uri: str,
        method: str = "GET",
        body: object = None,
        headers: Mapping[str, str] | None = None,
    ) -> tuple[httplib2.Response, bytes]:
        """Send a request as the client library wants it sent."""
        if urlsplit(uri)[:2] != self._origin:
            raise GoogleError(Trouble.LASTING, "it named another host to go to")
        token = self._tokens.current()
        signed = {**(headers or {}), "authorization": f"Bearer {token}"}
        # A stream would be at its end when the connection is cut and httplib2 sends it again.
        read = getattr(body, "read", None)
        whole = read() if read else body
        response, content = _sent(uri, method, whole, signed)
        if response.status == _UNAUTHORIZED:
            self._tokens.forget(token)
        return response, content

    def close(self) -> None:
        """Do nothing: each request closes its own connection."""


class _Tokens:
    """The access token of an account, fetched when there is none that is still good."""

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials
        self._lock = Lock()

    def current(self) -> str:
        """Return a good token.  Raises what `GoogleRequests.once` understands."""
        with self._lock:
            if not self._credentials.valid:
                self._credentials.refresh(_ask_for_token)
            return str(self._credentials.token)

    def forget(self, token: str) -> None:
        """Forget a token that was not accepted, unless another came in its place."""
        with self._lock:
            if self._credentials.token == token:
                self._credentials.token = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """An answer as google-auth reads it."""

    status: int
    headers: Mapping[str, str]
    data: bytes = b""


def _ask_for_token(
    url: str,
    method: str = "GET",
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    **_: object,
) -> _Answer:
    """Ask for a token once: google-auth would wait by itself, and not by our patience."""
    response, content = _sent(url, method, body, headers or {})
    refused = trouble_of(response.status, response, content)
    if refused.trouble is Trouble.PASSING:
        raise refused
    # What a machine tells of its own identity is asked for by GET, and may be plain text.
    if method == "POST" and not isinstance(json.loads(content), dict):
        raise GoogleError(Trouble.PASSING, _NOT_GOOGLES)
    return _Answer(status=response.status, headers=response, data=content)


def _sent(
    uri: str, method: str, body: object, headers: Mapping[str, str]
) -> tuple[httplib2.Response, bytes]:
    http = httplib2.Http(timeout=_SECONDS)
    # A redirect would take the token elsewhere; and 308 is Google's word for "go on".
    http.follow_redirects = False
    try:
        answer: tuple[httplib2.Response, bytes] = http.request(
            uri, method, body=body, headers=dict(headers)
        )
    finally:
        http.close()
    return answer
