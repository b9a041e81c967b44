"""Read landed files again by today's agreement: what comes out otherwise is a further reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from concord.domain.agreement import Agreement
from concord.domain.period import MeasurementPeriod
from concord.domain.source import Source
from concord.domain.submission import ReadResult, Standing, Submission
from concord.domain.submission_event import SubmissionEvent, SubmissionEventKind
from concord.domain.submission_reading import (
    changed_periods,
    current_readings,
    is_superseded,
)
from concord.ports import LandedFile, ReadJob, Transaction
from concord.services.collection import Collection
from concord.services.record_submission import (
    CONCORD,
    comes_out_alike,
    judged,
    record_submission,
    why_settled,
)

EQUAL_NAMES = "equal-names"
"""The finding on a file whose name another one has: its bytes do not tell, only the drive does."""

_REFUSED = frozenset({Standing.REJECTED, Standing.ASKED_AGAIN})


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
class ReadAgain:
    """A file that came out otherwise: the reading that was current, and the one that is now."""

    old: Submission
    new: Submission


@dataclass(frozen=True, slots=True, kw_only=True)
class ReprocessReport:
    """How many files were read, each further reading, what was left out and why.

    `changed` are the periods that have other usable rows now.
    """

    read: int = 0
    readings: tuple[ReadAgain, ...] = ()
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
        owed = tx.submissions.unanswered(agreement.partner)
    again, skipped = _sorted_out(agreement, [s for s in known if wanted.takes(s)], ports)
    told = frozenset[Submission]() if tell else frozenset(again).difference(owed)
    log = _Log(agreement=agreement, ports=ports, now=now, told=told, skipped=skipped)
    for old, result in zip(again, ports.reader.read(_jobs(agreement, again)), strict=True):
        log.record(old, result)
    return ReprocessReport(
        read=len(again),
        readings=tuple(log.readings),
        skipped=tuple(log.skipped),
        changed=tuple(sorted(log.changed)),
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
        elif submission.standing in _REFUSED:
            skipped.append((submission.file, "it was rejected or asked for again, which stands"))
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
            partner=agreement.partner,
        )


@dataclass(slots=True, kw_only=True)
class _Log:
    """Records what came out otherwise, each file in one transaction, and remembers it.

    Of the files `told` the partner knows what became of them: it is not written to again.
    """

    agreement: Agreement
    ports: Collection
    now: datetime
    told: frozenset[Submission]
    skipped: list[tuple[str, str]]
    readings: list[ReadAgain] = field(default_factory=list)
    changed: set[str] = field(default_factory=set)

    def record(self, old: Submission, result: ReadResult) -> None:
        """Record a file that was read again, unless it comes out as before or is settled."""
        source = self.agreement.source(old.source)
        new = _read_anew(self.agreement, source, old, result)
        key = (new.partner, new.source, new.sha256)
        with self.ports.store.transaction() as tx:
            known = tx.submissions.readings(*key)
            why = self._why_kept(tx, source, new, known)
            recorded = None if why else self._recorded(tx, source, old, new)
            after = tx.submissions.readings(*key)
        if why:
            self.skipped.append((old.file, why))
        if recorded is not None:
            self.readings.append(ReadAgain(old=old, new=recorded))
            self.changed.update(changed_periods(current_readings(known), current_readings(after)))

    def _why_kept(
        self, tx: Transaction, source: Source, new: Submission, known: Sequence[Submission]
    ) -> str:
        """Return why the rows that count stay as they were read; empty if they need not.

        A further reading takes the place of the earlier one at once, even while it is held:
        for a month that is settled, the rows would change, or be gone, before anybody agreed.
        """
        new = judged(tx, self.agreement, source, new, known, self.ports.observations)
        if comes_out_alike(new, known):
            return ""
        counting = [r for r in current_readings(known) if r.counts and is_superseded(r, new)]
        periods = [p for r in counting for p in (r.period, new.period) if p is not None]
        reasons = (
            why_settled(tx, self.agreement, source, period, new.current_since)
            for period in periods
        )
        why = next(filter(None, reasons), "")
        return f"it came out otherwise, but its rows are settled: {why}" if why else ""

    def _recorded(
        self, tx: Transaction, source: Source, old: Submission, new: Submission
    ) -> Submission | None:
        recorded = record_submission(
            tx, self.agreement, source, new, self.ports.observations, self.now
        )
        if recorded is not None and old in self.told:
            # In the same transaction: a round of collecting answers whatever is unanswered.
            tx.submissions.note(_answered(recorded, self.now))
        return recorded


def _read_anew(
    agreement: Agreement, source: Source, old: Submission, result: ReadResult
) -> Submission:
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
        standing=Standing.AS_READ,
    )


def _answered(submission: Submission, now: datetime) -> SubmissionEvent:
    return SubmissionEvent(
        partner=submission.partner,
        source=submission.source,
        sha256=submission.sha256,
        reading=submission.reading,
        kind=SubmissionEventKind.ANSWERED,
        by=CONCORD,
        at=now,
        note="Read again by us: nobody was written to.",
    )
