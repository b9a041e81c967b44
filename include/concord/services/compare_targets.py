"""Look at the targets that a delivered file states: none, or several, rate nothing."""

from __future__ import annotations

from dataclasses import replace

from concord.domain.agreement import Agreement
from concord.domain.finding import Finding
from concord.domain.kpi import Measurement
from concord.domain.period import MeasurementPeriod, period_range
from concord.domain.service_level import ServiceLevel, StatedTarget
from concord.domain.source import Source
from concord.domain.stated_targets import doubtful_targets, stating_kpi
from concord.domain.submission import Submission, verdict_of
from concord.ports import ObservationFile, Observations


def with_targets_compared(
    agreement: Agreement, source: Source, submission: Submission, observations: Observations
) -> Submission:
    """Return the submission with what is doubtful about the targets that its rows state."""
    usable = submission.verdict.is_usable
    if not usable or submission.period is None or submission.observations is None:
        return submission
    file = ObservationFile(
        observations=submission.observations,
        submission=submission.sha256,
        period=submission.period,
    )
    findings: list[Finding] = []
    for level in agreement.service_levels:
        if level.stated is not None and agreement.kpi(level.kpi).source == source.id:
            measured = _stated(agreement, level, level.stated, file, observations)
            findings += doubtful_targets(level, level.stated, measured)
    if not findings:
        return submission
    told = (*submission.findings, *findings)
    return replace(submission, findings=told, verdict=verdict_of(told))


def _stated(
    agreement: Agreement,
    level: ServiceLevel,
    stated: StatedTarget,
    file: ObservationFile,
    observations: Observations,
) -> tuple[Measurement, ...]:
    kpi = agreement.kpi(level.kpi)
    days = file.period
    first, last = (
        MeasurementPeriod.containing(day, level.period) for day in (days.start, days.end)
    )
    periods = [p for p in period_range(first, last) if level.is_in_force(p)]
    stating = stating_kpi(level, stated, kpi)
    return observations.measure(stating, agreement.source(kpi.source), [file], periods)
