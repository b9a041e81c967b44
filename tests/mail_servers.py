"""Mail servers on the loopback interface, told how to behave; they keep what they were sent."""

import json
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


@dataclass
class Inbox:
    """An SMTP server's mails, and its answers by command; None cuts the connection."""

    rcpt: dict[str, str] = field(default_factory=dict)
    sender: str = ""
    content: str | None = "250 2.0.0 Ok: queued as 4F5A1"
    mails: list[bytes] = field(default_factory=list)
    envelopes: list[Envelope] = field(default_factory=list)
    port: int = 0

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _o: list[str]
    ) -> str:
        envelope.mail_from = address
        return self.sender or "250 OK"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _o: list[str]
    ) -> str:
        answer = self.rcpt.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        self.mails.append(envelope.content or b"")  # type: ignore[arg-type] # bytes, unless decoded
        self.envelopes.append(envelope)
        if self.content is None:
            assert server.transport is not None
            server.transport.close()
            return "250 never heard"
        return self.content


def _authenticate(
    _server: object, _session: object, _env: object, _way: str, data: object
) -> AuthResult:
    known = isinstance(data, LoginPassword) and data.password == b"s3cret-word"
    return AuthResult(success=known, handled=known)


@contextmanager
def smtp_server(
    inbox: Inbox, *, login: bool = False, tls: ssl.SSLContext | None = None, wrapped: bool = False
) -> Iterator[Inbox]:
    """Run an SMTP server for the inbox, with a login, with STARTTLS, or wrapped in TLS."""
    # A port must be named beforehand: this server's start asks its own port whether it is up.
    with socket.create_server(("127.0.0.1", 0)) as free:
        inbox.port = free.getsockname()[1]
    controller = Controller(
        inbox,
        hostname="127.0.0.1",
        port=inbox.port,
        ssl_context=tls if wrapped else None,
        tls_context=None if wrapped else tls,
        auth_required=login,
        authenticator=_authenticate if login else None,
    )
    controller.start()
    try:
        yield inbox
    finally:
        controller.stop()


@dataclass
class Answer:
    """What a provider says; it may cut the connection instead, or within the answer."""

    status: int = 202
    headers: Mapping[str, str] = field(default_factory=lambda: {"X-Message-Id": "sg-1"})
    body: bytes = b""
    hang: float = 0
    cut: bool = False
    truncated: bool = False


@dataclass
class Provider(Answer):
    """SendGrid's answer to every request, and the requests it got.

    `answers` are those to requests for other paths.  It closes a connection after `share`
    requests; where it is `sudden` about that, it does not say so before.
    """

    answers: Mapping[str, Answer] = field(default_factory=dict)
    share: int = 1_000_000
    sudden: bool = False
    connections: int = 0
    requests: list[tuple[str, str, dict[str, str], Any]] = field(default_factory=list)
    url: str = ""
    done: threading.Event = field(default_factory=threading.Event)

    def answer(self, path: str) -> Answer:
        """Return what is said to a request for a path."""
        return self.answers.get(path.partition("?")[0], self)


class _ProviderHandler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    provider: Provider
    handled = 0

    def setup(self) -> None:
        super().setup()
        self.provider.connections += 1

    def log_message(self, *_: object) -> None:
        pass

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self._keep(json.loads(body or b"null"))
        self._answer(self.provider.answer(self.path))

    def do_GET(self) -> None:
        self._keep(None)
        self._answer(self.provider.answer(self.path))

    def _keep(self, body: object) -> None:
        asked = (self.command, self.path, dict(self.headers), body)
        self.provider.requests.append(asked)
        self.handled += 1

    def _answer(self, answer: Answer) -> None:
        if answer.hang:
            self.provider.done.wait(answer.hang)
        if answer.hang or answer.cut:
            self.close_connection = True
            return
        is_last = self.handled >= self.provider.share
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body) + answer.truncated))
        if is_last and not self.provider.sudden:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(answer.body)
        self.close_connection = is_last or answer.truncated


class _ProviderServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Say nothing of a client that went away, or that speaks no TLS."""


@contextmanager
def sendgrid_server(provider: Provider, tls: ssl.SSLContext | None = None) -> Iterator[Provider]:
    """Run a provider, on plain HTTP unless there is a context."""
    handler = type("_Told", (_ProviderHandler,), {"provider": provider})
    with _ProviderServer(("127.0.0.1", 0), handler) as server:
        if tls is not None:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        scheme = "http" if tls is None else "https"
        provider.url = f"{scheme}://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield provider
        finally:
            provider.done.set()
            server.shutdown()
            thread.join()
