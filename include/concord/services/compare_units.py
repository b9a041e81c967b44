"""Compare a file with the periods before it: a unit that changed waits for a person."""

from __future__ import annotations

from dataclasses import replace

from concord.domain.reading.drift import PERIODS, unit_drift
from concord.domain.source import Source
from concord.domain.submission import Submission, verdict_of
from concord.ports import Transaction


def with_units_compared(tx: Transaction, source: Source, submission: Submission) -> Submission:
    """Return the submission, quarantined where the unit of a column looks changed."""
    if submission.period is None or not submission.verdict.is_usable or not submission.medians:
        return submission
    before = tx.submissions.medians_before(
        submission.partner, submission.source, submission.period, PERIODS
    )
    findings = unit_drift(source, submission.medians, before)
    if not findings:
        return submission
    told = (*submission.findings, *findings)
    return replace(submission, findings=told, verdict=verdict_of(told), rows_accepted=0)
