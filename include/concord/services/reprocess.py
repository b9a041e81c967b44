"""Read landed files again by today's agreement: what comes out otherwise is a further reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from concord.domain.agreement import Agreement
from concord.domain.period import MeasurementPeriod
from concord.domain.source import Source
from concord.domain.submission import ReadResult, Standing, Submission
from concord.domain.submission_event import SubmissionEvent, SubmissionEventKind
from concord.domain.submission_reading import changed_periods, current_readings
from concord.ports import LandedFile, ReadJob
from concord.services.collection import Collection
from concord.services.record_submission import CONCORD, record_submission

EQUAL_NAMES = "equal-names"
"""The finding on a file whose name another one has: its bytes do not tell, only the drive does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which files are read again; None leaves a choice open, `content` begins a content hash."""

    source: str | None = None
    period: MeasurementPeriod | None = None
    content: str = ""

    def takes(self, submission: Submission) -> bool:
        """Say whether a submission is among them."""
        return (
            self.source in {None, submission.source}
            and (self.period is None or submission.period == self.period)
            and submission.sha256.startswith(self.content)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReprocessReport:
    """How many files were read, each further reading, what was left out and why.

    `changed` are the periods that have other usable rows now.
    """

    read: int = 0
    readings: tuple[Submission, ...] = ()
    skipped: tuple[tuple[str, str], ...] = ()
    changed: tuple[str, ...] = ()


def reprocess(
    agreement: Agreement, wanted: Wanted, ports: Collection, now: datetime, *, tell: bool = False
) -> ReprocessReport:
    """Read the wanted files of a partner again, each recorded before the next is read.

    A file that comes out as before leaves no trace, so that a repeat changes nothing.  The
    partner is written to only with `tell`.  Raises LandingStoreError.
    """
    with ports.store.transaction() as tx:
        known = tx.submissions.of_partner(agreement.partner)
    again, skipped = _sorted_out(agreement, [s for s in known if wanted.takes(s)], ports)
    readings: list[Submission] = []
    changed: set[str] = set()
    for old, result in zip(again, ports.reader.read(_jobs(agreement, again)), strict=True):
        source = agreement.source(old.source)
        new, periods = _record(agreement, source, _read_anew(agreement, old, result), ports, now)
        if new is not None:
            changed.update(periods)
            readings.append(new)
            if not tell:
                _note_answered(new, ports, now)
    return ReprocessReport(
        read=len(again),
        readings=tuple(readings),
        skipped=tuple(skipped),
        changed=tuple(sorted(changed)),
    )


def _sorted_out(
    agreement: Agreement, wanted: list[Submission], ports: Collection
) -> tuple[list[Submission], list[tuple[str, str]]]:
    """Return what can be read again, and the names of what cannot with the reasons."""
    copies = {copy.sha256 for copy in ports.landing.stored()}
    sources = {source.id for source in agreement.sources}
    again, skipped = [], []
    for submission in wanted:
        if submission.source not in sources:
            skipped.append((submission.file, "its source is not in the agreement any more"))
        elif submission.sha256 not in copies:
            skipped.append((submission.file, "no copy of it is kept"))
        elif any(finding.rule == EQUAL_NAMES for finding in submission.findings):
            skipped.append((submission.file, "another file has its name: a person decides"))
        else:
            again.append(submission)
    return again, skipped


def _jobs(agreement: Agreement, again: list[Submission]) -> Iterator[ReadJob]:
    for submission in again:
        source = agreement.source(submission.source)
        yield ReadJob(
            landed=LandedFile(sha256=submission.sha256, size=submission.size),
            name=submission.file,
            source=source,
            period=source.files.period_of(submission.file, source.covers),
        )


def _read_anew(agreement: Agreement, old: Submission, result: ReadResult) -> Submission:
    source = agreement.source(old.source)
    period = result.period or source.files.period_of(old.file, source.covers)
    return replace(
        old,
        service=source.service,
        period=period,
        due=None if period is None else source.due_at(period),
        verdict=result.verdict,
        rows_read=result.rows_read,
        rows_accepted=result.rows_accepted,
        findings=result.findings,
        observations=result.observations,
        medians=result.medians,
        agreement=agreement.version,
        restored=None,
        standing=Standing.AS_READ,
    )


def _record(
    agreement: Agreement, source: Source, new: Submission, ports: Collection, now: datetime
) -> tuple[Submission | None, tuple[str, ...]]:
    with ports.store.transaction() as tx:
        key = (agreement.partner, source.id, new.sha256)
        before = current_readings(tx.submissions.readings(*key))
        recorded = record_submission(tx, agreement, source, new, ports.observations, now)
        after = current_readings(tx.submissions.readings(*key))
    return recorded, changed_periods(before, after)


def _note_answered(submission: Submission, ports: Collection, now: datetime) -> None:
    event = SubmissionEvent(
        partner=submission.partner,
        source=submission.source,
        sha256=submission.sha256,
        reading=submission.reading,
        kind=SubmissionEventKind.ANSWERED,
        by=CONCORD,
        at=now,
        note="Read again by us: nobody was written to.",
    )
    with ports.store.transaction() as tx:
        tx.submissions.note(event)
