"""Keep a log of a source's deliveries: what was read, what arrived, what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from concord.domain.agreement import Agreement
from concord.domain.arrival import Arrival, is_restored
from concord.domain.source import Source
from concord.domain.submission import ReadResult, Submission
from concord.domain.submission_event import SubmissionEvent, SubmissionEventKind
from concord.domain.submission_reading import changed_periods, current_readings
from concord.ports import Step, Transaction
from concord.services.collection import Collection
from concord.services.land_file import Delivery
from concord.services.new_files import Version
from concord.services.record_submission import (
    CONCORD,
    record_submission,
    restore_submission,
    why_settled,
)


@dataclass(slots=True, kw_only=True)
class DeliveryLog:
    """Records deliveries of a source, each in one transaction, and remembers what changed.

    `listed` are the versions that lie on the drive now.
    """

    agreement: Agreement
    source: Source
    ports: Collection
    listed: frozenset[Version]
    now: datetime
    arrivals: list[Arrival]
    submissions: list[Submission] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    _contents: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self._contents = {arrival.sha256 for arrival in self.arrivals}

    def knows(self, delivery: Delivery, reading: Iterable[Delivery]) -> bool:
        """Say whether this content needs no reading: it was read for this period before.

        It may be current again by arriving, which is recorded.  One that is among those being
        read right now is not looked at twice.
        """
        sha256 = delivery.landed.sha256
        if sha256 not in self._contents:
            return _is_among(delivery, reading)  # what never arrived was never read
        with self.ports.store.transaction() as tx:
            known = self._readings(tx, sha256)
            asked = {self.source.files.period_of(s.file, self.source.covers) for s in known}
            if delivery.period in asked:
                self._note_arrival(tx, delivery, known=True)
                return True
        return _is_among(delivery, reading)

    def record(self, delivery: Delivery, result: ReadResult) -> None:
        """Record what reading a delivery gave, with all that follows from it."""
        submission = _submission(self.agreement, self.source, delivery, result)
        with self.ports.store.transaction() as tx:
            before = current_readings(self._readings(tx, submission.sha256))
            recorded = record_submission(
                tx, self.agreement, self.source, submission, self.ports.observations, self.now
            )
            self._note_arrival(tx, delivery, known=False)
            if recorded is not None:
                self._withdraw_renamed(tx, recorded, before)
            after = current_readings(self._readings(tx, submission.sha256))
            self.ports.progress(Step.RECORDING, delivery.file.name)
        self.ports.progress(Step.RECORDED, delivery.file.name)
        if recorded is not None:
            self.submissions.append(recorded)
            self.changed.extend(changed_periods(before, after))

    def _readings(self, tx: Transaction, sha256: str) -> tuple[Submission, ...]:
        return tx.submissions.readings(self.agreement.partner, self.source.id, sha256)

    def _note_arrival(self, tx: Transaction, delivery: Delivery, *, known: bool) -> None:
        arrival = _arrival(self.agreement, self.source, delivery)
        restored = known and is_restored(arrival, self.arrivals)
        tx.drives.add_arrival(arrival, restored=restored)
        if restored:
            periods = restore_submission(
                tx, self.agreement, self.source, arrival, self.ports.observations, self.now
            )
            self.changed.extend(periods)
        self.arrivals.append(arrival)
        self._contents.add(arrival.sha256)

    def _withdraw_renamed(
        self, tx: Transaction, recorded: Submission, before: Iterable[Submission]
    ) -> None:
        """Withdraw a delivery whose file was renamed to another period: it is that one's now.

        Of a copy the first is on the drive still, and a period that is settled keeps its rows.
        """
        for earlier in before:
            moved = recorded.counts and earlier.counts and earlier.period != recorded.period
            if moved and not self._is_kept(tx, earlier):
                tx.submissions.note(_withdrawn(earlier, recorded, self.now))

    def _is_kept(self, tx: Transaction, earlier: Submission) -> bool:
        if earlier.period is None:
            return False
        named = [a for a in self.arrivals if (a.sha256, a.file) == (earlier.sha256, earlier.file)]
        if any((a.drive_file, a.revision, a.file) in self.listed for a in named):
            return True
        return bool(why_settled(tx, self.agreement, self.source, earlier.period, self.now))


def _is_among(delivery: Delivery, reading: Iterable[Delivery]) -> bool:
    same = (delivery.landed.sha256, delivery.period)
    return any((each.landed.sha256, each.period) == same for each in reading)


def _withdrawn(earlier: Submission, recorded: Submission, now: datetime) -> SubmissionEvent:
    return SubmissionEvent(
        partner=earlier.partner,
        source=earlier.source,
        sha256=earlier.sha256,
        reading=earlier.reading,
        kind=SubmissionEventKind.REJECTED,
        by=CONCORD,
        at=now,
        note=f"The file was renamed: it is the delivery for {recorded.period} now.",
    )


def _arrival(agreement: Agreement, source: Source, delivery: Delivery) -> Arrival:
    return Arrival(
        partner=agreement.partner,
        source=source.id,
        sha256=delivery.landed.sha256,
        file=delivery.file.name,
        drive_file=delivery.file.id,
        revision=delivery.file.revision,
        size=delivery.landed.size,
        at=delivery.arrived,
    )


def _submission(
    agreement: Agreement, source: Source, delivery: Delivery, result: ReadResult
) -> Submission:
    period = result.period or delivery.period
    return Submission(
        partner=agreement.partner,
        source=source.id,
        service=source.service,
        file=delivery.file.name,
        sha256=delivery.landed.sha256,
        size=delivery.landed.size,
        arrived=delivery.arrived,
        period=period,
        due=None if period is None else source.due_at(period),
        verdict=result.verdict,
        rows_read=result.rows_read,
        rows_accepted=result.rows_accepted,
        findings=result.findings,
        observations=result.observations,
        agreement=agreement.version,
        medians=result.medians,
    )
