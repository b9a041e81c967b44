"""Take deliveries in: copy, read and record file after file, with the memory of one."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from concord.domain.agreement import Agreement
from concord.domain.errors import DriveUnavailableError, FileChangingError
from concord.domain.finding import Finding, visible
from concord.domain.source import Source
from concord.domain.submission import ReadResult, Submission, Verdict, verdict_of
from concord.ports import Drive, DriveFile, ReadJob, Step, Waiting
from concord.services.collection import Collection
from concord.services.delivery_log import DeliveryLog
from concord.services.drive_refusals import equal_names
from concord.services.land_file import Delivery, land_file
from concord.services.new_files import NewFiles, SeenBefore

PATIENCE = {"empty-file": 2, "cut-off": 3}
"""For how many polls a file may look unfinished before that is its verdict, by finding."""

AWAY_AFTER = 3
"""So many files in a row that cannot be had mean that the drive is away; one alone is its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What was recorded, the periods that count otherwise now, and what waits.

    `failures` name the files that the drive did not hand out, with the reason.
    """

    submissions: tuple[Submission, ...]
    changed: tuple[str, ...]
    waiting: tuple[str, ...]
    failures: tuple[str, ...] = ()


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
    log = DeliveryLog(
        agreement=agreement,
        source=source,
        ports=ports,
        listed=found.listed,
        now=now,
        arrivals=list(seen.arrivals),
    )
    intake = _Intake(drive=drive, found=found, polls=seen.polls, log=log)
    return intake.run()


@dataclass(slots=True, kw_only=True)
class _Intake:
    """Hands files to the reader as it asks for them, and its results to the log."""

    drive: Drive
    found: NewFiles
    polls: Mapping[tuple[str, str], int]
    log: DeliveryLog
    waiting: list[str] = field(default_factory=list)
    unfinished: list[Waiting] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    _in_a_row: int = 0
    _reading: deque[Delivery] = field(default_factory=deque)

    def run(self) -> Taken:
        log = self.log
        for result in log.ports.reader.read(self._jobs()):
            self._conclude(self._reading.popleft(), result)
        with log.ports.store.transaction() as tx:
            waiting = tuple(self.unfinished)
            tx.drives.set_waiting(log.agreement.partner, log.source.id, waiting)
        return Taken(
            submissions=tuple(log.submissions),
            changed=tuple(sorted(set(log.changed))),
            waiting=tuple(self.waiting),
            failures=tuple(self.failures),
        )

    def _jobs(self) -> Iterator[ReadJob]:
        """Land file after file as the reader asks for them; yield those it must read."""
        for file in self.found.ready:
            delivery = self._landed(file)
            if delivery is None:
                self.waiting.append(file.name)
            elif delivery.refusal is not None:
                self.log.record(delivery, _refused(delivery, delivery.refusal))
            elif not self.log.knows(delivery, self._reading):
                self._reading.append(delivery)
                yield _job(delivery, self.log.source, self.log.agreement.partner)

    def _landed(self, file: DriveFile) -> Delivery | None:
        """Return a file's delivery; None for one that changes, or that cannot be had now."""
        log = self.log
        try:
            delivery = land_file(file, log.source, self.drive, log.arrivals, log.ports)
        except FileChangingError:
            return None
        except DriveUnavailableError as error:
            self._in_a_row += 1
            if self._in_a_row == AWAY_AFTER:
                raise
            self.failures.append(f"{visible(file.name)}: {error}")
            return None
        self._in_a_row = 0
        return delivery

    def _conclude(self, delivery: Delivery, result: ReadResult) -> None:
        self.log.ports.progress(Step.READ, delivery.file.name)
        if self._may_be_unfinished(delivery.file, result):
            return
        if delivery.file.id in self.found.twins:
            result = _one_of_two(delivery.file, result)
        self.log.record(delivery, result)

    def _may_be_unfinished(self, file: DriveFile, result: ReadResult) -> bool:
        """Say whether a file is given more time: an upload may still be under way."""
        patience = max((PATIENCE.get(f.rule, 0) for f in result.findings), default=0)
        polls = self.polls.get((file.id, file.revision), 0) + 1
        if self.log.ports.settle is None or polls >= patience:
            return False
        self.unfinished.append(Waiting(drive_file=file.id, revision=file.revision, polls=polls))
        self.waiting.append(file.name)
        return True


def _job(delivery: Delivery, source: Source, partner: str) -> ReadJob:
    return ReadJob(
        landed=delivery.landed,
        name=delivery.file.name,
        source=source,
        period=delivery.period,
        partner=partner,
    )


_GRAVITY = (
    Verdict.ACCEPTED,
    Verdict.ACCEPTED_WITH_WARNINGS,
    Verdict.QUARANTINED,
    Verdict.REJECTED,
)


def _one_of_two(file: DriveFile, result: ReadResult) -> ReadResult:
    """Return the result on a file whose name another one has as well: a person must decide."""
    findings = (*result.findings, equal_names(file))
    verdict = max(result.verdict, verdict_of(findings), key=_GRAVITY.index)
    return replace(result, findings=findings, verdict=verdict, rows_accepted=0)


def _refused(delivery: Delivery, refusal: Finding) -> ReadResult:
    return ReadResult(
        verdict=Verdict.REJECTED,
        period=delivery.period,
        rows_read=0,
        rows_accepted=0,
        findings=(refusal,),
    )
