"""Requests and answers as they go over the wire, be it whole or cut off."""

import sys
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Asked:
    """A request as it came."""

    verb: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Reply:
    """An answer, or the part of it that is sent before the connection is cut."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    cut_after: int | None = None


def handler(
    reply: Callable[[Asked], Reply], violated: Callable[[str], object]
) -> type[BaseHTTPRequestHandler]:
    """Return the handler of a server; what breaks in it is told to `violated`."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def _do(self) -> None:
            parts = urlsplit(self.path)
            headers = {name.lower(): value for name, value in self.headers.items()}
            body = self.rfile.read(int(headers.get("content-length", "0")))
            query = dict(parse_qsl(parts.query, keep_blank_values=True))
            try:
                self._send(reply(Asked(self.command, parts.path, query, headers, body)))
            except ConnectionError:
                pass
            except Exception:  # noqa: BLE001 - whatever it is, the test must hear of it
                violated("".join(traceback.format_exception(*sys.exc_info())))

        def _send(self, answer: Reply) -> None:
            if answer.cut_after == 0:
                return
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body[: answer.cut_after])

        do_GET = do_POST = do_PUT = do_PATCH = _do  # noqa: N815 - the base class names them

    return Handler
