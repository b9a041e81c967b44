"""The folder of backups: each in a folder named by its time, the stored files shared."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from re import compile as pattern

from concord.adapters.backup.manifest import NAME
from concord.adapters.private_files import DRAFT, make_folder
from concord.domain.backup import BackupDamagedError, BackupRefusedError

PARTIAL = ".partial"
_NAMED = pattern(r"[0-9]{8}T[0-9]{6}Z")


class Repository:
    """A folder of backups."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @property
    def stored(self) -> Path:
        """Where the stored files of all backups are."""
        return self.root / "store"

    def folder(self, made: datetime) -> Path:
        """Return the folder of a backup that was made then."""
        return self.root / f"{made.astimezone(UTC):%Y%m%dT%H%M%SZ}"

    def finished(self) -> tuple[Path, ...]:
        """Return the folders of all finished backups, the oldest first."""
        found = (path for path in self.root.glob("*") if _NAMED.fullmatch(path.name))
        return tuple(sorted(path for path in found if (path / NAME).is_file()))

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep others from making a backup here at the same time; what they left goes.

        Raises BackupRefusedError where somebody is at it.
        """
        make_folder(self.root)
        descriptor = os.open(self.root / ".lock", os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._sweep()
            yield
        except BlockingIOError as error:
            message = f"Another backup into {self.root} is under way."
            raise BackupRefusedError(message) from error
        finally:
            os.close(descriptor)

    def _sweep(self) -> None:
        """Remove what makers of backups left that died."""
        for path in self.root.glob(f"*{PARTIAL}"):
            if _NAMED.fullmatch(path.name.removesuffix(PARTIAL)):
                shutil.rmtree(path)
        for draft in self.stored.glob(f"*/??/{DRAFT}*"):
            draft.unlink()


def found_backup(folder: Path) -> tuple[Repository, Path]:
    """Return the backup that a folder means: itself, or the newest finished one in it.

    Raises BackupDamagedError where there is none.
    """
    if _NAMED.fullmatch(folder.name.removesuffix(PARTIAL)):
        return Repository(folder.parent), folder
    repository = Repository(folder)
    finished = repository.finished()
    if not finished:
        message = f"There is no finished backup in {folder}."
        raise BackupDamagedError(message)
    return repository, finished[-1]
