"""A drive that is a folder of this machine, mounted or local."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from concord.domain.errors import DriveUnavailableError, FileChangingError
from concord.ports import DriveFile, Listing

_CHUNK = 1 << 20
_IGNORED_NAMES = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})
_IGNORED_PREFIXES = ("~$", ".")
_IGNORED_SUFFIXES = (".tmp", ".part", ".crdownload")


class LocalDrive:
    """Regular files below `root`.  Links and devices are left alone: they may lead outside."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def listing(self, folder: str) -> Listing:
        """List the regular files below a folder, by path."""
        start = (self._root / folder).resolve()
        if not start.is_relative_to(self._root.resolve()):
            message = f"The folder {folder!r} lies outside the drive {str(self._root)!r}."
            raise DriveUnavailableError(message)
        if not start.is_dir():
            message = f"There is no folder {folder!r} on the drive {str(self._root)!r}."
            raise DriveUnavailableError(message)
        return Listing(files=tuple(sorted(self._walk(start), key=lambda file: file.path)))

    def unchanged_since(self, mark: str) -> bool:  # noqa: ARG002 - a folder keeps no marks
        """Say no: a folder cannot tell what changed in it."""
        return False

    def _walk(self, start: Path) -> Iterator[DriveFile]:
        for parent, _, names in os.walk(start, onerror=_cannot_list):
            for name in names:
                path = Path(parent) / name
                state = _state(path)
                if state is not None and not _is_ignored(name):
                    found = str(path.relative_to(self._root.resolve()))
                    yield _file(name, found, state)

    def content(self, file: DriveFile) -> Iterator[bytes]:
        """Yield the bytes, refusing a file that changed since it was listed or while read."""
        path = self._root.resolve() / file.path
        try:
            descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except FileNotFoundError as error:
            raise _changing(file) from error
        except OSError as error:
            message = f"{file.path!r} could not be opened: {error.strerror}."
            raise DriveUnavailableError(message) from error
        with os.fdopen(descriptor, "rb") as opened:
            _require_unchanged(os.fstat(opened.fileno()), file)
            while chunk := opened.read(_CHUNK):
                yield chunk
            _require_unchanged(os.fstat(opened.fileno()), file)


def _file(name: str, path: str, state: os.stat_result) -> DriveFile:
    return DriveFile(
        id=path,
        revision=f"{state.st_mtime_ns}-{state.st_size}",
        name=name,
        path=path,
        size=state.st_size,
        modified=datetime.fromtimestamp(state.st_mtime, UTC),
    )


def _state(path: Path) -> os.stat_result | None:
    """Return the state of a regular file; None for anything else, or when it is gone."""
    try:
        state = path.lstat()
    except FileNotFoundError:
        return None
    return state if stat.S_ISREG(state.st_mode) else None


def _is_ignored(name: str) -> bool:
    lowered = name.casefold()
    return (
        lowered in _IGNORED_NAMES
        or lowered.startswith(_IGNORED_PREFIXES)
        or lowered.endswith(_IGNORED_SUFFIXES)
    )


def _require_unchanged(state: os.stat_result, file: DriveFile) -> None:
    modified = datetime.fromtimestamp(state.st_mtime, UTC)
    if state.st_size != file.size or modified != file.modified:
        raise _changing(file)


def _changing(file: DriveFile) -> FileChangingError:
    return FileChangingError(f"{file.path!r} changed while it was being copied.")


def _cannot_list(error: OSError) -> None:
    message = f"The folder {error.filename!r} could not be listed: {error.strerror}."
    raise DriveUnavailableError(message) from error


class SnapshotDrive(LocalDrive):
    """A folder that stands in for a whole drive: every file in it, whatever folder is asked."""

    def listing(self, folder: str) -> Listing:  # noqa: ARG002 - any folder is this one
        """List everything there is."""
        return super().listing("")
