"""A dispatcher of its own process, killed right after its first mail went out."""

import os
import signal
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from concord.adapters.mail.file import FileTransport
from concord.adapters.store import SqlStore
from concord.domain.outbox import OutgoingMail, SendResult
from concord.services.dispatch import dispatch


@dataclass(frozen=True)
class LastBreath:
    """Sends for real; nobody lives to record it."""

    transport: FileTransport
    repeat_is_harmless: bool = True

    provider: str = "file"

    def batch(self, mail: OutgoingMail) -> str:
        return self.transport.batch(mail)

    def take_back(self, batch: str) -> bool:
        return self.transport.take_back(batch)

    def close(self) -> None:
        self.transport.close()

    def send(self, mail: OutgoingMail, batch: str = "", attempt: int = 1) -> SendResult:
        self.transport.send(mail, batch, attempt)
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError


def main(url: str, folder: str, now: str) -> None:
    moment = datetime.fromisoformat(now)
    way_out = LastBreath(FileTransport(Path(folder)))
    dispatch(SqlStore(url).queue("production"), way_out, owner="dies", clock=lambda: moment)


if __name__ == "__main__":
    main(*sys.argv[1:])
