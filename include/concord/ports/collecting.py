"""What collecting needs beside drives: the landing store, and a reader of workbooks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from concord.domain.period import MeasurementPeriod
from concord.domain.source import Source
from concord.domain.submission import ReadResult


@dataclass(frozen=True, slots=True, kw_only=True)
class LandedFile:
    """A copy in the landing store, identified by its content."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCopy:
    """A copy that lies in the landing store; `since` is when it was landed last."""

    sha256: str
    size: int
    since: datetime


class LandingStore(Protocol):
    """The evidence: immutable copies of everything delivered, by content hash.

    They stay until retention lets them go.
    """

    def land(self, chunks: Iterable[bytes]) -> LandedFile:
        """Keep a copy, durable before this returns; the same content is kept once."""
        ...

    def content(self, sha256: str) -> bytes:
        """Return the bytes of a landed file.  Raises LandingStoreError, as once removed."""
        ...

    def stored(self) -> Iterator[StoredCopy]:
        """Yield every copy, by content hash.  Raises LandingStoreError."""
        ...

    def remove(self, copy: StoredCopy) -> bool:
        """Remove a copy; False where it is gone, or was landed again since it was listed.

        Raises LandingStoreError.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadJob:
    """A landed file to read as a delivery of `source`.

    `period` is what the file's name states, None where it states nothing.  The `partner` is
    needed where people are kept by pseudonyms, which are that partner's own.
    """

    landed: LandedFile
    name: str
    source: Source
    period: MeasurementPeriod | None
    partner: str = ""


class Step(StrEnum):
    """Every place in a round of collecting at which a process may die, in their order.

    Whatever happens at any of them, the next round ends with one submission, one verdict and
    one answer.
    """

    LISTED = "listed"
    COPYING = "copying"
    LANDED = "landed"
    READ = "read"
    RECORDING = "recording"
    RECORDED = "recorded"
    PREPARED_ANSWER = "prepared answer"
    ANSWERING = "answering"
    ANSWERED = "answered"
    COLLECTED = "collected"


class Progress(Protocol):
    """Is told how far a round has come, for logs and for tests that end it there."""

    def __call__(self, step: Step, what: str) -> None:
        """Take notice; `what` is a file's name, or a partner's or a source's id."""
        ...


class SubmissionReader(Protocol):
    """Turns landed files into stored observations, within limits."""

    def read(self, jobs: Iterable[ReadJob]) -> Iterator[ReadResult]:
        """Yield one result a job, in order; a file that kills its reader is a result too."""
        ...
