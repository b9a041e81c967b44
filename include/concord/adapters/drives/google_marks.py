"""Marks of a Google drive: tokens by which Google tells what changed since."""

from __future__ import annotations

from collections.abc import Iterator

from concord.adapters.drives.google_requests import Answer, GoogleRequests
from concord.adapters.drives.google_troubles import GoogleError, Trouble

_PAGE = 1000
_LOST = frozenset({Trouble.TOKEN_UNKNOWN, Trouble.GONE})


def new_mark(requests: GoogleRequests, drive: str) -> str:
    """Return a mark of this moment; it names the drive, as tokens of others mean nothing here."""
    changes = requests.changes
    answer = requests.ask(
        lambda: changes.getStartPageToken(
            driveId=drive, supportsAllDrives=True, fields="startPageToken"
        )
    )
    return f"{drive} {answer['startPageToken']}"


def is_unchanged(requests: GoogleRequests, drive: str, mark: str) -> bool:
    """Say whether nothing changed since a mark; False when Google does not know it any more."""
    marked, _, token = mark.partition(" ")
    if marked != drive or not token:
        return False
    try:
        return not any(page.get("changes") for page in _pages(requests, drive, token))
    except GoogleError as error:
        if error.trouble in _LOST:
            return False
        raise


def _pages(requests: GoogleRequests, drive: str, token: str) -> Iterator[Answer]:
    following = token
    while following:
        page = _page(requests, drive, following)
        yield page
        following = page.get("nextPageToken", "")


def _page(requests: GoogleRequests, drive: str, token: str) -> Answer:
    changes = requests.changes
    return requests.ask(
        lambda: changes.list(
            pageToken=token,
            driveId=drive,
            includeItemsFromAllDrives=True,
            supportsAllDrives=True,
            includeRemoved=True,
            pageSize=_PAGE,
            fields="nextPageToken,newStartPageToken,changes(fileId)",
        )
    )
