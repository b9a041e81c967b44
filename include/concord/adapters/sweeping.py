"""What processes that died left in the folders of the stores: their scratch, and unnamed rows."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from concord.domain.errors import LandingStoreError
from concord.ports import Leftover

_ROWS = "[0-9a-f][0-9a-f]/*.parquet"
_SCRATCH = "reading-*"
_HALF_COPIES = "landing-*"


class FolderLeftovers:
    """Leftovers below the folders of landed files and of stored rows, told by their age."""

    def __init__(self, landing: Path, observations: Path) -> None:
        self._landing = landing
        self._observations = observations

    def found(self, observations: frozenset[str]) -> Iterator[Leftover]:
        """Yield scratch of dead processes, and stored rows other than those."""
        try:
            yield from self._found(observations)
        except OSError as error:
            raise _broken(error) from error

    def remove(self, leftover: Leftover) -> None:
        """Remove it; nothing happens where it is gone, or is in use again."""
        path = Path(leftover.name)
        try:
            if _leftover(path).since != leftover.since:
                return
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
        except FileNotFoundError:
            return
        except OSError as error:
            raise _broken(error) from error

    def _found(self, observations: frozenset[str]) -> Iterator[Leftover]:
        scratch = (*self._landing.glob(_HALF_COPIES), *self._observations.glob(_SCRATCH))
        rows = (p for p in self._observations.glob(_ROWS) if p.stem not in observations)
        for path in sorted((*scratch, *rows)):
            try:
                leftover = _leftover(path)
            except FileNotFoundError:
                # Scratch of a process that is at work: it is not left over.
                continue
            yield leftover


def _leftover(path: Path) -> Leftover:
    """Return a file, or a folder with all that is in it: as young as its youngest part."""
    parts = [each.lstat() for each in (path, *path.rglob("*"))]
    return Leftover(
        name=str(path),
        size=sum(part.st_size for part in parts),
        since=datetime.fromtimestamp(max(part.st_mtime for part in parts), UTC),
    )


def _broken(error: OSError) -> LandingStoreError:
    return LandingStoreError(f"The stored files could not be used: {error}.")
