"""Downloading from a Google drive: one version of a file, whole, or nothing that counts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import partial

from concord.adapters.drives.google_items import GoogleItem
from concord.adapters.drives.google_queries import GoogleQueries
from concord.adapters.drives.google_refusals import flagged, no_right, too_large_to_export
from concord.adapters.drives.google_requests import GoogleRequests
from concord.adapters.drives.google_troubles import GoogleError, Trouble
from concord.domain.errors import FileChangingError, FileRefusedError
from concord.domain.finding import Finding, quoted
from concord.ports import DriveFile

_SHOWN = 120
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NOT_ANY_MORE = frozenset({Trouble.GONE, Trouble.OUT_OF_RANGE})


class GoogleDownload:
    """Takes files from a drive, `chunk` bytes at a time."""

    def __init__(self, requests: GoogleRequests, queries: GoogleQueries, chunk: int) -> None:
        self._requests = requests
        self._queries = queries
        self._chunk = chunk

    def content(self, file: DriveFile) -> Iterator[bytes]:
        """Yield a file's bytes; see `Drive.content`.  Raises GoogleError besides.

        The version is asked for before and after every chunk, and no chunk is yielded that
        came in between of two: Google itself mixes them without a word.
        """
        if file.refusal is not None:
            raise _refused(file, file.refusal)
        try:
            item = self._same(file, self._queries.item(file.id))
            yield from self._exported(file) if item.is_sheet else self._parts(file, item)
        except GoogleError as error:
            if error.trouble in _NOT_ANY_MORE:
                raise _changing(file) from error
            finding = _finding(error, file)
            if finding is None:
                raise
            raise _refused(file, finding) from error

    def _parts(self, file: DriveFile, item: GoogleItem) -> Iterator[bytes]:
        # MD5 is what Google has to compare with; nobody's security hangs on it.
        digest = hashlib.md5(usedforsecurity=False)
        size = item.size
        if size is None:
            raise GoogleError(Trouble.LASTING, "it does not say how large the file is")
        for start in range(0, size, self._chunk):
            end = min(start + self._chunk, size)
            part = self._requests.persistently(partial(self._part, file, start, end))
            digest.update(part)
            if end == size and item.md5 and digest.hexdigest() != item.md5:
                raise _changing(file)
            yield part

    def _part(self, file: DriveFile, start: int, end: int) -> bytes:
        """Return some bytes of the version that was listed, for sure."""
        part = self._requests.once(lambda: self._ranged(file.id, start, end))
        self._same(file, self._queries.item_once(file.id))
        if len(part) != end - start:
            raise GoogleError(Trouble.PASSING, "its answer was cut off")
        return part

    def _ranged(self, identity: str, start: int, end: int) -> bytes:
        request = self._requests.files.get_media(
            fileId=identity, supportsAllDrives=True, acknowledgeAbuse=False
        )
        request.headers["range"] = f"bytes={start}-{end - 1}"
        return bytes(request.execute())

    def _exported(self, file: DriveFile) -> Iterator[bytes]:
        """Yield a Google Sheet as a workbook; Google exports at most some 10 MB."""
        files = self._requests.files
        export = partial(files.export, fileId=file.id, mimeType=_XLSX)
        ask = partial(self._requests.once, lambda: bytes(export().execute()))
        content = self._requests.persistently(ask)
        self._same(file, self._queries.item(file.id))
        for start in range(0, len(content), self._chunk):
            yield content[start : start + self._chunk]

    def _same(self, file: DriveFile, item: GoogleItem) -> GoogleItem:
        """Return an item that is still what was listed.  Raises FileChangingError."""
        moved = item.drive != self._queries.drive
        if item.trashed or moved or (item.revision, item.known_size) != (file.revision, file.size):
            raise _changing(file)
        return item


def _finding(error: GoogleError, file: DriveFile) -> Finding | None:
    """Return why Google does not hand a file out, however often it is asked; None otherwise."""
    if error.trouble is Trouble.TOO_LARGE_TO_EXPORT:
        return too_large_to_export(file.path)
    if error.trouble is Trouble.FLAGGED:
        return flagged(file.path)
    return no_right(file.path) if error.trouble is Trouble.NOT_DOWNLOADABLE else None


def _refused(file: DriveFile, finding: Finding) -> FileRefusedError:
    message = f"{quoted(file.path, limit=_SHOWN)} is not handed out."
    return FileRefusedError(message, finding)


def _changing(file: DriveFile) -> FileChangingError:
    shown = quoted(file.path, limit=_SHOWN)
    return FileChangingError(f"{shown} changed while it was being copied.")
