"""Which files of a drive are new: not what they are called, but what was collected before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from concord.domain.arrival import Arrival
from concord.domain.source import Source
from concord.ports import DriveFile, Listing, Store

Version = tuple[str, str, str]
"""A version of a file on a drive: its id, its revision, and the name it bears."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenBefore:
    """What earlier rounds saw on a source's drive.

    `polls` counts, by id and revision, how often a file that may be unfinished was looked at.
    """

    arrivals: tuple[Arrival, ...]
    polls: Mapping[tuple[str, str], int]
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFiles:
    """The new files of a source in order of arrival, and the names of all others.

    `twins` are the ids of those whose path another file has too, which some drives allow;
    `listed` are all versions that lie on the drive, new or not.
    """

    ready: tuple[DriveFile, ...]
    twins: frozenset[str]
    young: tuple[str, ...]
    unmatched: tuple[str, ...]
    listed: frozenset[Version]


def seen_before(partner: str, source: Source, store: Store) -> SeenBefore:
    """Return what earlier rounds saw."""
    with store.transaction() as tx:
        waiting = tx.drives.waiting(partner, source.id)
        return SeenBefore(
            arrivals=tx.drives.arrivals(partner, source.id),
            polls={(each.drive_file, each.revision): each.polls for each in waiting},
            mark=tx.drives.mark(partner, source.id),
        )


def new_files(
    listing: Listing,
    source: Source,
    seen: SeenBefore,
    settle: timedelta | None,
    now: datetime,
) -> NewFiles:
    """Sort a listing: new files of the source that keep still, those too young, and the rest."""
    known = {(a.drive_file, a.revision, a.file) for a in seen.arrivals}
    paths = Counter(file.path for file in listing.files)
    matching = [file for file in listing.files if source.files.matches(file.name)]
    fresh = [f for f in matching if _version(f) not in known]
    ready = [file for file in fresh if _keeps_still(file, settle, now)]
    return NewFiles(
        ready=tuple(sorted(ready, key=lambda file: (file.modified, file.name, file.id))),
        twins=frozenset(file.id for file in ready if paths[file.path] > 1),
        young=tuple(file.name for file in fresh if file not in ready),
        unmatched=tuple(file.name for file in listing.files if file not in matching),
        listed=frozenset(_version(file) for file in matching),
    )


def _version(file: DriveFile) -> Version:
    return file.id, file.revision, file.name


def _keeps_still(file: DriveFile, settle: timedelta | None, now: datetime) -> bool:
    # A clock that runs ahead dates files in the future: those were not written just now.
    return settle is None or abs(now - file.modified) >= settle
