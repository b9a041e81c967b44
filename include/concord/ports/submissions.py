"""What is kept of deliveries, within one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from concord.domain.arrival import Arrival
from concord.domain.period import MeasurementPeriod
from concord.domain.submission import Medians, Restatement, Submission
from concord.domain.submission_event import SubmissionEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A version of a file that cannot be read yet, and for how many polls that has been so."""

    drive_file: str
    revision: str
    polls: int


class SubmissionRecords(Protocol):
    """Submissions with their findings, in the order in which they became current.

    Readings of a content that a later one took the place of are returned by `readings` only;
    see `current_readings`.
    """

    def add(self, submission: Submission) -> bool:
        """Record a reading; False when it was recorded before."""
        ...

    def of_partner(self, partner: str) -> tuple[Submission, ...]:
        """Return all submissions of a partner, then by file name."""
        ...

    def stored_rows(self, partners: Iterable[str]) -> frozenset[str]:
        """Return the content hashes of all rows that are stored for these partners."""
        ...

    def of_period(
        self, partner: str, source: str, period: MeasurementPeriod
    ) -> tuple[Submission, ...]:
        """Return the submissions of one source for exactly one period."""
        ...

    def medians_before(
        self, partner: str, source: str, period: MeasurementPeriod, periods: int
    ) -> tuple[Medians, ...]:
        """Return the medians of the latest file for each of the latest `periods` before one.

        Only files count that are usable without anybody's decision.
        """
        ...

    def readings(self, partner: str, source: str, sha256: str) -> tuple[Submission, ...]:
        """Return every reading of one content of a source, the first one first."""
        ...

    def unanswered(self, partner: str) -> tuple[Submission, ...]:
        """Return the submissions whose sender was not told yet what became of them."""
        ...

    def note(self, event: SubmissionEvent) -> None:
        """Append an event to the life of a submission; its standing follows from all of them."""
        ...

    def events(self, partner: str) -> tuple[SubmissionEvent, ...]:
        """Return what happened to all submissions of a partner, in order."""
        ...

    def add_restatement(self, restatement: Restatement) -> None:
        """Record what a submission changed; once for each pair of contents and period."""
        ...

    def restatements(self, partner: str) -> tuple[Restatement, ...]:
        """Return all restatements of a partner, by source and period."""
        ...


class DriveRecords(Protocol):
    """What was seen on the drives of partners, source by source."""

    def add_arrival(self, arrival: Arrival, *, restored: bool) -> bool:
        """Record that a version of a file was collected; False when it was recorded before.

        With `restored` its content is current from then on.
        """
        ...

    def arrivals(self, partner: str, source: str) -> tuple[Arrival, ...]:
        """Return all arrivals of a source, in order."""
        ...

    def set_waiting(self, partner: str, source: str, waiting: tuple[Waiting, ...]) -> None:
        """Replace what waits for a further poll."""
        ...

    def waiting(self, partner: str, source: str) -> tuple[Waiting, ...]:
        """Return what waits for a further poll."""
        ...

    def note_collected(self, partner: str, source: str, at: datetime, mark: str = "") -> None:
        """Record that every file of a source's drive was seen at a moment; never moves back.

        `mark` is the drive's own, see `Listing`.
        """
        ...

    def collected(self, partner: str) -> Mapping[str, datetime]:
        """Return when each source of a partner was last collected whole."""
        ...

    def mark(self, partner: str, source: str) -> str:
        """Return the drive's mark of that moment; empty where there is none."""
        ...
