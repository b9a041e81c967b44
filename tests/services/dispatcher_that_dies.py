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

    def send(self, mail: OutgoingMail) -> SendResult:
        self.transport.send(mail)
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError


def main(url: str, folder: str, now: str) -> None:
    moment = datetime.fromisoformat(now)
    way_out = LastBreath(FileTransport(Path(folder)))
    dispatch(SqlStore(url).queue(), way_out, owner="dies", clock=lambda: moment)


if __name__ == "__main__":
    main(*sys.argv[1:])
