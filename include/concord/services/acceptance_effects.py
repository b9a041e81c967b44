"""Work out what accepting a file that waits would change: rows, figures and money."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from concord.domain.agreement import Agreement
from concord.domain.agreement_effects import PeriodEffect, effect_on, reported_as
from concord.domain.period import MeasurementPeriod, PeriodLength
from concord.domain.submission import Restatement, Standing, Submission
from concord.ports import Observations, ReadVersion, Store
from concord.services.assess import assessed_with, held_of_partner, version_finder
from concord.services.record_submission import counted_before, restatement_by


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptanceEffects:
    """What a file would change: rows against what counts, and each month's figures."""

    restatement: Restatement | None = None
    months: tuple[PeriodEffect, ...] = ()


def effects_of_acceptance(
    agreement: Agreement,
    submission: Submission,
    *,
    store: Store,
    observations: Observations,
    now: datetime,
    read: ReadVersion,
) -> AcceptanceEffects:
    """Return the effects of accepting a file as it is; nothing is kept.

    Each month is compared in the terms by which its figures are computed.
    """
    accepted = replace(submission, standing=Standing.ACCEPTED)
    if not accepted.counts or accepted.period is None:
        return AcceptanceEffects()
    with store.transaction() as tx:
        before = counted_before(tx, accepted)
        submissions = tuple(
            accepted if other == submission else other
            for other in tx.submissions.of_partner(agreement.partner)
        )
        known = tx.assessments.of_partner(agreement.partner)
        held = held_of_partner(tx, agreement.partner, known, read)
        version_of = version_finder(tx, agreement.partner, read)
        terms = {a.period: version_of(a.agreement) for a in known}
    changed = assessed_with(
        agreement,
        submissions,
        [accepted.period],
        known,
        held,
        observations=observations,
        now=now,
    )
    later = tuple(({a.period: a for a in known} | {a.period: a for a in changed}).values())
    effects = (
        effect_on(
            reported_as(terms.get(month) or agreement, known, month),
            reported_as(held.get(month, agreement), later, month),
        )
        for month in sorted({_month(a.period) for a in changed})
    )
    return AcceptanceEffects(
        restatement=_restatement(agreement, accepted, before, observations),
        months=tuple(each for each in effects if each is not None),
    )


def _restatement(
    agreement: Agreement,
    accepted: Submission,
    before: Sequence[Submission],
    observations: Observations,
) -> Restatement | None:
    source = next((each for each in agreement.sources if each.id == accepted.source), None)
    if source is None:
        return None
    return restatement_by(source, accepted, before, observations)


def _month(period: MeasurementPeriod) -> MeasurementPeriod:
    return MeasurementPeriod.containing(period.end, PeriodLength.MONTH)
