"""The number of rounds of sending, in a small file beside the stores."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from concord.adapters.private_files import make_folder, written
from concord.domain.errors import LandingStoreError

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
            make_folder(self._file.parent)
            with self._alone():
                if number > self._number():
                    with written(self._file) as file:
                        file.write(f"{number}\n".encode())
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


def _broken(error: OSError) -> LandingStoreError:
    return LandingStoreError(f"The number of rounds of sending could not be kept: {error}.")
