"""What a round of collecting needs from outside, and what it brings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from concord.domain.source import Source
from concord.domain.submission import Submission, Verdict
from concord.ports import (
    Drive,
    LandingStore,
    Observations,
    Progress,
    ReadFigures,
    Step,
    Store,
    SubmissionAnnotator,
    SubmissionReader,
)
from concord.services.correspondence import Correspondence

SETTLE = timedelta(seconds=60)
"""How long a file must have kept still: a partner may still be writing it."""

LARGEST_FILE = 200_000_000
"""Bytes beyond which a file is refused before it is copied."""


def unnoticed(step: Step, what: str) -> None:
    """Take no notice of a round's progress."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """What collecting needs from outside; `drive_of` finds the drive of a source.

    `settle` is how long a file must have kept still; None takes every file as it is, also
    one that seems to be cut off.
    """

    drive_of: Callable[[Source], Drive]
    landing: LandingStore
    reader: SubmissionReader
    observations: Observations
    store: Store
    correspondence: Correspondence
    annotator: SubmissionAnnotator
    figures: ReadFigures
    settle: timedelta | None = SETTLE
    largest_file: int = LARGEST_FILE
    progress: Progress = unnoticed


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectReport:
    """What one round brought.

    `changed` are the periods that have other usable rows now, `unmatched` files no source
    asks for, `waiting` files still changing, `failures` sources that could not be collected.
    """

    partner: str
    submissions: tuple[Submission, ...] = ()
    changed: tuple[str, ...] = ()
    unmatched: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()

    def count(self, *verdicts: Verdict) -> int:
        """Return how many submissions got one of these verdicts."""
        return sum(submission.verdict in verdicts for submission in self.submissions)
