"""The gate of the monthly report: what keeps a month from being reported, and since when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from concord.domain.delivery import deliveries_within
from concord.domain.kpi import TOTAL, Kpi
from concord.domain.monthly_report import ReportFacts
from concord.domain.notation import named, period_name, share, shown
from concord.domain.period import MeasurementPeriod, RollingMonths
from concord.domain.report_rows import falls_in
from concord.domain.service_level import Outcome, OutcomeKind, ServiceLevel
from concord.domain.source import Source
from concord.domain.submission import Submission
from concord.domain.submission_decision import state_words

UNSEEN = "its drive could not be looked at since it was due"
"""What is said of a file that may be there: nobody is blamed for it."""

NOT_ALL_DUE = "not every delivery was due and looked for yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that keeps a month from being reported; `since` is None where no date fits."""

    what: str
    state: str
    since: datetime | None = None


def problems_of(
    facts: ReportFacts,
    period: MeasurementPeriod,
    now: datetime,
    collected: Mapping[str, datetime],
) -> tuple[Problem, ...]:
    """Return what is missing for `period` at `now`; nothing when it may be reported.

    `collected` says when each source's drive was last looked at.
    """
    return (*_deliveries(facts, period, now, collected), *_outcomes(facts, period))


def _deliveries(
    facts: ReportFacts, month: MeasurementPeriod, now: datetime, collected: Mapping[str, datetime]
) -> Iterator[Problem]:
    contract = facts.agreement.contract
    for source in facts.agreement.sources:
        for period in deliveries_within(source, month):
            if contract is not None and period.end < contract.start:
                continue
            came = [s for s in facts.submissions if (s.source, s.period) == (source.id, period)]
            if not any(s.counts for s in came):
                yield from _undelivered(source, period, came, now, collected.get(source.id))


def _undelivered(
    source: Source,
    period: MeasurementPeriod,
    came: list[Submission],
    now: datetime,
    seen: datetime | None,
) -> Iterator[Problem]:
    what = f"{named(source.id)}, {period_name(period)}"
    if came:
        last = max(came, key=lambda s: s.arrived)
        state = f"{shown(last.file)}: {state_words(last)}"
        yield Problem(what=what, state=state, since=last.arrived)
        return
    due = source.due_at(period)
    if due is not None and due <= now:
        looked = seen is not None and due <= seen
        yield Problem(what=what, state="no file came" if looked else UNSEEN, since=due)


def _outcomes(facts: ReportFacts, month: MeasurementPeriod) -> Iterator[Problem]:
    totals = [
        outcome
        for assessment in facts.assessments
        for outcome in assessment.outcomes
        if outcome.dimension == TOTAL and falls_in(outcome.period, month)
    ]
    for level in facts.agreement.service_levels:
        kpi = facts.agreement.kpi(level.kpi)
        name = kpi.name
        own = [outcome for outcome in totals if outcome.service_level == level.id]
        if not own and _is_expected(level, month) and _has_data(facts, kpi, month):
            yield Problem(what=name, state="not assessed yet")
        for outcome in own:
            if outcome.kind in {OutcomeKind.INCOMPLETE, OutcomeKind.OPEN}:
                yield Problem(what=_what(name, outcome, month), state=_state(outcome, kpi))


def _is_expected(level: ServiceLevel, month: MeasurementPeriod) -> bool:
    """Say whether the level must have an outcome in `month`: in force, and rated each month."""
    if level.period is not month.length and not isinstance(level.period, RollingMonths):
        return False
    return level.is_in_force(MeasurementPeriod.containing(month.end, level.period))


def _has_data(facts: ReportFacts, kpi: Kpi, month: MeasurementPeriod) -> bool:
    """Say whether the KPI has anything to be made of: deliveries count where there are any."""
    if kpi.rate is None:
        return True
    sources = (source for source in facts.agreement.sources if source.id in kpi.deliveries)
    return any(deliveries_within(source, month) for source in sources)


def _what(name: str, outcome: Outcome, month: MeasurementPeriod) -> str:
    return name if outcome.period == month else f"{name}, {period_name(outcome.period)}"


def _state(outcome: Outcome, kpi: Kpi) -> str:
    if outcome.kind is OutcomeKind.OPEN:
        return "the period is not over" if kpi.rate is None else NOT_ALL_DUE
    return f"incomplete: {share(outcome.completeness)} of what is expected was delivered whole"
