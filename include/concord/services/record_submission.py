"""Record a submission with all that follows from it, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from concord.domain.agreement import Agreement
from concord.domain.finding import Finding, Severity
from concord.domain.source import Source
from concord.domain.submission import Submission, verdict_of
from concord.ports import ObservationFile, Observations, Transaction
from concord.services.answer_partner import answer_partner
from concord.services.correspondence import Correspondence


def record_submission(
    tx: Transaction,
    agreement: Agreement,
    source: Source,
    submission: Submission,
    observations: Observations,
    correspondence: Correspondence,
    now: datetime,
) -> Submission | None:
    """Store a submission with what it restates and its answer; None when it was stored before."""
    earlier = [
        other
        for other in tx.submissions.of_partner(agreement.partner)
        if other.source == source.id
        and other.period == submission.period
        and other.verdict.is_usable
    ]
    if not source.key and earlier and submission.verdict.is_usable:
        submission = _claims_twice(submission, earlier[-1])
    if not tx.submissions.add(submission):
        return None
    _record_restatement(tx, source, submission, earlier, observations)
    answer_partner(tx, correspondence, agreement, submission, now)
    return submission


def _claims_twice(submission: Submission, earlier: Submission) -> Submission:
    """Quarantine a second file for a period whose rows no key tells apart."""
    finding = Finding(
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
    findings = (*submission.findings, finding)
    return replace(
        submission,
        findings=findings,
        verdict=verdict_of(findings),
        observations=None,
        rows_accepted=0,
    )


def _record_restatement(
    tx: Transaction,
    source: Source,
    submission: Submission,
    earlier: Sequence[Submission],
    observations: Observations,
) -> None:
    before = [file for other in earlier if (file := observation_file(other)) is not None]
    newest = observation_file(submission)
    if newest is not None and before:
        tx.submissions.add_restatement(
            observations.restatement(source, before, newest, submission.partner)
        )


def observation_file(submission: Submission) -> ObservationFile | None:
    """Return the stored rows of a usable submission, or None."""
    if submission.observations is None or submission.period is None:
        return None
    return ObservationFile(
        observations=submission.observations,
        submission=submission.sha256,
        period=submission.period,
    )
