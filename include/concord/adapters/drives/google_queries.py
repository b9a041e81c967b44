"""Finding what stands on one Google shared drive: whole, and never by guessing."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from concord.adapters.drives.google_items import FIELDS, FOLDER, GoogleItem, google_item
from concord.adapters.drives.google_requests import Answer, GoogleRequests
from concord.adapters.drives.google_troubles import GoogleError, Trouble
from concord.domain.errors import DriveUnavailableError
from concord.domain.finding import quoted

_PAGE = 1000
_SHOWN = 120
_FOLDERS_AT_ONCE = 20
"""How many folders one query names; with more its address would be too long for a GET."""


class GoogleQueries:
    """Questions to the shared drive with the id `drive`; its root folder has the same id."""

    def __init__(self, requests: GoogleRequests, drive: str) -> None:
        self._requests = requests
        self.drive = drive

    def found(self, query: str) -> list[GoogleItem]:
        """Return all items for which a query holds, page by page to the end."""
        return self._requests.persistently(lambda: list(self._pages(query)))

    def inside(self, folders: Sequence[str], *, only_folders: bool = False) -> list[GoogleItem]:
        """Return what lies directly in folders, except for what is in the bin."""
        kind = f" and mimeType = {literal(FOLDER)}" if only_folders else ""
        found: list[GoogleItem] = []
        for start in range(0, len(folders), _FOLDERS_AT_ONCE):
            some = folders[start : start + _FOLDERS_AT_ONCE]
            parents = " or ".join(f"{literal(folder)} in parents" for folder in some)
            found += self.found(f"({parents}) and trashed = false{kind}")
        return found

    def item(self, identity: str) -> GoogleItem:
        """Return one item by its id.  Raises GoogleError."""
        return self._requests.persistently(lambda: self.item_once(identity))

    def item_once(self, identity: str) -> GoogleItem:
        """As `item`, but ask only once."""
        files = self._requests.files
        return self._requests.once(
            lambda: google_item(
                files.get(fileId=identity, supportsAllDrives=True, fields=FIELDS).execute()
            )
        )

    def folders(self, path: Sequence[str]) -> list[str]:
        """Return the ids of the folders that a path names: none, one, or several of equal names.

        The oldest comes first.
        """
        level = [self.drive]
        for name in path:
            level = [folder.id for folder in self.named(level, name)]
        return level

    def named(self, folders: Sequence[str], name: str) -> list[GoogleItem]:
        """Return the folders of a name that lie directly in folders, oldest first."""
        # Asking by name would miss one that came this minute, or was typed on another system.
        wanted = unicodedata.normalize("NFC", name)
        inside = self.inside(folders, only_folders=True)
        return oldest_first(i for i in inside if unicodedata.normalize("NFC", i.name) == wanted)

    def _pages(self, query: str) -> Iterator[GoogleItem]:
        token = ""
        while True:
            page = self._page(query, token)
            if page.get("incompleteSearch"):
                raise GoogleError(Trouble.PASSING, "it searched only a part of the drive")
            yield from self._requests.once(partial(_items, page))
            token = page.get("nextPageToken", "")
            if not token:
                return

    def _page(self, query: str, token: str) -> Answer:
        files = self._requests.files
        try:
            return self._requests.ask(
                lambda: files.list(
                    q=query,
                    corpora="drive",
                    driveId=self.drive,
                    includeItemsFromAllDrives=True,
                    supportsAllDrives=True,
                    pageSize=_PAGE,
                    pageToken=token or None,
                    fields=f"nextPageToken,incompleteSearch,files({FIELDS})",
                )
            )
        except GoogleError as error:
            if token and error.trouble is Trouble.TOKEN_UNKNOWN:
                reason = "it lost its place in a long listing"
                raise GoogleError(Trouble.PASSING, reason) from error
            raise


def _items(page: Answer) -> list[GoogleItem]:
    return [google_item(raw) for raw in page.get("files", ())]


def literal(text: str) -> str:
    """Return a text as a query says it: nothing in it ends the literal."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def oldest_first(items: Iterable[GoogleItem]) -> list[GoogleItem]:
    """Return items in an order that is the same for everybody who asks."""
    return sorted(items, key=lambda item: (item.created, item.id))


def path_of(folder: str) -> list[str]:
    """Return the names on the way to a folder.  Raises DriveUnavailableError."""
    plain = folder.strip("/")
    path = [] if not plain else [n for n in posixpath.normpath(plain).split("/") if n != "."]
    if ".." in path:
        message = f"The folder {quoted(folder, limit=_SHOWN)} lies outside the drive."
        raise DriveUnavailableError(message)
    return path
