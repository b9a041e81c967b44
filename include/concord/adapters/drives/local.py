"""A drive that is a folder of this machine, mounted or local."""

from __future__ import annotations

import errno
import logging
import os
import stat
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote_from_bytes, unquote_to_bytes

from concord.adapters.drives.left_behind import is_left_behind, is_put_aside
from concord.adapters.drives.local_upload import put_once
from concord.domain.errors import DriveUnavailableError, FileChangingError, FileRefusedError
from concord.domain.finding import Finding, Severity, quoted
from concord.ports import DriveFile, Listing, Upload

_CHUNK = 1 << 20
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_MOVED = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENXIO})
_SHOWN = 120
_log = logging.getLogger(__name__)


class LocalDrive:
    """Regular files below `root`.  Links, pipes and devices are listed, and refused.

    A link may lead outside, and a pipe or device need never end.
    """

    def __init__(self, root: Path) -> None:
        self._root = root

    def listing(self, folder: str) -> Listing:
        """List what lies below a folder, by path."""
        with self._reached():
            self._require_mounted()
            start = self._folder(folder)
            if not start.is_dir():
                message = f"There is no folder {quoted(folder, limit=_SHOWN)} on {self._shown}."
                raise DriveUnavailableError(message)
            return Listing(files=tuple(sorted(self._walk(start), key=lambda file: file.path)))

    def unchanged_since(self, mark: str) -> bool:  # noqa: ARG002 - a folder keeps no marks
        """Say no: a folder cannot tell what changed in it."""
        return False

    def put(self, upload: Upload) -> str:
        """Put a file there once, under its name in its folder; what is there stays."""
        with self._reached():
            self._require_mounted()
            return _id(self._below(put_once(self._folder(upload.folder), upload)))

    @property
    def _shown(self) -> str:
        return f"the drive {quoted(self._root, limit=_SHOWN)}"

    def _require_mounted(self) -> None:
        if not self._root.is_dir():
            message = f"There is no folder for {self._shown}: it may not be mounted."
            raise DriveUnavailableError(message)

    @contextmanager
    def _reached(self) -> Iterator[None]:
        """Say of what the system refuses, or a mount that is away, that the drive is."""
        try:
            yield
        except OSError as error:
            where = quoted(error.filename or self._root, limit=_SHOWN)
            message = f"{where} on {self._shown} could not be read: {error.strerror}."
            raise DriveUnavailableError(message) from error

    def _folder(self, folder: str) -> Path:
        start = _as_spelled(self._root, folder).resolve()
        if not start.is_relative_to(self._root.resolve()):
            message = f"The folder {quoted(folder, limit=_SHOWN)} lies outside {self._shown}."
            raise DriveUnavailableError(message)
        return start

    def _below(self, path: Path) -> str:
        return str(path.relative_to(self._root.resolve()))

    def _walk(self, start: Path) -> Iterator[DriveFile]:
        left = 0
        for parent, folders, names in os.walk(start, onerror=_cannot_list):
            links = [name for name in folders if (Path(parent) / name).is_symlink()]
            folders[:] = [name for name in folders if not is_put_aside(name)]
            for name in (*names, *links):
                state = _state(Path(parent) / name)
                if is_left_behind(name):
                    left += 1
                elif state is not None:
                    yield _file(self._below(Path(parent) / name), state)
        _log.debug("%d files that programs left behind were ignored", left)

    def content(self, file: DriveFile) -> Iterator[bytes]:
        """Yield the bytes, refusing a file that changed since it was listed or while read."""
        if file.refusal is not None:
            message = f"{quoted(file.path, limit=_SHOWN)} is not handed out."
            raise FileRefusedError(message, file.refusal)
        path = _path(file.id)
        with self._reached(), os.fdopen(self._opened(file, path), "rb") as opened:
            _require_unchanged(os.fstat(opened.fileno()), file)
            while chunk := opened.read(_CHUNK):
                _require_unchanged(os.fstat(opened.fileno()), file)
                yield chunk
            _require_unchanged(os.fstat(opened.fileno()), file)
            _require_unchanged(_state(self._root.resolve() / path), file)

    def _opened(self, file: DriveFile, path: Path) -> int:
        """Open a file below the root step by step, so that no link on the way is followed."""
        folder = os.open(self._root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            for step in path.parts[:-1]:
                inner = os.open(step, _READ | os.O_DIRECTORY, dir_fd=folder)
                os.close(folder)
                folder = inner
            return os.open(path.name, _READ, dir_fd=folder)
        except OSError as error:
            if error.errno not in _MOVED:
                raise
            raise _changing(file) from error
        finally:
            os.close(folder)


def _as_spelled(root: Path, folder: str) -> Path:
    """Return a folder by the names it has there: accents are spelled in two ways by systems."""
    path = root
    for step in Path(folder.strip("/")).parts:
        there = path / step
        path = there if there.exists() or not path.is_dir() else _like(path, step) or there
    return path


def _like(parent: Path, name: str) -> Path | None:
    wanted = unicodedata.normalize("NFC", name)
    found = (p for p in parent.iterdir() if unicodedata.normalize("NFC", p.name) == wanted)
    return next(found, None)


def _file(path: str, state: os.stat_result) -> DriveFile:
    shown = _readable(path)
    return DriveFile(
        id=_id(path),
        revision=_revision(state),
        name=shown.rpartition("/")[2],
        path=shown,
        size=state.st_size,
        modified=datetime.fromtimestamp(state.st_mtime, UTC),
        refusal=None if stat.S_ISREG(state.st_mode) else _refusal(shown, state.st_mode),
    )


def _readable(path: str) -> str:
    """Return a path as text: bytes that are no text are written as escapes."""
    return os.fsencode(path).decode(errors="backslashreplace")


def _id(path: str) -> str:
    """Return the path itself; where it is no text, its bytes, marked by a leading slash."""
    return path if _readable(path) == path else f"/{quote_from_bytes(os.fsencode(path))}"


def _path(identity: str) -> Path:
    if not identity.startswith("/"):
        return Path(identity)
    return Path(os.fsdecode(unquote_to_bytes(identity[1:])))


def _revision(state: os.stat_result) -> str:
    # The time of change tells what the time of modification cannot: copies that keep it.
    return f"{state.st_mtime_ns}-{state.st_ctime_ns}-{state.st_size}"


def _refusal(path: str, mode: int) -> Finding:
    kind = "a link to somewhere else" if stat.S_ISLNK(mode) else "a pipe, socket or device"
    return Finding(
        severity=Severity.ERROR,
        rule="not-a-regular-file",
        where="",
        found=quoted(path, limit=_SHOWN),
        expected="a file",
        message=f"This is {kind}, not a file: put the file itself into the folder.",
    )


def _state(path: Path) -> os.stat_result | None:
    """Return the state of what stands there itself; None when it is gone."""
    try:
        return path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _require_unchanged(state: os.stat_result | None, file: DriveFile) -> None:
    if state is None or not stat.S_ISREG(state.st_mode) or _revision(state) != file.revision:
        raise _changing(file)


def _changing(file: DriveFile) -> FileChangingError:
    shown = quoted(file.path, limit=_SHOWN)
    return FileChangingError(f"{shown} changed while it was being copied.")


def _cannot_list(error: OSError) -> None:
    raise error


class SnapshotDrive(LocalDrive):
    """A folder that stands in for a whole drive: every file in it, whatever folder is asked."""

    def listing(self, folder: str) -> Listing:  # noqa: ARG002 - any folder is this one
        """List everything there is."""
        return super().listing("")
