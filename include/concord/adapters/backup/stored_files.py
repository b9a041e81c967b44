"""The files of the stores, each named by the hash of its content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from re import compile as pattern
from stat import S_ISREG

_PLACE = pattern(r"(landing|observations)/([0-9a-f]{2})/(\2[0-9a-f]{62})(\.parquet)?")
_KINDS = {"landing": "", "observations": ".parquet"}


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """One file: its place below the folder of the stores, and how long it is."""

    place: str
    size: int

    @property
    def sha256(self) -> str:
        """What its content must hash to."""
        return Path(self.place).name.removesuffix(".parquet")


def stored_files(root: Path) -> Iterator[StoredFile]:
    """Yield the files of both stores below `root`, by place; scratch and drafts are none."""
    for kind in _KINDS:
        for path in sorted((root / kind).glob("??/*")):
            place = str(path.relative_to(root))
            size = _size(path)
            if is_place(place) and size is not None:
                yield StoredFile(place=place, size=size)


def _size(path: Path) -> int | None:
    """Return how long a file is; None for a folder, and for one that retention has removed."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_size if S_ISREG(found.st_mode) else None


def is_place(place: str) -> bool:
    """Say whether this is where a stored file may lie."""
    found = _PLACE.fullmatch(place)
    return found is not None and (found[4] or "") == _KINDS[found[1]]


def is_empty(root: Path) -> bool:
    """Say whether neither store has any file."""
    return next(stored_files(root), None) is None
