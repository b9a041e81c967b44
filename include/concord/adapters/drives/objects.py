"""Stores of objects under keys, as the drive over them needs them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol, TypeVar

from concord.domain.finding import Finding

_TRIES = 5
_FIRST_PAUSE = 0.5
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredObject:
    """An object as it is listed; `version` changes with its content."""

    key: str
    size: int
    modified: datetime
    version: str
    refusal: Finding | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some of the objects of a listing; `following` asks for the next ones, if any."""

    objects: tuple[StoredObject, ...]
    following: str = ""


class Trouble(StrEnum):
    """What is the matter: only `PASSING` trouble is worth another try."""

    GONE = "gone"
    REPLACED = "replaced"
    EXISTS = "exists"
    PASSING = "passing"
    LASTING = "lasting"


class StorageError(Exception):
    """A store did not do as asked; `reason` says why, in words that hold no secret."""

    def __init__(self, trouble: Trouble, reason: str) -> None:
        super().__init__(reason)
        self.trouble = trouble
        self.reason = reason


class Objects(Protocol):
    """A store of objects.  Every method raises StorageError and nothing else."""

    def page(self, prefix: str, following: str) -> Page:
        """List objects whose keys begin with `prefix`, from where `following` says."""
        ...

    def part(self, key: str, version: str, start: int, size: int) -> bytes:
        """Return `size` bytes from `start` of an object, of that very version only."""
        ...

    def create(self, key: str, content: bytes, content_type: str, label: str) -> None:
        """Store an object where there is none; `label` is kept with it where that is possible."""
        ...

    def stored(self, key: str) -> StoredObject:
        """Return what stands under a key."""
        ...


def persistently(ask: Callable[[], T], pause: Callable[[float], None]) -> T:
    """Ask a few times, with growing pauses, as long as the trouble may pass."""
    for tried in range(1, _TRIES):
        try:
            return ask()
        except StorageError as error:
            if error.trouble is not Trouble.PASSING:
                raise
        pause(_FIRST_PAUSE * 2 ** (tried - 1))
    return ask()
