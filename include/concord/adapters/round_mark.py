"""The number of rounds of sending, in a small file beside the stores."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from concord.adapters.landing_store import sync_folder
from concord.domain.errors import LandingStoreError

_FOLDER_MODE = 0o700
_FILE_MODE = 0o600
_MOST_DIGITS = 18


class FileRoundMark:
    """Keeps the number in `file`; any number of processes may mark at once."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def number(self) -> int:
        """Return the highest number that was marked; 0 where none was."""
        try:
            return self._number()
        except OSError as error:
            raise _broken(error) from error

    def mark(self, number: int) -> None:
        """Keep a number, unless a higher one is there; durable once this returns."""
        try:
            self._file.parent.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
            with self._alone():
                if number > self._number():
                    self._replace(number)
        except OSError as error:
            raise _broken(error) from error

    def _number(self) -> int:
        try:
            text = self._file.read_text("ascii").strip()
        except FileNotFoundError:
            return 0
        except UnicodeDecodeError:
            text = ""
        if not (text.isdigit() and len(text) <= _MOST_DIGITS):
            message = f"{self._file} holds no number of rounds."
            raise LandingStoreError(message)
        return int(text)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        # A file of its own: the marked one is replaced, and a lock on it with it.
        lock = self._file.with_name(f"{self._file.name}.lock")
        descriptor = os.open(lock, os.O_CREAT | os.O_RDWR, _FILE_MODE)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def _replace(self, number: int) -> None:
        folder = self._file.parent
        # Made with mode 0600.
        descriptor, name = tempfile.mkstemp(dir=folder, prefix=f".{self._file.name}-")
        draft = Path(name)
        try:
            with os.fdopen(descriptor, "w") as file:
                file.write(f"{number}\n")
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self._file)
        finally:
            draft.unlink(missing_ok=True)
        sync_folder(folder)


def _broken(error: OSError) -> LandingStoreError:
    return LandingStoreError(f"The number of rounds of sending could not be kept: {error}.")
