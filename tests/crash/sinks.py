"""Mail services on the loopback interface that keep each copy as a file, and fail as told."""

from __future__ import annotations

import json
import re
import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HANG = 1.5
"""Seconds for which a service says nothing; whoever sends gives up before."""

_KEY = re.compile(rb"^X-Concord-Key: (\w+)", re.MULTILINE)


class Fault(StrEnum):
    """What a service does instead of taking the first mail and saying so."""

    NONE = "none"
    BUSY = "refuses for now"
    REFUSED = "fails, and has not taken it"
    FAILED = "takes it, and says that it failed"
    HANGS = "takes it, and says nothing"
    CUT = "takes it, and cuts the connection"
    TRUNCATED = "takes it, and cuts its answer"
    REDIRECT = "sends us elsewhere"


_TAKES = frozenset({Fault.NONE, Fault.FAILED, Fault.HANGS, Fault.CUT, Fault.TRUNCATED})


class Journal:
    """The copies that a service took, each a file; `fault` is for the first mail alone."""

    def __init__(self, folder: Path, fault: Fault = Fault.NONE) -> None:
        self.folder = folder
        self._fault = fault
        self._lock = threading.Lock()

    def next_fault(self) -> Fault:
        """Return how to treat the mail that comes now."""
        with self._lock:
            fault, self._fault = self._fault, Fault.NONE
            return fault

    def take(self, key: str, content: bytes) -> None:
        """Keep a copy, whole, before anything is answered."""
        with self._lock:
            number = len(list(self.folder.glob(f"{key}.*"))) + 1
            draft = self.folder / f".{key}.{number}"
            draft.write_bytes(content)
            draft.rename(self.folder / f"{key}.{number}")

    def copies(self, key: str) -> list[bytes]:
        """Return the copies of a mail."""
        return [file.read_bytes() for file in sorted(self.folder.glob(f"{key}.*"))]


class _ThreadingServer(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64


@contextmanager
def _running(server: socketserver.BaseServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _SmtpServer(_ThreadingServer):
    def __init__(self, journal: Journal) -> None:
        super().__init__(("127.0.0.1", 0), _SmtpSession)
        self.journal = journal


class _SmtpSession(socketserver.StreamRequestHandler):
    server: _SmtpServer

    def handle(self) -> None:
        with suppress(ConnectionError):
            self._say("220 sink")
            while (line := self.rfile.readline()) and self._goes_on(line.upper()):
                pass

    def _goes_on(self, line: bytes) -> bool:
        """Answer a command; False when the session is at its end."""
        if line.startswith(b"DATA"):
            self._say("354 go on")
            return self._has_taken()
        self._say("221 bye" if line.startswith(b"QUIT") else "250 sink")
        return not line.startswith(b"QUIT")

    def _has_taken(self) -> bool:
        """Take a mail; False when the connection is at its end."""
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return False
            lines.append(line[1:] if line.startswith(b"..") else line)
        content = b"".join(lines)
        found = _KEY.search(content)
        assert found
        return self._has_answered(found[1].decode(), content)

    def _has_answered(self, key: str, content: bytes) -> bool:
        journal = self.server.journal
        fault = journal.next_fault()
        if fault in _TAKES:
            journal.take(key, content)
        if fault is Fault.HANGS:
            time.sleep(HANG)
        if fault is Fault.TRUNCATED:
            self.wfile.write(b"25")
        if fault in {Fault.CUT, Fault.HANGS, Fault.TRUNCATED}:
            return False
        self._say("250 ok queued as 4F5A1" if fault is Fault.NONE else "451 try later")
        return True

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def smtp_sink(journal: Journal) -> Iterator[int]:
    """Run an SMTP server; yield its port."""
    with _SmtpServer(journal) as server, _running(server):
        yield int(server.server_address[1])


_STATUS = {
    Fault.NONE: 202,
    Fault.BUSY: 429,
    Fault.REFUSED: 500,
    Fault.FAILED: 500,
    Fault.REDIRECT: 302,
    Fault.TRUNCATED: 202,
}


@contextmanager
def sendgrid_sink(journal: Journal) -> Iterator[str]:
    """Run SendGrid's `mail/send`; yield its address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            pass

        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers["Content-Length"]))
            arguments = json.loads(content)["personalizations"][0]["custom_args"]
            fault = journal.next_fault()
            if fault in _TAKES:
                journal.take(arguments["outbox_key"], content)
            if fault is Fault.HANGS:
                time.sleep(HANG)
            if fault in {Fault.CUT, Fault.HANGS}:
                self.close_connection = True
                return
            self._answer(fault)

        def _answer(self, fault: Fault) -> None:
            self.send_response(_STATUS[fault])
            self.send_header("Content-Length", "5" if fault is Fault.TRUNCATED else "0")
            if fault is Fault.REDIRECT:
                self.send_header("Location", "http://127.0.0.1:9/elsewhere")
            if fault is Fault.TRUNCATED:
                self.close_connection = True
            elif fault is Fault.NONE:
                self.send_header("X-Message-Id", "sg-1")
            self.end_headers()

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server, _running(server):
        yield f"http://127.0.0.1:{server.server_port}"
