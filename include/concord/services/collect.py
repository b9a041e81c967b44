"""Collect what a partner delivered: land, read, judge, store, and answer the partner."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from concord.domain.agreement import Agreement
from concord.domain.errors import ConcordError, FileChangingError
from concord.domain.source import Source
from concord.domain.submission import ReadResult, Submission, Verdict
from concord.ports import (
    Drive,
    DriveFile,
    LandingStore,
    Observations,
    ReadJob,
    Store,
    SubmissionReader,
)
from concord.services.correspondence import Correspondence
from concord.services.record_submission import record_submission

SETTLE = timedelta(seconds=60)
"""How long a file must have kept still: a partner may still be writing it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """What collecting needs from outside; `drive_of` finds the drive of a source.

    `settle` is how long a file must have kept still; None takes every file as it is.
    """

    drive_of: Callable[[Source], Drive]
    landing: LandingStore
    reader: SubmissionReader
    observations: Observations
    store: Store
    correspondence: Correspondence
    settle: timedelta | None = SETTLE


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectReport:
    """What one round brought.

    `changed` are the periods that have new usable rows, `unmatched` files no source asks
    for, `waiting` files still changing, `failures` sources that could not be collected.
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


def collect(agreement: Agreement, ports: Collection, now: datetime) -> CollectReport:
    """Collect every source of a partner.  One source that fails stops no other."""
    reports = [_collect_source(agreement, source, ports, now) for source in agreement.sources]
    return CollectReport(
        partner=agreement.partner,
        submissions=tuple(s for report in reports for s in report.submissions),
        changed=tuple(sorted({period for report in reports for period in report.changed})),
        unmatched=_unmatched(agreement, reports),
        waiting=tuple(name for report in reports for name in report.waiting),
        failures=tuple(failure for report in reports for failure in report.failures),
    )


def _unmatched(agreement: Agreement, reports: Iterable[CollectReport]) -> tuple[str, ...]:
    """Return the files that no source at all asks for: sources may share a folder."""
    names = {name for report in reports for name in report.unmatched}
    asked = [source.files for source in agreement.sources]
    return tuple(sorted(n for n in names if not any(pattern.matches(n) for pattern in asked)))


def _collect_source(
    agreement: Agreement, source: Source, ports: Collection, now: datetime
) -> CollectReport:
    partner = agreement.partner
    try:
        drive = ports.drive_of(source)
        listed = drive.listing(source.drive.folder).files
        matching = [file for file in listed if source.files.matches(file.name)]
        fresh = _unknown(matching, partner, source, ports.store)
        ready = [file for file in fresh if _keeps_still(file, ports.settle, now)]
        jobs, changing = _land(ready, source, drive, ports.landing)
        submissions = _read_and_store(agreement, source, jobs, ports, now)
        waiting = (*(file.name for file in fresh if file not in ready), *changing)
        if not waiting:
            with ports.store.transaction() as tx:
                tx.submissions.note_collected(partner, source.id, now)
    except ConcordError as error:
        return CollectReport(partner=partner, failures=(f"{source.id}: {error}",))
    usable = {str(s.period) for s in submissions if s.verdict.is_usable}
    return CollectReport(
        partner=partner,
        submissions=submissions,
        changed=tuple(sorted(usable)),
        unmatched=tuple(file.name for file in listed if file not in matching),
        waiting=waiting,
    )


def _unknown(
    files: Iterable[DriveFile], partner: str, source: Source, store: Store
) -> list[DriveFile]:
    """Return the files not recorded yet by name, size and time, in order of arrival."""
    with store.transaction() as tx:
        seen = {
            (submission.file, submission.size, submission.arrived)
            for submission in tx.submissions.of_partner(partner)
            if submission.source == source.id
        }
    fresh = [file for file in files if (file.name, file.size, file.modified) not in seen]
    return sorted(fresh, key=lambda file: (file.modified, file.name))


def _keeps_still(file: DriveFile, settle: timedelta | None, now: datetime) -> bool:
    # A clock that runs ahead dates files in the future: those were not written just now.
    return settle is None or abs(now - file.modified) >= settle


@dataclass(frozen=True, slots=True, kw_only=True)
class _Landed:
    file: DriveFile
    job: ReadJob


def _land(
    files: Iterable[DriveFile], source: Source, drive: Drive, landing: LandingStore
) -> tuple[list[_Landed], list[str]]:
    landed, changing = [], []
    for file in files:
        try:
            copy = landing.land(drive.content(file))
        except FileChangingError:
            changing.append(file.name)
            continue
        period = source.files.period_of(file.name, source.covers)
        job = ReadJob(landed=copy, name=file.name, source=source, period=period)
        landed.append(_Landed(file=file, job=job))
    return landed, changing


def _read_and_store(
    agreement: Agreement,
    source: Source,
    landed: Sequence[_Landed],
    ports: Collection,
    now: datetime,
) -> tuple[Submission, ...]:
    """Read the files whose content is new and store each with its answer, one by one."""
    with ports.store.transaction() as tx:
        known = set(tx.submissions.known(agreement.partner, source.id))
    new = []
    for item in landed:
        if item.job.landed.sha256 not in known:
            known.add(item.job.landed.sha256)
            new.append(item)
    results = ports.reader.read(item.job for item in new)
    stored = []
    for item, result in zip(new, results, strict=True):
        submission = _submission(agreement, source, item, result)
        with ports.store.transaction() as tx:
            judged = record_submission(
                tx, agreement, source, submission, ports.observations, ports.correspondence, now
            )
        if judged is not None:
            stored.append(judged)
    return tuple(stored)


def _submission(
    agreement: Agreement, source: Source, item: _Landed, result: ReadResult
) -> Submission:
    period = result.period or item.job.period
    return Submission(
        partner=agreement.partner,
        source=source.id,
        service=source.service,
        file=item.file.name,
        sha256=item.job.landed.sha256,
        size=item.job.landed.size,
        arrived=item.file.modified,
        period=period,
        due=None if period is None else source.due_at(period),
        verdict=result.verdict,
        rows_read=result.rows_read,
        rows_accepted=result.rows_accepted,
        findings=result.findings,
        observations=result.observations,
        agreement=agreement.version,
    )
