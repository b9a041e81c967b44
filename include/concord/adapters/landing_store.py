"""The landing store as a folder: immutable files under their content hash."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from concord.domain.errors import ConcordError, LandingStoreError
from concord.ports import LandedFile, StoredCopy

_FOLDER_MODE = 0o700
_FILE_MODE = 0o600
_NAMES = f"[0-9a-f][0-9a-f]/{'[0-9a-f]' * 64}"


class FolderLandingStore:
    """Keeps each file at `root/<first two hex digits>/<sha256>`, readable by us alone."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def path(self, sha256: str) -> Path:
        """Return where the content of that hash lies, whether it is there or not."""
        return self._root / sha256[:2] / sha256

    def land(self, chunks: Iterable[bytes]) -> LandedFile:
        """Copy to a private file, make it durable, then give it its name in one step."""
        try:
            self._root.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
            descriptor, name = tempfile.mkstemp(dir=self._root, prefix="landing-")
        except OSError as error:
            raise _broken(error) from error
        temporary = Path(name)
        try:
            digest, size = _copy(chunks, descriptor)
            self._keep(temporary, digest)
        except ConcordError:
            raise
        except OSError as error:
            raise _broken(error) from error
        finally:
            temporary.unlink(missing_ok=True)
        return LandedFile(sha256=digest, size=size)

    def content(self, sha256: str) -> bytes:
        """Return the bytes of a landed file."""
        try:
            return self.path(sha256).read_bytes()
        except OSError as error:
            raise _broken(error) from error

    def stored(self) -> Iterator[StoredCopy]:
        """Yield every copy, by content hash."""
        try:
            for path in sorted(self._root.glob(_NAMES)):
                found = path.stat()
                since = datetime.fromtimestamp(found.st_mtime, UTC)
                yield StoredCopy(sha256=path.name, size=found.st_size, since=since)
        except OSError as error:
            raise _broken(error) from error

    def remove(self, copy: StoredCopy) -> bool:
        """Remove a copy; False where it is gone, or was landed again since it was listed."""
        path = self.path(copy.sha256)
        try:
            if datetime.fromtimestamp(path.stat().st_mtime, UTC) != copy.since:
                return False
            path.unlink()
            sync_folder(path.parent)
        except FileNotFoundError:
            return False
        except OSError as error:
            raise _broken(error) from error
        return True

    def _keep(self, temporary: Path, digest: str) -> None:
        target = self.path(digest)
        target.parent.mkdir(mode=_FOLDER_MODE, exist_ok=True)
        temporary.chmod(_FILE_MODE)
        temporary.replace(target)
        sync_folder(target.parent)
        sync_folder(self._root)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _copy(chunks: Iterable[bytes], descriptor: int) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with os.fdopen(descriptor, "wb") as file:
        for chunk in chunks:
            digest.update(chunk)
            size += file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest(), size


def _broken(error: OSError) -> LandingStoreError:
    return LandingStoreError(f"The landing store could not be used: {error}.")
