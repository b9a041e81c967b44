"""An SMTP server that names extensions, answers as told, and keeps what it hears."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field


@dataclass
class Relay:
    """An SMTP server's extensions and its answers by the beginning of a command.

    `answers` are used up one after the other, and an empty one cuts the connection; whatever
    is not named is accepted.  After `share` mails a session takes no more, by `tired`.
    """

    extensions: tuple[str, ...] = ()
    answers: dict[str, list[str]] = field(default_factory=dict)
    share: int = 1_000_000
    tired: str = ""
    commands: list[str] = field(default_factory=list)
    mails: list[bytes] = field(default_factory=list)
    sessions: int = 0
    port: int = 0

    def answer(self, command: str) -> str:
        """Return what is said to a command."""
        self.commands.append(command)
        verb = _verb(command)
        if self.answers.get(verb):
            return self.answers[verb].pop(0)
        if verb == "EHLO":
            lines = ["relay", *self.extensions]
            return "\r\n".join([f"250-{line}" for line in lines[:-1]] + [f"250 {lines[-1]}"])
        return {"DATA": "354 go on", "QUIT": "221 bye"}.get(verb, "250 ok")


def _verb(command: str) -> str:
    return command[:7].partition(" ")[0].upper()


class _Session(socketserver.StreamRequestHandler):
    relay: Relay
    taken = 0

    def handle(self) -> None:
        self.relay.sessions += 1
        with suppress(ConnectionError):
            self._say("220 relay")
            while (line := self.rfile.readline()) and self._goes_on(line.decode().rstrip()):
                pass

    def _goes_on(self, command: str) -> bool:
        if self.taken >= self.relay.share and _verb(command) == "MAIL":
            self._say(self.relay.tired)
            return bool(self.relay.tired)
        answer = self.relay.answer(command)
        self._say(answer)
        if _verb(command) == "DATA" and answer.startswith("354"):
            return self._takes()
        return bool(answer) and _verb(command) != "QUIT"

    def _takes(self) -> bool:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b"."))
        self.relay.mails.append(b"".join(lines))
        self.taken += 1
        answer = self.relay.answer("CONTENT")
        self._say(answer)
        return bool(answer)

    def _say(self, line: str) -> None:
        if line:
            self.wfile.write(f"{line}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


@contextmanager
def smtp_relay(relay: Relay) -> Iterator[Relay]:
    """Run the server."""
    handler = type("_Told", (_Session,), {"relay": relay})
    with _Server(("127.0.0.1", 0), handler) as server:
        relay.port = int(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield relay
        finally:
            server.shutdown()
            thread.join()
