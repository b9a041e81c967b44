"""Mails as files in a folder: the default until a mail connection is configured."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from concord.domain.outbox import OutgoingMail, SendResult, SendVerdict
from concord.ports import SendProgress, SendStep
from concord.ports.sending import unnoticed


@dataclass(frozen=True, slots=True)
class FileTransport:
    """Puts each mail as `<key>.eml` into `folder`, exactly once.

    The file is complete and durable before it appears under its name, and it appears only if
    that name was free: a repeat, after whatever crash, changes nothing.
    """

    folder: Path
    progress: SendProgress = unnoticed

    provider = "file"
    repeat_is_harmless = True

    def batch(self, mail: OutgoingMail) -> str:
        """Return nothing: what was handed over cannot be taken back."""
        del mail
        return ""

    def take_back(self, batch: str) -> bool:
        """Say that nothing was undone."""
        del batch
        return False

    def close(self) -> None:
        """Do nothing: no session is kept."""

    def send(self, mail: OutgoingMail, batch: str = "", attempt: int = 1) -> SendResult:
        """Keep the mail as a file; a folder that cannot be written refuses the channel."""
        del batch, attempt
        name = f"{mail.key}.eml"
        if Path(name).name != name:
            return SendResult(verdict=SendVerdict.DEAD, detail="The key is no file name.")
        try:
            self._place(name, mail)
        except OSError as error:
            detail = f"{self.folder} cannot be written: {error.strerror or error}."
            return SendResult(verdict=SendVerdict.REFUSED_CHANNEL, detail=detail)
        return SendResult(verdict=SendVerdict.SENT, provider_id=name)

    def _place(self, name: str, mail: OutgoingMail) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Temporary files are created with mode 0600, and in the same folder can be linked.
        with tempfile.NamedTemporaryFile(dir=self.folder, prefix=".", suffix=".tmp") as draft:
            self.progress(SendStep.CONNECTED, mail.key)
            draft.write(mail.payload)
            draft.flush()
            os.fsync(draft.fileno())
            with suppress(FileExistsError):
                os.link(draft.name, self.folder / name)
            self.progress(SendStep.WRITTEN, mail.key)
        _sync_folder(self.folder)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
