"""A drive that is a bucket, or what lies below a prefix of one."""

from __future__ import annotations

import logging
import posixpath
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import NoReturn

from concord.adapters.drives.left_behind import is_left_behind, is_put_aside
from concord.adapters.drives.objects import (
    Objects,
    StorageError,
    StoredObject,
    Trouble,
    persistently,
)
from concord.adapters.drives.placing import require_plain_name, taken
from concord.domain.errors import DriveUnavailableError, FileChangingError, FileRefusedError
from concord.domain.finding import quoted
from concord.ports import DriveFile, Listing, Upload

_CHUNK = 8 << 20
_SHOWN = 120
_log = logging.getLogger(__name__)


class ObjectStorageDrive:
    """Objects whose keys begin with `root` (empty for all of the store) as files in folders.

    `name` is what people call the store, such as `s3://bucket`.  A folder is there while
    something is stored below it.  A file has no identity but its key.
    """

    def __init__(
        self,
        objects: Objects,
        root: str,
        *,
        name: str,
        chunk: int = _CHUNK,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._objects = objects
        self._root = f"{root.strip('/')}/" if root.strip("/") else ""
        self._name = quoted(name, limit=_SHOWN)
        self._chunk = chunk
        self._pause = pause

    def listing(self, folder: str) -> Listing:
        """List the objects below a folder, page by page to the end."""
        prefix = self._prefix(folder)
        try:
            stored = [stored for stored in self._stored(prefix) if stored.key != self._root]
        except StorageError as error:
            self._unavailable(f"could not be listed: {error.reason}")
        if not stored and prefix != self._root:
            shown = quoted(folder, limit=_SHOWN)
            self._unavailable(f"has no folder {shown}: nothing is stored below it")
        files = [self._file(each) for each in stored if self._is_file(each.key, prefix)]
        _log.debug("%d objects that are no deliveries were ignored", len(stored) - len(files))
        return Listing(files=tuple(sorted(files, key=lambda file: file.path)))

    def unchanged_since(self, mark: str) -> bool:  # noqa: ARG002 - object storage keeps no marks
        """Say no: object storage cannot tell without listing."""
        return False

    def content(self, file: DriveFile) -> Iterator[bytes]:
        """Yield the bytes of the very version that was listed."""
        if file.refusal is not None:
            message = f"{quoted(file.path, limit=_SHOWN)} is not handed out."
            raise FileRefusedError(message, file.refusal)
        try:
            yield from self._parts(f"{self._root}{file.id}", _version(file), file.size or 0)
        except StorageError as error:
            self._cannot_read(file, error)

    def put(self, upload: Upload) -> str:
        """Store a file where there is none; the same content there is a repeat."""
        key = f"{self._prefix(upload.folder)}{require_plain_name(upload)}"
        try:
            same = self._created(key, upload) or self._whole(key) == upload.content
        except StorageError as error:
            self._unavailable(f"did not take {quoted(upload.name, limit=_SHOWN)}: {error.reason}")
        if not same:
            raise taken(upload)
        return key.removeprefix(self._root)

    def _prefix(self, folder: str) -> str:
        """Return how the keys below a folder begin."""
        path = posixpath.normpath(folder.strip("/")) if folder.strip("/") else "."
        if path == ".." or path.startswith("../"):
            shown = quoted(folder, limit=_SHOWN)
            message = f"The folder {shown} lies outside the drive {self._name}."
            raise DriveUnavailableError(message)
        return self._root if path == "." else f"{self._root}{path}/"

    def _stored(self, prefix: str) -> Iterator[StoredObject]:
        following = ""
        while True:
            page = persistently(partial(self._objects.page, prefix, following), self._pause)
            yield from page.objects
            following = page.following
            if not following:
                return

    def _is_file(self, key: str, prefix: str) -> bool:
        *folders, name = key.removeprefix(prefix).split("/")
        return bool(name) and not is_left_behind(name) and not any(map(is_put_aside, folders))

    def _file(self, stored: StoredObject) -> DriveFile:
        path = stored.key.removeprefix(self._root)
        return DriveFile(
            id=path,
            revision=f"{stored.version} {stored.modified.isoformat()}",
            name=path.rpartition("/")[2],
            path=path,
            size=stored.size,
            modified=stored.modified,
            refusal=stored.refusal,
        )

    def _parts(self, key: str, version: str, size: int) -> Iterator[bytes]:
        """Yield an object part by part, each of the same version."""
        if size == 0:
            self._require_version(key, version)
        for start in range(0, size, self._chunk):
            length = min(self._chunk, size - start)
            ask = partial(self._objects.part, key, version, start, length)
            yield persistently(ask, self._pause)

    def _require_version(self, key: str, version: str) -> None:
        stored = persistently(partial(self._objects.stored, key), self._pause)
        if stored.version != version or stored.size:
            raise StorageError(Trouble.REPLACED, "it was replaced")

    def _created(self, key: str, upload: Upload) -> bool:
        """Store an object unless one is there, and say whether it was; never store over one."""
        ask = partial(self._objects.create, key, upload.content, upload.content_type, upload.key)
        try:
            if not self._is_there(key):
                persistently(ask, self._pause)
                return True
        except StorageError as error:
            if error.trouble is not Trouble.EXISTS:
                raise
        return False

    def _is_there(self, key: str) -> bool:
        try:
            persistently(partial(self._objects.stored, key), self._pause)
        except StorageError as error:
            if error.trouble is not Trouble.GONE:
                raise
            return False
        return True

    def _whole(self, key: str) -> bytes:
        stored = persistently(partial(self._objects.stored, key), self._pause)
        return b"".join(self._parts(key, stored.version, stored.size))

    def _cannot_read(self, file: DriveFile, error: StorageError) -> NoReturn:
        shown = quoted(file.path, limit=_SHOWN)
        if error.trouble in {Trouble.GONE, Trouble.REPLACED}:
            message = f"{shown} changed while it was being copied."
            raise FileChangingError(message) from error
        self._unavailable(f"did not hand out {shown}: {error.reason}")

    def _unavailable(self, what: str) -> NoReturn:
        # What it came from may quote requests and settings, and those hold secrets.
        message = f"The drive {self._name} {what}."
        raise DriveUnavailableError(message) from None


def _version(file: DriveFile) -> str:
    return file.revision.rpartition(" ")[0]
