"""Take deliveries in: copy, read and record file after file, with the memory of one."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from concord.domain.agreement import Agreement
from concord.domain.arrival import Arrival, is_restored
from concord.domain.errors import FileChangingError
from concord.domain.finding import Finding
from concord.domain.source import Source
from concord.domain.submission import ReadResult, Submission, Verdict, verdict_of
from concord.ports import Drive, DriveFile, ReadJob, Step, Transaction, Waiting
from concord.services.collection import Collection
from concord.services.drive_refusals import equal_names
from concord.services.land_file import Delivery, land_file
from concord.services.new_files import NewFiles, SeenBefore
from concord.services.record_submission import record_submission, restore_submission

PATIENCE = {"empty-file": 2, "cut-off": 3}
"""For how many polls a file may look unfinished before that is its verdict, by finding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What was recorded, the periods that older contents came back for, and what waits."""

    submissions: tuple[Submission, ...]
    restored: tuple[str, ...]
    waiting: tuple[str, ...]


def take_deliveries(
    agreement: Agreement,
    source: Source,
    drive: Drive,
    found: NewFiles,
    seen: SeenBefore,
    ports: Collection,
    now: datetime,
) -> Taken:
    """Take new files in, each durable before the next; those that change wait for a poll."""
    intake = _Intake(
        agreement=agreement,
        source=source,
        drive=drive,
        found=found,
        polls=dict(seen.polls),
        arrivals=list(seen.arrivals),
        ports=ports,
        now=now,
    )
    return intake.run()


@dataclass(slots=True, kw_only=True)
class _Intake:
    agreement: Agreement
    source: Source
    drive: Drive
    found: NewFiles
    polls: dict[tuple[str, str], int]
    arrivals: list[Arrival]
    ports: Collection
    now: datetime
    submissions: list[Submission] = field(default_factory=list)
    restored: list[str] = field(default_factory=list)
    changing: list[str] = field(default_factory=list)
    unfinished: list[Waiting] = field(default_factory=list)
    unfinished_names: list[str] = field(default_factory=list)
    _reading: deque[Delivery] = field(default_factory=deque)

    def run(self) -> Taken:
        for result in self.ports.reader.read(self._jobs()):
            self._conclude(self._reading.popleft(), result)
        with self.ports.store.transaction() as tx:
            tx.drives.set_waiting(self.agreement.partner, self.source.id, tuple(self.unfinished))
        return Taken(
            submissions=tuple(self.submissions),
            restored=tuple(self.restored),
            waiting=(*self.changing, *self.unfinished_names),
        )

    def _jobs(self) -> Iterator[ReadJob]:
        """Land file after file as the reader asks for them; yield those it must read."""
        for file in self.found.ready:
            try:
                delivery = land_file(file, self.source, self.drive, self.arrivals, self.ports)
            except FileChangingError:
                self.changing.append(file.name)
                continue
            if delivery.refusal is not None:
                self._record(delivery, _refused(delivery, delivery.refusal))
            elif not self._is_known(delivery):
                self._reading.append(delivery)
                yield self._job(delivery)

    def _job(self, delivery: Delivery) -> ReadJob:
        return ReadJob(
            landed=delivery.landed,
            name=delivery.file.name,
            source=self.source,
            period=delivery.period,
        )

    def _is_known(self, delivery: Delivery) -> bool:
        """Say whether this content was read for this period before; it may be current again."""
        landed = delivery.landed
        with self.ports.store.transaction() as tx:
            known = tx.submissions.readings(self.agreement.partner, self.source.id, landed.sha256)
            asked = {self.source.files.period_of(s.file, self.source.covers) for s in known}
            if delivery.period not in asked:
                return self._is_on_its_way(delivery)
            self._note_arrival(tx, delivery, known=True)
        return True

    def _is_on_its_way(self, delivery: Delivery) -> bool:
        same = (delivery.landed.sha256, delivery.period)
        return any((each.landed.sha256, each.period) == same for each in self._reading)

    def _note_arrival(self, tx: Transaction, delivery: Delivery, *, known: bool) -> None:
        arrival = self._arrival(delivery)
        restored = known and is_restored(arrival, self.arrivals)
        tx.drives.add_arrival(arrival, restored=restored)
        if restored:
            period = restore_submission(
                tx, self.agreement, self.source, arrival, self.ports.observations, self.now
            )
            self.restored.extend(period)
        self.arrivals.append(arrival)

    def _arrival(self, delivery: Delivery) -> Arrival:
        return Arrival(
            partner=self.agreement.partner,
            source=self.source.id,
            sha256=delivery.landed.sha256,
            file=delivery.file.name,
            drive_file=delivery.file.id,
            revision=delivery.file.revision,
            size=delivery.landed.size,
            at=delivery.arrived,
        )

    def _conclude(self, delivery: Delivery, result: ReadResult) -> None:
        self.ports.progress(Step.READ, delivery.file.name)
        if self._may_be_unfinished(delivery.file, result):
            return
        if delivery.file.id in self.found.twins:
            findings = (*result.findings, equal_names(delivery.file))
            verdict = max(result.verdict, verdict_of(findings), key=_GRAVITY.index)
            result = replace(result, findings=findings, verdict=verdict, rows_accepted=0)
        self._record(delivery, result)

    def _may_be_unfinished(self, file: DriveFile, result: ReadResult) -> bool:
        """Say whether a file is given more time: an upload may still be under way."""
        patience = max((PATIENCE.get(f.rule, 0) for f in result.findings), default=0)
        polls = self.polls.get((file.id, file.revision), 0) + 1
        if self.ports.settle is None or polls >= patience:
            return False
        self.unfinished.append(Waiting(drive_file=file.id, revision=file.revision, polls=polls))
        self.unfinished_names.append(file.name)
        return True

    def _record(self, delivery: Delivery, result: ReadResult) -> None:
        with self.ports.store.transaction() as tx:
            submission = _submission(self.agreement, self.source, delivery, result)
            recorded = record_submission(
                tx, self.agreement, self.source, submission, self.ports.observations, self.now
            )
            self._note_arrival(tx, delivery, known=False)
            self.ports.progress(Step.RECORDING, delivery.file.name)
        self.ports.progress(Step.RECORDED, delivery.file.name)
        if recorded is not None:
            self.submissions.append(recorded)


_GRAVITY = (
    Verdict.ACCEPTED,
    Verdict.ACCEPTED_WITH_WARNINGS,
    Verdict.QUARANTINED,
    Verdict.REJECTED,
)


def _refused(delivery: Delivery, refusal: Finding) -> ReadResult:
    return ReadResult(
        verdict=Verdict.REJECTED,
        period=delivery.period,
        rows_read=0,
        rows_accepted=0,
        findings=(refusal,),
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
