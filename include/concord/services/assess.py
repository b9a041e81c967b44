"""Assess what a partner delivered: values, outcomes and credits, period by period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from concord.domain.agreement import Agreement
from concord.domain.assessment import Assessment
from concord.domain.credit import (
    PointsRegime,
    ServiceCredit,
    monthly_credits,
    with_points,
    with_repeats,
)
from concord.domain.measurement_plan import inputs_of, planned_periods
from concord.domain.period import MeasurementPeriod
from concord.domain.service_level import Outcome
from concord.domain.submission import Submission
from concord.ports import Observations, Store
from concord.services.measure import Figures, measure


def assess(
    agreement: Agreement,
    *,
    store: Store,
    observations: Observations,
    now: datetime,
    periods: Sequence[MeasurementPeriod] | None = None,
) -> tuple[MeasurementPeriod, ...]:
    """Bring a partner's assessments up to date; return the periods whose figures changed.

    `periods` are those of the deliveries that changed, of any length; None stands for all.
    Periods whose inputs are as they were are not measured again, but repeat status, points
    and credits are worked out over all: a restatement reaches every period that depends on it.
    """
    while True:
        with store.transaction() as tx:
            submissions = tx.submissions.of_partner(agreement.partner)
            known = tx.assessments.of_partner(agreement.partner)
        work = _Work(agreement=agreement, submissions=submissions, now=now)
        assessed = _assessed(work, {a.period: a for a in known}, observations, periods)
        with store.transaction() as tx:
            # A file that came meanwhile must not be overwritten by figures without it.
            if tx.submissions.of_partner(agreement.partner) == submissions:
                return tuple(a.period for a in assessed if tx.assessments.save(a))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    agreement: Agreement
    submissions: tuple[Submission, ...]
    now: datetime


def _assessed(
    work: _Work,
    known: Mapping[MeasurementPeriod, Assessment],
    observations: Observations,
    periods: Sequence[MeasurementPeriod] | None,
) -> tuple[Assessment, ...]:
    """Return the assessments that differ from the known ones, by period."""
    agreement = work.agreement
    plan = planned_periods(agreement, work.submissions, work.now)
    inputs = inputs_of(plan, work.submissions, agreement, work.now)
    stale = {
        period: sources
        for period, sources in plan.items()
        if _is_stale(
            known.get(period), inputs[period], agreement, touched=_touches(period, periods)
        )
    }
    figures = measure(agreement, work.submissions, stale, observations, work.now)
    drafts = [
        _draft(agreement, period, inputs[period], figures) if period in stale else known[period]
        for period in plan
    ]
    return tuple(a for a in _valued(agreement, drafts) if a != known.get(a.period))


def _touches(period: MeasurementPeriod, periods: Sequence[MeasurementPeriod] | None) -> bool:
    return periods is None or any(period.overlaps(changed) for changed in periods)


def _is_stale(
    known: Assessment | None, inputs: str, agreement: Agreement, *, touched: bool
) -> bool:
    """Say whether a period must be measured; one agreement version must stand behind all."""
    if known is None or known.agreement != agreement.version:
        return True
    return touched and known.inputs != inputs


def _draft(
    agreement: Agreement, period: MeasurementPeriod, inputs: str, figures: Figures
) -> Assessment:
    return Assessment(
        partner=agreement.partner,
        period=period,
        inputs=inputs,
        agreement=agreement.version,
        measurements=figures.measurements(period),
        outcomes=figures.outcomes(period),
    )


def _valued(agreement: Agreement, drafts: Sequence[Assessment]) -> Iterator[Assessment]:
    """Yield the assessments with repeat status, points and credits, worked out over all."""
    outcomes = with_repeats(o for draft in drafts for o in draft.outcomes)
    paying = {level.id for level in agreement.service_levels if level.bears_money}
    credited: dict[MeasurementPeriod, list[ServiceCredit]] = defaultdict(list)
    for regime in agreement.credits:
        outcomes = with_points(outcomes, regime, paying)
        for credit in _credits(agreement, regime, outcomes):
            credited[credit.period].append(credit)
    rated: dict[MeasurementPeriod, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        rated[outcome.period].append(outcome)
    for draft in drafts:
        yield replace(
            draft, outcomes=tuple(rated[draft.period]), credits=tuple(credited[draft.period])
        )


def _credits(
    agreement: Agreement, regime: PointsRegime, outcomes: Iterable[Outcome]
) -> tuple[ServiceCredit, ...]:
    """Return a regime's credits, from the outcomes of its service."""
    own = [outcome for outcome in outcomes if outcome.service == regime.service]
    return monthly_credits(own, regime, agreement.service(regime.service).fixed_charges)
