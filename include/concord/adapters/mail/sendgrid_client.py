"""SendGrid's HTTP client, made to follow no redirect and to say what was never sent."""

from __future__ import annotations

import http.client
import urllib.request

from python_http_client import Client


class NotConnectedError(OSError):
    """The connection was never made, so that nothing can have been sent."""


class _Connection(http.client.HTTPConnection):
    """A connection that tells a failure to connect from one after it."""

    def connect(self) -> None:
        try:
            super().connect()
        except OSError as error:
            raise NotConnectedError from error


class _EncryptedConnection(http.client.HTTPSConnection):
    """The same, encrypted."""

    def connect(self) -> None:
        try:
            super().connect()
        except OSError as error:
            raise NotConnectedError from error


class _Handler(urllib.request.HTTPSHandler, urllib.request.HTTPHandler):
    """Opens the connections above."""

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_Connection, req)

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_EncryptedConnection, req)


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Follows nothing: a redirected request loses the mail, and takes the key elsewhere."""

    def redirect_request(self, *_: object) -> None:
        return None


class CarefulClient(Client):  # type: ignore[misc]  # the package has no types
    """SendGrid's HTTP client without its redirects, which also keeps its kind and time-out."""

    def _build_client(self, name: str | None = None) -> CarefulClient:
        path = [*self._url_path, name] if name else self._url_path
        return CarefulClient(
            self.host, self.request_headers, self._version, path, timeout=self.timeout
        )

    def _make_request(
        self, _opener: object, request: object, timeout: float | None = None
    ) -> object:
        opener = urllib.request.build_opener(_Handler, _NoRedirects)
        return super()._make_request(opener, request, timeout=timeout)
