"""Files that only we can read, and that are whole and durable before they bear their name."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import file_digest
from pathlib import Path
from typing import IO

from concord.adapters.landing_store import sync_folder

FOLDER_MODE = 0o700
DRAFT = ".concord-draft-"
"""How the names of files begin that are not whole yet; a process that died leaves some."""

_CHUNK = 1 << 20


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, for us alone; one that is there stays as it is."""
    for missing in reversed([f for f in (folder, *folder.parents) if not f.exists()]):
        missing.mkdir(mode=FOLDER_MODE, exist_ok=True)
        sync_folder(missing.parent)


def _always() -> bool:
    return True


@contextmanager
def written(target: Path, is_right: Callable[[], bool] = _always) -> Iterator[IO[bytes]]:
    """Open a new file that bears its name only once it is whole, and if it is right."""
    make_folder(target.parent)
    # Made with mode 0600.
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=DRAFT)
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if is_right():
            draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    sync_folder(target.parent)


def copy_as(source: Path, target: Path, sha256: str) -> bool:
    """Copy a file whose content has a hash; False, and no copy, where it has another one."""
    digest = hashlib.sha256()

    def is_right() -> bool:
        return digest.hexdigest() == sha256

    with source.open("rb") as read, written(target, is_right) as file:
        while chunk := read.read(_CHUNK):
            digest.update(chunk)
            file.write(chunk)
    return is_right()


def sha256_of(file: Path) -> str:
    """Return the hash of a file's content."""
    with file.open("rb") as read:
        return file_digest(read, "sha256").hexdigest()
