"""What retention needs: holds, removals, what names a stored file, and what lies about unnamed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from concord.domain.retention import LegalHold, RemovedFile


class LegalHoldRecords(Protocol):
    """Who wants which files kept, lifted holds among them; none is ever removed."""

    def add(self, hold: LegalHold) -> LegalHold:
        """Record a hold; return it with its id, which is never given again."""
        ...

    def lift(self, hold: int, by: str, at: datetime) -> bool:
        """Record that a hold was lifted; False where none of that id is in force."""
        ...

    def all(self) -> tuple[LegalHold, ...]:
        """Return every hold, in the order of their ids."""
        ...


class RemovedFileRecords(Protocol):
    """Which landed files were removed, each by its last removal."""

    def add(self, removed: RemovedFile) -> None:
        """Record a removal; of a content that came back and goes again, the later one."""
        ...

    def get(self, sha256: str) -> RemovedFile | None:
        """Return the removal of a content; None where it was never removed."""
        ...


class FileReferences(Protocol):
    """What the records of all partners name, whether they have an agreement or not."""

    def partners(self) -> tuple[str, ...]:
        """Return every partner with a submission, sorted."""
        ...

    def contents(self) -> frozenset[str]:
        """Return the content hash of every submission and arrival, whatever reading."""
        ...

    def observations(self) -> frozenset[str]:
        """Return the content hash of all stored rows that any reading names."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Leftover:
    """Something of a process that died: `name` is how its store knows it, `size` in bytes."""

    name: str
    size: int
    since: datetime


class Leftovers(Protocol):
    """What lies in the stores beside the files that records name."""

    def found(self, observations: frozenset[str]) -> Iterator[Leftover]:
        """Yield scratch of dead processes, and stored rows other than those.

        Raises LandingStoreError.
        """
        ...

    def remove(self, leftover: Leftover) -> None:
        """Remove it; nothing happens where it is gone.  Raises LandingStoreError."""
        ...
