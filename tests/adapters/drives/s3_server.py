"""A server on loopback that speaks S3, and stumbles when it is told to."""

from collections.abc import Callable, Iterable
from functools import cache
from socket import SHUT_RDWR
from threading import Event, Lock, Thread
from typing import Any

from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from moto.s3.models import S3Backend, s3_backends
from werkzeug.serving import WSGIRequestHandler, make_server

Environment = dict[str, Any]
StartResponse = Callable[[str, list[tuple[str, str]]], object]


@cache
def s3_application() -> Callable[[Environment, StartResponse], Iterable[bytes]]:
    """Return what answers as S3 does; made once, for it takes its time."""
    application: Callable[[Environment, StartResponse], Iterable[bytes]]
    application = DomainDispatcherApplication(create_backend_app)
    return application


def s3_backend() -> S3Backend:
    """Return what the server keeps its buckets in."""
    return s3_backends[DEFAULT_ACCOUNT_ID]["aws"]


class SilentHandler(WSGIRequestHandler):
    """Handles requests, and does not write them down."""

    def log(self, *_: object) -> None:
        """Say nothing."""


class S3Server:
    """The server, and the script of what is to go wrong with it."""

    def __init__(self) -> None:
        self.stumbles = 0
        self.refusal = ""
        self.cut_after: int | None = None
        self.loses_next = False
        self.is_asleep = False
        self.requests: list[str] = []
        self._server = make_server(
            "127.0.0.1", 0, self._answer, threaded=True, request_handler=SilentHandler
        )
        self._thread = Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()
        self._is_up = True
        self._woken = Event()
        self._one_put = Lock()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def stop(self) -> None:
        """Go away; a second time it is gone already."""
        if self._is_up:
            self._is_up = False
            self._woken.set()
            self._server.shutdown()
            self._thread.join()
            self._server.server_close()

    def _answer(self, environ: Environment, start: StartResponse) -> Iterable[bytes]:
        method, query = environ["REQUEST_METHOD"], environ["QUERY_STRING"]
        self.requests.append(f"{method} {environ['PATH_INFO']} {query}")
        if self.is_asleep:
            self._woken.wait()
        if self.stumbles:
            self.stumbles -= 1
            return fault(start, "503 Slow Down", "SlowDown", "Please reduce your request rate.")
        if self.refusal:
            return fault(start, "403 Forbidden", "AccessDenied", self.refusal)
        if method == "PUT":
            with self._one_put:  # S3 decides conditions at one moment; its stand-in needs help
                answered: Iterable[bytes] = list(s3_application()(environ, start))
        else:
            answered = s3_application()(environ, start)
        if method == "PUT" and self.loses_next:
            self.loses_next = False
            environ["werkzeug.socket"].shutdown(SHUT_RDWR)
        if method == "GET" and "list-type" not in query and self.cut_after is not None:
            content, self.cut_after = b"".join(answered)[: self.cut_after], None
            return [content]
        return answered


def fault(start: StartResponse, status: str, code: str, message: str) -> Iterable[bytes]:
    """Answer with an error, as S3 spells it."""
    start(status, [("Content-Type", "application/xml")])
    return [f"<Error><Code>{code}</Code><Message>{message}</Message></Error>".encode()]
