"""Record a submission with all that follows from it, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from concord.domain.agreement import Agreement
from concord.domain.arrival import Arrival
from concord.domain.finding import Finding, Severity
from concord.domain.notation import moment
from concord.domain.period import MeasurementPeriod
from concord.domain.source import Source
from concord.domain.submission import Restatement, Standing, Submission, verdict_of
from concord.domain.submission_event import SubmissionEvent, SubmissionEventKind
from concord.domain.submission_reading import is_superseded
from concord.ports import ObservationFile, Observations, Transaction
from concord.services.compare_targets import with_targets_compared
from concord.services.compare_units import with_units_compared

CONCORD = "concord"
"""Who did what no person did."""


def record_submission(
    tx: Transaction,
    agreement: Agreement,
    source: Source,
    submission: Submission,
    observations: Observations,
    now: datetime,
) -> Submission | None:
    """Store a submission with what it restates; None when it was stored before.

    The reading is numbered here.  What restates a period whose report went out, or whose
    delivery is final, is held until somebody approves it.
    """
    known = tx.submissions.readings(agreement.partner, source.id, submission.sha256)
    submission = judged(tx, agreement, source, submission, known, observations)
    if comes_out_alike(submission, known) or not tx.submissions.add(submission):
        return None
    before = counted_before(tx, submission)
    restatement = restatement_by(source, submission, before, observations)
    if restatement is None:
        return submission
    tx.submissions.add_restatement(restatement)
    return _held(tx, agreement, source, submission, restatement, now)


def restore_submission(
    tx: Transaction,
    agreement: Agreement,
    source: Source,
    arrival: Arrival,
    observations: Observations,
    now: datetime,
) -> tuple[str, ...]:
    """Record what changes by a content that is current again; return its period if it counts."""
    readings = tx.submissions.readings(agreement.partner, source.id, arrival.sha256)
    asked = source.files.period_of(arrival.file, source.covers)
    *_, current = (r for r in readings if _asked_by_name(r, source) == asked)
    restatement = restatement_by(source, current, counted_before(tx, current), observations)
    if restatement is None:
        return ()
    tx.submissions.add_restatement(restatement)
    current = _held(tx, agreement, source, current, restatement, now)
    return (str(current.period),) if current.counts else ()


def _asked_by_name(reading: Submission, source: Source) -> MeasurementPeriod | None:
    return source.files.period_of(reading.file, source.covers)


def judged(
    tx: Transaction,
    agreement: Agreement,
    source: Source,
    submission: Submission,
    known: Sequence[Submission],
    observations: Observations,
) -> Submission:
    """Judge a file as reading it alone cannot: by what is agreed, beside those before it.

    It is numbered as the reading that follows the `known` ones of its content.
    """
    submission = replace(submission, reading=len(known) + 1)
    submission = with_units_compared(tx, source, submission)
    submission = with_targets_compared(agreement, source, submission, observations)
    if source.key or not submission.verdict.is_usable:
        return submission
    before = counted_before(tx, submission)
    return _second_without_key(submission, before[-1]) if before else submission


def comes_out_alike(submission: Submission, known: Sequence[Submission]) -> bool:
    """Say whether a content came out as it did before: then nothing is to be recorded."""
    alike = [reading for reading in known if is_superseded(reading, submission)]
    unlike = {"reading", "restored", "standing", "arrived", "size", "agreement"}
    names = [name for name in Submission.__slots__ if name not in unlike]
    return bool(alike) and all(
        getattr(submission, name) == getattr(alike[-1], name) for name in names
    )


def counted_before(tx: Transaction, submission: Submission) -> list[Submission]:
    """Return what counts for the same period and came before; the newest is the last."""
    if submission.period is None:
        return []
    found = tx.submissions.of_period(submission.partner, submission.source, submission.period)
    return [
        other
        for other in found
        if other.counts
        and other.sha256 != submission.sha256
        and other.current_since <= submission.current_since
    ]


def _second_without_key(submission: Submission, earlier: Submission) -> Submission:
    """Judge a second file for a period whose rows no key tells apart.

    Equal rows are counted once; others wait for a person.
    """
    if submission.observations == earlier.observations:
        findings = (*submission.findings, _same_rows(earlier))
        return replace(submission, findings=findings, observations=None)
    findings = (*submission.findings, _claims_twice(submission, earlier))
    return replace(submission, findings=findings, verdict=verdict_of(findings), rows_accepted=0)


def _same_rows(earlier: Submission) -> Finding:
    return Finding(
        severity=Severity.INFO,
        rule="same-rows",
        where="",
        found=f"the rows of the file with content {earlier.sha256[:8]}",
        expected="",
        message="The file holds what was delivered before. Its rows are counted once.",
    )


def _claims_twice(submission: Submission, earlier: Submission) -> Finding:
    return Finding(
        severity=Severity.ERROR,
        rule="period-twice",
        where="",
        found=f"a second file for {submission.period}",
        expected="one file a period, or a key that tells which rows are revised",
        message=(
            f"The file with content {earlier.sha256[:8]} was accepted for this period before, and "
            "it stays in use. If this one corrects it, tell your contact there: they decide."
        ),
    )


def restatement_by(
    source: Source,
    submission: Submission,
    before: Sequence[Submission],
    observations: Observations,
) -> Restatement | None:
    """Return what a submission that counts changes in what counted before it."""
    files = [file for other in before if (file := observation_file(other)) is not None]
    newest = observation_file(submission)
    if newest is None or not files:
        return None
    return observations.restatement(source, files, newest, submission.partner)


def _held(
    tx: Transaction,
    agreement: Agreement,
    source: Source,
    submission: Submission,
    restatement: Restatement,
    now: datetime,
) -> Submission:
    """Hold a submission that would change what is settled, until somebody approves it."""
    changes = restatement.added or restatement.removed or restatement.changed
    if not changes or submission.standing is not Standing.AS_READ:
        return submission
    since = submission.current_since
    reason = why_settled(tx, agreement, source, restatement.period, since)
    if not reason:
        return submission
    event = SubmissionEvent(
        partner=submission.partner,
        source=submission.source,
        sha256=submission.sha256,
        reading=submission.reading,
        kind=SubmissionEventKind.HELD,
        by=CONCORD,
        at=now,
        note=reason,
    )
    tx.submissions.note(event)
    return replace(submission, standing=Standing.HELD)


def why_settled(
    tx: Transaction,
    agreement: Agreement,
    source: Source,
    period: MeasurementPeriod,
    since: datetime,
) -> str:
    """Return why a correction that came at `since` needs approval; empty if it does not.

    It does once the report went out, or once the delivery was final.  History is never final.
    """
    reported = [p for p in tx.reports.periods(agreement.partner) if p.overlaps(period)]
    if reported:
        return f"The report for {', '.join(map(str, reported))} went out."
    final = source.final_at(period)
    if final is None or since <= final or not agreement.has_effects(period):
        return ""
    return f"The delivery for {period} was final since {moment(final, source.zone.key)}."


def observation_file(submission: Submission) -> ObservationFile | None:
    """Return the stored rows of a submission that counts, or None."""
    if not submission.counts or submission.observations is None or submission.period is None:
        return None
    return ObservationFile(
        observations=submission.observations,
        submission=submission.sha256,
        period=submission.period,
    )
