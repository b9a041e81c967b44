"""Examine a drive: its folder can be listed, and what lies there can be read."""

from __future__ import annotations

from collections.abc import Iterable

from concord.domain.errors import FileChangingError
from concord.domain.examination import Examined, ok, warning
from concord.domain.finding import visible
from concord.domain.notation import counted
from concord.ports import Drive, DriveFile


def examine_drive(item: str, drive: Drive, folder: str) -> Examined:
    """Say how many files lie below a folder, having read the beginning of one.

    Raises DriveUnavailableError, and FileRefusedError of a file that is listed as any other.
    """
    files = drive.listing(folder).files
    refused = [file.refusal for file in files if file.refusal is not None]
    _read_some(drive, (file for file in files if file.refusal is None))
    found = f"{counted(len(files), 'file')} in {visible(folder) or 'its root'}"
    if refused:
        found = f"{found}, {len(refused)} of them not handed out"
        return warning(item, found, f"{refused[0].found}: {refused[0].message}")
    return ok(item, found)


def _read_some(drive: Drive, files: Iterable[DriveFile]) -> None:
    """Read the beginning of the smallest file: a right to list is no right to read."""
    smallest = min(files, key=lambda file: file.size or 0, default=None)
    if smallest is None:
        return
    try:
        next(iter(drive.content(smallest)), b"")
    except FileChangingError:
        return
