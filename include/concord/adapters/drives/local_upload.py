"""Putting files into a folder: whole or not at all, once, and never over another."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from concord.adapters.drives.placing import require_plain_name, taken
from concord.domain.errors import DriveUnavailableError
from concord.domain.finding import quoted
from concord.ports import Upload

_NO_LINKS = frozenset({errno.EPERM, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP})


def put_once(folder: Path, upload: Upload) -> Path:
    """Put a file into a folder and return its path; the same content there is a repeat.

    Raises KeyReusedWithOtherContentError when another content stands there, and
    DriveUnavailableError when the folder cannot be written to.
    """
    path = folder / require_plain_name(upload)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not os.path.lexists(path):
            _place(path, upload.content)
        if path.is_symlink() or path.read_bytes() != upload.content:
            raise taken(upload)
    except OSError as error:
        shown = quoted(upload.folder, limit=120)
        message = f"Nothing could be put into the folder {shown}: {error.strerror}."
        raise DriveUnavailableError(message) from error
    return path


def _place(path: Path, content: bytes) -> None:
    """Let the whole file appear at once, unless another just did."""
    with _written(path.parent, content) as written:
        try:
            os.link(written, path, follow_symlinks=False)
        except FileExistsError:
            return
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            _take_place(path, written)
    _sync_folder(path.parent)


def _take_place(path: Path, written: Path) -> None:
    """Place a file where there are no hard links: on an empty one that is surely ours."""
    try:
        path.touch(exist_ok=False)
    except FileExistsError:
        return
    written.replace(path)


@contextmanager
def _written(folder: Path, content: bytes) -> Iterator[Path]:
    """Write a file that no listing shows, as readable as others there, and take it away again."""
    path = folder / f".concord-{uuid4().hex}.tmp"
    try:
        with path.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        yield path
    finally:
        path.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
