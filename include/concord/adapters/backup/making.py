"""Make a backup: the records as they were at one moment, then all that they may refer to."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from concord.adapters.backup.manifest import NAME, Manifest, manifest_text
from concord.adapters.backup.repository import PARTIAL, Repository
from concord.adapters.backup.stored_files import StoredFile, stored_files
from concord.adapters.landing_store import sync_folder
from concord.adapters.private_files import copy_as, make_folder, sha256_of, written
from concord.adapters.store import SqlStore
from concord.adapters.store.portable import Dumped
from concord.domain.backup import BackupMade, BackupRefusedError

STORED = "stored.jsonl.gz"
_Step = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupSources:
    """What a backup is made of: records, the folder of the stores, and agreements."""

    store: SqlStore
    stored: Path
    agreements: Path
    installation: str


def unnoticed(step: str) -> None:
    """Take no notice."""
    del step


def make_backup(
    sources: BackupSources, repository: Repository, now: datetime, step: _Step = unnoticed
) -> BackupMade:
    """Make a backup; it bears its name only once it is whole.

    Raises BackupRefusedError, StoreOutdatedError and StoreUnavailableError.
    """
    _check_apart(sources, repository)
    try:
        with repository.alone():
            return _make(sources, repository, now, step)
    except OSError as error:
        message = f"The backup could not be written: {error}."
        raise BackupRefusedError(message) from error


def _check_apart(sources: BackupSources, repository: Repository) -> None:
    """Raise BackupRefusedError for a place within what is backed up: it would grow for ever."""
    place = repository.root.resolve()
    for source in (sources.agreements.resolve(), sources.stored.resolve()):
        if place.is_relative_to(source):
            message = f"{place} lies within {source}, which is backed up: name another place."
            raise BackupRefusedError(message)


def _make(
    sources: BackupSources, repository: Repository, now: datetime, step: _Step
) -> BackupMade:
    finished = repository.folder(now)
    if finished.exists():
        message = f"There is a backup {finished} of this second already."
        raise BackupRefusedError(message)
    folder = finished.with_name(f"{finished.name}{PARTIAL}")
    make_folder(folder)
    # The records first: what they name was stored before, and what is stored stays.
    dumped = sources.store.dump(lambda table: _lines(folder / f"tables/{table}.jsonl.gz"))
    step("records")
    _copy_agreements(sources.agreements, folder / "agreements")
    step("agreements")
    copied = _keep(sources.stored, repository.stored, step)
    with _lines(folder / STORED) as write:
        for each in copied.kept:
            write(json.dumps([each.place, each.size]))
    step("stored")
    with written(folder / NAME) as file:
        file.write(manifest_text(_manifest(sources, folder, dumped, now)).encode())
    step("manifest")
    folder.replace(finished)
    sync_folder(repository.root)
    return BackupMade(
        name=finished.name,
        made=now,
        rows=sum(dumped.rows.values()),
        files=len(copied.kept),
        new_files=copied.new,
        damaged=copied.damaged,
    )


def _manifest(sources: BackupSources, folder: Path, dumped: Dumped, now: datetime) -> Manifest:
    return Manifest(
        made=now,
        version=version("concord"),
        installation=sources.installation,
        revision=dumped.revision,
        rounds=dumped.rounds,
        rows=dumped.rows,
        files={str(path.relative_to(folder)): sha256_of(path) for path in _files(folder)},
    )


@contextmanager
def _lines(target: Path) -> Iterator[Callable[[str], object]]:
    with written(target) as file, gzip.GzipFile(fileobj=file, mode="wb", mtime=0) as packed:
        yield lambda line: packed.write(f"{line}\n".encode())


def _copy_agreements(agreements: Path, target: Path) -> None:
    for path in _files(agreements):
        with written(target / path.relative_to(agreements)) as file:
            file.write(path.read_bytes())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Copied:
    """The stored files that are in the backup, how many are new, and which were damaged."""

    kept: tuple[StoredFile, ...]
    new: int
    damaged: tuple[str, ...]


def _keep(stored: Path, target: Path, step: _Step) -> _Copied:
    """Copy what is not there yet."""
    kept, damaged, new = list[StoredFile](), list[str](), 0
    for each in stored_files(stored):
        copy = target / each.place
        if copy.is_file() and copy.stat().st_size == each.size:
            kept.append(each)
            continue
        try:
            is_whole = copy_as(stored / each.place, copy, each.sha256)
        except FileNotFoundError:
            continue  # kept as long as was agreed, and removed meanwhile
        if is_whole:
            kept.append(each)
            new += 1
            step("copied")
        else:
            damaged.append(each.place)
    return _Copied(kept=tuple(kept), new=new, damaged=tuple(damaged))


def _files(folder: Path) -> Iterator[Path]:
    """Yield every file below a folder that is not hidden, by its place."""
    for path in sorted(folder.rglob("*")):
        is_hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and not is_hidden:
            yield path
