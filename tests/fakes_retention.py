"""Holds, removals and what names a file, in memory."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from concord.domain.arrival import Arrival
from concord.domain.retention import LegalHold, RemovedFile
from concord.domain.submission import Submission
from concord.ports import Leftover
from tests.fakes_submissions import Key


class FakeLegalHolds:
    """Legal holds in memory, by their ids."""

    def __init__(self, holds: dict[int, LegalHold]) -> None:
        self._holds = holds

    def add(self, hold: LegalHold) -> LegalHold:
        kept = replace(hold, id=len(self._holds) + 1)
        self._holds[kept.id] = kept
        return kept

    def lift(self, hold: int, by: str, at: datetime) -> bool:
        known = self._holds.get(hold)
        if known is None or not known.is_in_force:
            return False
        self._holds[hold] = replace(known, lifted_by=by, lifted_at=at)
        return True

    def all(self) -> tuple[LegalHold, ...]:
        return tuple(self._holds.values())


class FakeRemovedFiles:
    """Removed files in memory."""

    def __init__(self, removed: dict[str, RemovedFile]) -> None:
        self._removed = removed

    def add(self, removed: RemovedFile) -> None:
        self._removed[removed.sha256] = removed

    def get(self, sha256: str) -> RemovedFile | None:
        return self._removed.get(sha256)


class FakeFileReferences:
    """What submissions and arrivals in memory name."""

    def __init__(self, kept: dict[Key, Submission], arrived: list[tuple[Arrival, bool]]) -> None:
        self._kept = kept.values()
        self._arrived = [arrival for arrival, _ in arrived]

    def partners(self) -> tuple[str, ...]:
        return tuple(sorted({each.partner for each in self._kept}))

    def contents(self) -> frozenset[str]:
        arrived = {each.sha256 for each in self._arrived}
        return frozenset(arrived.union(each.sha256 for each in self._kept))

    def observations(self) -> frozenset[str]:
        return frozenset(s.observations for s in self._kept if s.observations is not None)


@dataclass
class FakeLeftovers:
    """Leftovers in memory; what is named as stored rows are is one unless it is in use."""

    left: list[Leftover] = field(default_factory=list)

    def found(self, observations: frozenset[str]) -> Iterator[Leftover]:
        yield from [each for each in self.left if each.name not in observations]

    def remove(self, leftover: Leftover) -> None:
        self.left.remove(leftover)
