"""Whether a folder can be written, has room, and is closed to other users."""

from __future__ import annotations

import shutil
import stat
import tempfile
from collections.abc import Iterable
from pathlib import Path

from concord.domain.examination import Examined, failing, ok, warning

GIGABYTE = 1_000_000_000
LITTLE, TOO_LITTLE = 2 * GIGABYTE, GIGABYTE // 5
"""Bytes free under which one should act, and under which files may not be kept any more."""


def examine_folder(item: str, folder: Path, little: int = LITTLE) -> tuple[Examined, ...]:
    """Write to a folder, or where it will be made; then look at the room there is."""
    place = _nearest(folder)
    try:
        with tempfile.TemporaryFile(dir=place) as probe:
            probe.write(b"concord")
    except OSError as error:
        found = f"{place} cannot be written: {error.strerror}"
        remedy = f"Let the user that runs Concord write to {place}, or mount it for writing."
        return (failing(item, found, remedy),)
    return (room_of(item, folder, shutil.disk_usage(place).free, little),)


def room_of(item: str, folder: Path, free: int, little: int = LITTLE) -> Examined:
    """Return whether so many bytes free are enough; `little` is where a warning begins."""
    found = f"{folder} can be written, {free / GIGABYTE:.1f} GB free"
    remedy = f"Make room on the disk of {folder}, or move it to a larger one."
    if free < TOO_LITTLE:
        return failing(item, found, remedy)
    return warning(item, found, remedy) if free < little else ok(item, found)


def examine_permissions(
    item: str, writable: Iterable[Path], secret: Iterable[Path]
) -> tuple[Examined, ...]:
    """Return what others may do: write to our folders, or read what is for us alone.

    What is not there yet cannot be open to anybody.
    """
    found = [*_written_by_others(item, writable), *_read_by_others(item, secret)]
    return tuple(found) or (ok(item, "nothing is open to other users of this machine"),)


def examine_user(item: str, user: int) -> Examined:
    """Return whether we run as somebody who may do anything; `user` is the effective id."""
    if user == 0:
        remedy = "Run Concord and Airflow as a user of their own."
        return warning(item, "this runs as root: a fault in it is a fault of the machine", remedy)
    return ok(item, "this runs as a user of its own")


def _written_by_others(item: str, paths: Iterable[Path]) -> Iterable[Examined]:
    for path in paths:
        if _mode(path) & stat.S_IWOTH:
            remedy = f"Run `chmod o-w {path}`."
            yield failing(item, f"anybody may write to {path}", remedy)


def _read_by_others(item: str, paths: Iterable[Path]) -> Iterable[Examined]:
    for path in paths:
        if _mode(path) & stat.S_IROTH and not _is_behind_closed_doors(path):
            yield warning(item, f"anybody may read {path}", f"Run `chmod o-rwx {path}`.")


def _is_behind_closed_doors(path: Path) -> bool:
    return any(not _mode(parent) & stat.S_IXOTH for parent in path.absolute().parents)


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return 0


def _nearest(folder: Path) -> Path:
    """Return the folder, or the nearest one above it that is there."""
    return next(place for place in (folder, *folder.absolute().parents) if place.exists())
