"""Requests over one HTTP connection that is kept, and that says what was never sent."""

from __future__ import annotations

import base64
import http.client
import select
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message as Headers
from io import BytesIO
from urllib.error import HTTPError
from urllib.parse import unquote, urlsplit

from concord.ports import SendStep

LONGEST_IDLE = 5.0
"""Seconds for which a connection may rest between two requests; servers close those that do."""

BEFORE_REQUEST = 30.0
"""Seconds after which a request that is not connected is given up: another may send it soon."""

_SUCCESS = range(200, 300)


class NotConnectedError(OSError):
    """The connection was never made, so that nothing can have been sent."""


Notice = Callable[[SendStep], None]
"""Is told how far a request has come."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """An answer, read to its end."""

    status: int
    body: bytes
    headers: Headers

    def getcode(self) -> int:
        return self.status

    def read(self) -> bytes:
        return self.body

    def info(self) -> Headers:
        return self.headers


class CarefulLine:
    """A connection that is kept from request to request, and follows no redirect.

    A redirected request would lose the mail, and take the key elsewhere.
    """

    def __init__(self) -> None:
        """Begin without a connection."""
        self.notice: Notice = lambda _: None
        self._kept: http.client.HTTPConnection | None = None
        self._where = ""
        self._used = 0.0

    def open(self, request: urllib.request.Request, timeout: float | None = None) -> _Answer:
        """Send a request; return its answer, or raise HTTPError where that is no success.

        Raises NotConnectedError when certainly nothing was sent, and what the standard
        library raises when that cannot be known.
        """
        late = time.monotonic() + BEFORE_REQUEST
        connection = self._connected(request, timeout)
        if time.monotonic() > late:
            # A host of many addresses may take the time-out for each of them.
            self.close()
            raise NotConnectedError from TimeoutError()
        self.notice(SendStep.CONNECTED)
        try:
            answer = self._exchange(connection, request)
        except BaseException:
            self.close()
            raise
        if answer.status not in _SUCCESS:
            body = BytesIO(answer.body)
            raise HTTPError(request.full_url, answer.status, "", answer.headers, body)
        return answer

    def close(self) -> None:
        """Close the connection, if there is one."""
        if self._kept is not None:
            self._kept.close()
            self._kept = None

    def _exchange(
        self, connection: http.client.HTTPConnection, request: urllib.request.Request
    ) -> _Answer:
        headers = {name.title(): value for name, value in request.headers.items()}
        connection.request(request.get_method(), request.selector, request.data, headers)
        self.notice(SendStep.WRITTEN)
        response = connection.getresponse()
        body = response.read()
        self._used = time.monotonic()
        if response.will_close:
            self.close()
        return _Answer(response.status, body, response.headers)

    def _connected(
        self, request: urllib.request.Request, timeout: float | None
    ) -> http.client.HTTPConnection:
        where = f"{request.type}://{request.host}"
        if self._kept is not None and self._where == where and self._is_usable(self._kept):
            return self._kept
        self.close()
        made = _connection(where, timeout)
        try:
            made.connect()
        except (OSError, http.client.HTTPException, UnicodeError) as error:
            made.close()
            raise NotConnectedError from error
        self._kept, self._where = made, where
        return made

    def _is_usable(self, connection: http.client.HTTPConnection) -> bool:
        """Say whether a kept connection is still open: one that has ended can be read from."""
        if connection.sock is None or time.monotonic() - self._used > LONGEST_IDLE:
            return False
        waiting = select.poll()
        waiting.register(connection.sock, select.POLLIN)
        return not waiting.poll(0)


def _connection(where: str, timeout: float | None) -> http.client.HTTPConnection:
    parts = urlsplit(where)
    if parts.scheme == "http":
        # For this machine alone, where no proxy belongs between.
        return http.client.HTTPConnection(parts.netloc, timeout=timeout)
    proxy = urllib.request.getproxies().get("https", "")
    if not proxy or urllib.request.proxy_bypass(parts.hostname or ""):
        return http.client.HTTPSConnection(parts.netloc, timeout=timeout)
    by = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
    made = http.client.HTTPSConnection(by.hostname or "", by.port, timeout=timeout)
    made.set_tunnel(
        parts.hostname or "", parts.port, headers=_proxy_login(by.username, by.password)
    )
    return made


def _proxy_login(user: str | None, password: str | None) -> dict[str, str]:
    if user is None:
        return {}
    words = f"{unquote(user)}:{unquote(password or '')}".encode()
    return {"Proxy-Authorization": f"Basic {base64.b64encode(words).decode('ascii')}"}
