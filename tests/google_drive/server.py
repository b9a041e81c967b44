"""A loopback server that speaks Drive v3, and holds both sides to Google's own description.

It keeps a journal of all requests, and a list of everything that the description does not
allow; `drive_server` fails the test that made that list grow.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import ThreadingHTTPServer
from ssl import SSLContext
from threading import Lock, Thread
from typing import Any

from tests.google_drive.account import INVALID, TokenRefusedError, Tokens
from tests.google_drive.api import Api, Media, RefusedError
from tests.google_drive.contents import Contents
from tests.google_drive.discovery import (
    Call,
    called,
    faults_of,
    faults_of_call,
    masked,
    parsed_mask,
    written_by_google,
)
from tests.google_drive.faults import Fault, Faults
from tests.google_drive.uploads import Uploads
from tests.google_drive.wire import Asked, Reply, handler


@dataclass(frozen=True)
class Entry:
    """A line of the journal: which method was called, for what, and what came of it."""

    method: str
    arguments: Mapping[str, str]
    status: int
    fault: Fault | None = None


class DriveServer:
    """The server; `url` is its address, and everything else is there for tests to turn."""

    def __init__(self, tls: SSLContext | None = None) -> None:
        self.contents = Contents()
        self.api = Api(self.contents)
        self.uploads = Uploads(self.api)
        self.tokens = Tokens()
        self.faults = Faults()
        self.journal: list[Entry] = []
        self.violations: list[str] = []
        self.closed = False
        self.meanwhile: list[tuple[str, Callable[[], object]]] = []
        self._lock = Lock()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), handler(self.reply, self._violated))
        self._http.daemon_threads = True
        scheme = "https" if tls else "http"
        self.url = f"{scheme}://127.0.0.1:{self._http.server_port}"
        if tls:
            self._http.socket = tls.wrap_socket(self._http.socket, server_side=True)
        self._thread = Thread(target=self._http.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Answer nothing any more."""
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def calls(self, method: str) -> list[Entry]:
        """Return the journal's lines of one method."""
        return [entry for entry in self.journal if entry.method == method]

    def when(self, method: str, action: Callable[[], object]) -> None:
        """Do something right after the next call of a method was answered for."""
        self.meanwhile.append((method, action))

    def reply(self, asked: Asked) -> Reply:
        """Answer a request, or go wrong with it; in any case write it down."""
        method, arguments, answer = self._understood(asked)
        fault = self.faults.next(method)
        if fault is not None and fault.cut not in {"after", "within"}:
            reply = _faulty(fault)
        else:
            reply = answer()
            self._act(method)
        with self._lock:
            self.journal.append(Entry(method, arguments, reply.status, fault))
        return reply if fault is None else _cut(reply, fault)

    def _understood(self, asked: Asked) -> tuple[str, Mapping[str, str], Callable[[], Reply]]:
        if asked.path == "/token":
            return "token", {}, lambda: self._token(asked)
        if "upload_id" in asked.query:
            return "upload part", asked.query, lambda: self._part(asked)
        call = called(asked.verb, asked.path, asked.query)
        if call is None:
            self._violated(f"{asked.verb} {asked.path} is no method of the API")
            return "", asked.query, lambda: _refusal(404, "notFound")
        return _named(call), call.arguments, lambda: self._called(asked, call)

    def _act(self, method: str) -> None:
        for planned in list(self.meanwhile):
            if planned[0] == method:
                self.meanwhile.remove(planned)
                planned[1]()
                return

    def _violated(self, *found: str) -> bool:
        with self._lock:
            self.violations.extend(found)
        return bool(found)

    def _token(self, asked: Asked) -> Reply:
        if self.closed:
            return _json(400, {"error": INVALID, "error_description": "Invalid JWT Signature."})
        try:
            return _json(200, self.tokens.granted(asked.body))
        except TokenRefusedError as error:
            return _json(400, {"error": error.code, "error_description": "No."})

    def _called(self, asked: Asked, call: Call) -> Reply:
        scopes = self._scopes(asked)
        if scopes is None:
            return _refusal(401, "authError")
        is_json = asked.headers.get("content-type", "").startswith("application/json")
        body = json.loads(asked.body) if is_json and asked.body else {}
        schema = call.described.get("request", {}).get("$ref")
        wrong = [*faults_of_call(call)]
        if schema:
            wrong += [*faults_of(body, schema, schema), *written_by_google(body, schema)]
        if self._violated(*wrong):
            return _refusal(400, "badRequest")
        try:
            if call.media:
                place = self.uploads.begin(call, body, scopes, asked.headers)
                return Reply(200, headers={"Location": f"{self.url}{asked.path}?{place}"})
            span = asked.headers.get("range", "")
            answer = self.api.answer(call.method, call.arguments, body, scopes, span)
        except RefusedError as error:
            return _refusal(error.status, error.reason)
        if isinstance(answer, Media):
            return Reply(answer.status, answer.content, answer.headers)
        return self._answered(call, answer)

    def _answered(self, call: Call, answer: dict[str, Any]) -> Reply:
        schema = call.described["response"]["$ref"]
        self._violated(*faults_of(answer, schema, schema))
        return _json(200, masked(answer, parsed_mask(call.arguments.get("fields", ""))))

    def _part(self, asked: Asked) -> Reply:
        if self._scopes(asked) is None:
            return _refusal(401, "authError")
        try:
            got = self.uploads.part(asked.query["upload_id"], asked.headers, asked.body)
        except RefusedError as error:
            return _refusal(error.status, error.reason)
        if got.created is None:
            so_far = {"Range": f"bytes=0-{got.size - 1}"} if got.size else {}
            return Reply(308, headers=so_far)
        return self._answered(got.call, got.created)

    def _scopes(self, asked: Asked) -> frozenset[str] | None:
        token = asked.headers.get("authorization", "").removeprefix("Bearer ")
        return None if self.closed else self.tokens.scopes.get(token)


def _named(call: Call) -> str:
    """Return what the journal calls it: files are uploaded and downloaded by methods of theirs."""
    if call.media:
        return "upload"
    return "download" if call.arguments.get("alt") == "media" else call.method


def _json(status: int, answer: object) -> Reply:
    return Reply(status, json.dumps(answer).encode(), {"Content-Type": "application/json"})


def _refusal(status: int, reason: str) -> Reply:
    detail = {"domain": "global", "reason": reason, "message": f"Sorry: {reason}."}
    return _json(status, {"error": {"code": status, "message": reason, "errors": [detail]}})


def _faulty(fault: Fault) -> Reply:
    if fault.cut:
        return Reply(0, cut_after=0)
    if fault.body:
        return Reply(fault.status, fault.body, dict(fault.headers))
    refusal = _refusal(fault.status, fault.reason) if fault.reason else Reply(fault.status)
    return Reply(refusal.status, refusal.body, {**refusal.headers, **dict(fault.headers)})


def _cut(reply: Reply, fault: Fault) -> Reply:
    if fault.cut == "after":
        return Reply(reply.status, cut_after=0)
    if fault.cut == "within":
        return Reply(reply.status, reply.body, reply.headers, cut_after=fault.after)
    return reply


@contextmanager
def drive_server(tls: SSLContext | None = None) -> Iterator[DriveServer]:
    """Run a server for a test, and fail the test if anything was not as Google describes it."""
    server = DriveServer(tls)
    try:
        yield server
    finally:
        if server._thread.is_alive():
            server.stop()
    assert not server.violations, "\n".join(server.violations)
