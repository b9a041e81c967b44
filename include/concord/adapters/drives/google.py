"""A Google shared drive, by a service account that is a member of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from concord.adapters.drives.google_connection import GoogleAccess, google_access
from concord.adapters.drives.google_download import GoogleDownload
from concord.adapters.drives.google_listing import files_below
from concord.adapters.drives.google_marks import is_unchanged, new_mark
from concord.adapters.drives.google_queries import GoogleQueries
from concord.adapters.drives.google_requests import GoogleRequests
from concord.adapters.drives.google_troubles import GoogleError
from concord.adapters.drives.google_upload import GoogleUpload
from concord.domain.errors import DriveUnavailableError
from concord.domain.finding import quoted
from concord.ports import ConnectionSettings, DriveFile, Listing, Upload

_CHUNK = 8 << 20
_SHOWN = 120


class GoogleDrive:
    """One shared drive.  Reading and uploads are best given an account each."""

    def __init__(
        self,
        access: GoogleAccess,
        *,
        chunk: int = _CHUNK,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._access = access
        self._requests = GoogleRequests(access, pause=pause)
        self._queries = GoogleQueries(self._requests, access.drive)
        self._download = GoogleDownload(self._requests, self._queries, chunk)
        self._upload = GoogleUpload(self._requests, self._queries, chunk)

    def listing(self, folder: str) -> Listing:
        """List all files below a folder, and the mark from before that."""
        with self._explained(f"did not list the folder {quoted(folder, limit=_SHOWN)}"):
            self._require(self._access.sees_all, "sees only its own files: give it drive.readonly")
            mark = new_mark(self._requests, self._access.drive)
            return Listing(files=files_below(self._queries, folder), mark=mark)

    def unchanged_since(self, mark: str) -> bool:
        """Say whether Google knows the mark and no change since."""
        with self._explained("did not say what changed"):
            return is_unchanged(self._requests, self._access.drive, mark)

    def content(self, file: DriveFile) -> Iterator[bytes]:
        """Yield the bytes of the very version that was listed; of a Google Sheet, a workbook."""
        with self._explained(f"did not hand out {quoted(file.path, limit=_SHOWN)}"):
            yield from self._download.content(file)

    def put(self, upload: Upload) -> str:
        """Put a file there once, and make its folders; the same content again is a repeat."""
        with self._explained(f"did not take {quoted(upload.name, limit=_SHOWN)}"):
            self._require(self._access.may_put, "only reads: give it drive or drive.file")
            return self._upload.put(upload)

    def _require(self, allowed: object, otherwise: str) -> None:
        if not allowed:
            message = f"The scope of the connection {quoted(self._access.connection)} {otherwise}."
            raise DriveUnavailableError(message)

    @contextmanager
    def _explained(self, what: str) -> Iterator[None]:
        """Say of what Google did not do which connection it was by, and why."""
        try:
            yield
        except GoogleError as error:
            connection = quoted(self._access.connection)
            message = f"The Google drive of the connection {connection} {what}: {error.reason}."
            raise DriveUnavailableError(message) from error


def google_drive(connection: ConnectionSettings) -> GoogleDrive:
    """Return the drive of a connection, without asking for it yet.

    Raises ConnectionMalformedError.
    """
    return GoogleDrive(google_access(connection))
