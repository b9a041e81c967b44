"""Remove backups that are too old, and the stored files that no other one needs."""

from __future__ import annotations

import shutil

from concord.adapters.backup.making import STORED
from concord.adapters.backup.repository import PARTIAL, Repository
from concord.adapters.backup.stored_files import stored_files
from concord.adapters.backup.verifying import listed_files
from concord.domain.backup import BackupRefusedError


def prune_backups(repository: Repository, keep: int) -> tuple[str, ...]:
    """Keep the newest `keep` backups; return the names of those that went.

    Nothing goes unless all that stay can be read, since stored files are shared.  Raises
    BackupDamagedError, and BackupRefusedError where nothing would stay.
    """
    if keep < 1:
        message = "At least one backup must stay."
        raise BackupRefusedError(message)
    try:
        with repository.alone():
            return _prune(repository, keep)
    except OSError as error:
        message = f"Old backups could not be removed: {error}."
        raise BackupRefusedError(message) from error


def _prune(repository: Repository, keep: int) -> tuple[str, ...]:
    finished = repository.finished()
    kept = finished[-keep:]
    needed = {each.place for folder in kept for each in listed_files(folder / STORED)}
    gone = finished[:-keep]
    for folder in gone:
        # Under this name it is no backup any more, should this be interrupted.
        partial = folder.with_name(f"{folder.name}{PARTIAL}")
        folder.replace(partial)
        shutil.rmtree(partial)
    for each in tuple(stored_files(repository.stored)):
        if each.place not in needed:
            (repository.stored / each.place).unlink()
    return tuple(folder.name for folder in gone)
