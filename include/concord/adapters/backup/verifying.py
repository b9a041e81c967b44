"""Whether a backup is still what it was when it was made."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from concord.adapters.backup.making import STORED
from concord.adapters.backup.manifest import Manifest, read_manifest
from concord.adapters.backup.repository import found_backup
from concord.adapters.backup.stored_files import StoredFile, is_place
from concord.adapters.private_files import sha256_of
from concord.domain.backup import BackupDamagedError


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedBackup:
    """A backup whose every file is as it was made."""

    folder: Path
    stored_root: Path
    manifest: Manifest
    stored: tuple[StoredFile, ...]

    @property
    def agreements(self) -> Path:
        """Where its agreements are."""
        return self.folder / "agreements"

    def lines(self, table: str) -> Iterator[str]:
        """Yield the lines of a table.  Raises BackupDamagedError."""
        return _lines(self.folder / f"tables/{table}.jsonl.gz")


def verify_backup(folder: Path) -> FinishedBackup:
    """Read every file of the backup that a folder means, and return it.

    Raises BackupDamagedError where one is missing or is not what it was.
    """
    repository, found = found_backup(folder)
    manifest = read_manifest(found)
    for place, sha256 in manifest.files.items():
        _verify(found / _inner(place), sha256)
    lacking = [t for t in manifest.rows if f"tables/{t}.jsonl.gz" not in manifest.files]
    if lacking or STORED not in manifest.files:
        message = f"{found} lacks {', '.join(lacking) or STORED}."
        raise BackupDamagedError(message)
    stored = tuple(listed_files(found / STORED))
    for each in stored:
        _verify(repository.stored / each.place, each.sha256)
    return FinishedBackup(
        folder=found, stored_root=repository.stored, manifest=manifest, stored=stored
    )


def _inner(place: str) -> str:
    if PurePosixPath(place).is_absolute() or ".." in PurePosixPath(place).parts:
        message = f"The manifest names a file outside of the backup: {place!r}."
        raise BackupDamagedError(message)
    return place


def _verify(file: Path, sha256: str) -> None:
    try:
        is_whole = sha256_of(file) == sha256
    except OSError as error:
        message = f"{file} cannot be read: {error.strerror}."
        raise BackupDamagedError(message) from error
    if not is_whole:
        message = f"{file} is not what it was when the backup was made."
        raise BackupDamagedError(message)


def listed_files(file: Path) -> Iterator[StoredFile]:
    """Yield the stored files that a backup lists.  Raises BackupDamagedError."""
    for line in _lines(file):
        place, size = json.loads(line)
        if not is_place(place):
            message = f"{file} names what is no place of a stored file: {place!r}."
            raise BackupDamagedError(message)
        yield StoredFile(place=place, size=size)


def _lines(file: Path) -> Iterator[str]:
    try:
        with gzip.open(file, "rt", encoding="utf-8", newline="\n") as read:
            yield from read
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        message = f"{file} cannot be read: {error}."
        raise BackupDamagedError(message) from error
