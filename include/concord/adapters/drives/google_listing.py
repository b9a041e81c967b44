"""Listing the files below a folder of a Google shared drive."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from concord.adapters.drives.google_items import GoogleItem
from concord.adapters.drives.google_queries import GoogleQueries, path_of
from concord.adapters.drives.google_refusals import elsewhere, no_right
from concord.adapters.drives.google_troubles import GoogleError, Trouble
from concord.adapters.drives.left_behind import is_left_behind, is_put_aside
from concord.domain.errors import DriveUnavailableError
from concord.domain.finding import Finding, quoted
from concord.ports import DriveFile

_SHOWN = 120
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Walk:
    """What was met below a folder: files by id, and shortcuts by their path."""

    files: dict[str, DriveFile] = field(default_factory=dict)
    shortcuts: list[tuple[str, GoogleItem]] = field(default_factory=list)


def files_below(queries: GoogleQueries, folder: str) -> tuple[DriveFile, ...]:
    """List all files below a folder by path; each once, however many ways lead to it.

    Raises GoogleError, and DriveUnavailableError when there is no such folder.
    """
    walk = _Walk()
    level = _starts(queries, folder)
    seen = set(level)
    while level:
        following = {}
        for path, item in _inside(queries, level):
            if item.is_folder and item.id not in seen:
                following[item.id] = path
            _note(walk, path, item)
        seen |= set(following)
        level = following
    for path, item in sorted(walk.shortcuts, key=lambda each: each[0]):
        file = _behind(queries, path, item)
        walk.files.setdefault(file.id, file)
    return tuple(sorted(walk.files.values(), key=lambda file: (file.path, file.id)))


def _starts(queries: GoogleQueries, folder: str) -> dict[str, str]:
    """Return the paths, by id, of the folders that are meant: several, if names are equal."""
    path = path_of(folder)
    found = queries.folders(path)
    if not found:
        shown = quoted(folder, limit=_SHOWN)
        message = f"There is no folder {shown} on the Google drive, or it is not shared with us."
        raise DriveUnavailableError(message)
    return dict.fromkeys(found, "/".join(path))


def _inside(queries: GoogleQueries, level: Mapping[str, str]) -> Iterator[tuple[str, GoogleItem]]:
    """Yield what lies in the folders of one level, each with its path, but no leavings."""
    left = 0
    for item in queries.inside(list(level)):
        if is_put_aside(item.name) if item.is_folder else is_left_behind(item.name):
            left += 1
            continue
        for parent in item.parents:
            if parent in level:
                yield f"{level[parent]}/{item.name}".lstrip("/"), item
    _log.debug("%d files that programs left behind were ignored", left)


def _note(walk: _Walk, path: str, item: GoogleItem) -> None:
    if item.is_shortcut:
        walk.shortcuts.append((path, item))
    elif item.is_file:
        refusal = None if item.downloadable else no_right(path)
        walk.files[item.id] = _file(path, item.name, item, refusal)


def _behind(queries: GoogleQueries, path: str, shortcut: GoogleItem) -> DriveFile:
    """Return the file that a shortcut leads to, on this drive and in one step."""
    try:
        target = queries.item(shortcut.target)
    except GoogleError as error:
        if error.trouble is not Trouble.GONE:
            raise
        return _file(path, shortcut.name, shortcut, elsewhere(path))
    if target.drive != queries.drive or target.trashed or not target.is_file:
        return _file(path, shortcut.name, shortcut, elsewhere(path))
    refusal = None if target.downloadable else no_right(path)
    return _file(path, shortcut.name, target, refusal)


def _file(path: str, name: str, item: GoogleItem, refusal: Finding | None) -> DriveFile:
    named = item.file_name(name)
    return DriveFile(
        id=item.id,
        revision=item.revision,
        name=named,
        path=path[: len(path) - len(name)] + named,
        size=item.known_size,
        modified=item.modified,
        refusal=refusal,
    )
