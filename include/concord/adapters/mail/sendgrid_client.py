"""SendGrid's HTTP client, made to follow no redirect and to say what was never sent."""

from __future__ import annotations

import http.client
import urllib.request
from collections.abc import Callable
from functools import partial
from typing import Any

from python_http_client import Client

from concord.ports import SendStep


class NotConnectedError(OSError):
    """The connection was never made, so that nothing can have been sent."""


Notice = Callable[[SendStep], None]
"""Is told how far a request has come."""


class _Connection(http.client.HTTPConnection):
    """A connection that tells a failure to connect from one after it."""

    def __init__(self, host: str, *, notice: Notice, **arguments: Any) -> None:  # noqa: ANN401 -- whatever urllib hands on
        super().__init__(host, **arguments)
        self._notice = notice

    def connect(self) -> None:
        try:
            super().connect()
        except OSError as error:
            raise NotConnectedError from error
        self._notice(SendStep.CONNECTED)

    def getresponse(self) -> http.client.HTTPResponse:
        self._notice(SendStep.WRITTEN)
        return super().getresponse()


class _EncryptedConnection(_Connection, http.client.HTTPSConnection):
    """The same, encrypted."""


class _Handler(urllib.request.HTTPSHandler, urllib.request.HTTPHandler):
    """Opens the connections above."""

    def __init__(self, notice: Notice) -> None:
        super().__init__()
        self._notice = notice

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(partial(_Connection, notice=self._notice), req)

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(partial(_EncryptedConnection, notice=self._notice), req)


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Follows nothing: a redirected request loses the mail, and takes the key elsewhere."""

    def redirect_request(self, *_: object) -> None:
        return None


class CarefulClient(Client):  # type: ignore[misc]  # the package has no types
    """SendGrid's HTTP client without its redirects, which also keeps its kind and time-out."""

    notice: Notice = staticmethod(lambda _: None)

    def _build_client(self, name: str | None = None) -> CarefulClient:
        path = [*self._url_path, name] if name else self._url_path
        client = CarefulClient(
            self.host, self.request_headers, self._version, path, timeout=self.timeout
        )
        client.notice = self.notice
        return client

    def _make_request(
        self, _opener: object, request: object, timeout: float | None = None
    ) -> object:
        opener = urllib.request.build_opener(_Handler(self.notice), _NoRedirects)
        return super()._make_request(opener, request, timeout=timeout)
