"""Work out what a version of an agreement would change in what was reported; keep nothing."""

from __future__ import annotations

from datetime import datetime

from concord.domain.agreement import Agreement
from concord.domain.agreement_effects import PeriodEffect, effect_on, reported_as
from concord.domain.held_terms import HeldTerms, under_terms, with_kpis_of
from concord.domain.period import MeasurementPeriod
from concord.ports import Observations, ReadVersion, Store
from concord.services.assess import assessed_under, held_of_partner, version_finder


def effects_on_reported(
    acting: Agreement,
    candidate: Agreement,
    *,
    store: Store,
    observations: Observations,
    now: datetime,
    read: ReadVersion,
) -> tuple[PeriodEffect, ...]:
    """Return the effects of `candidate` on every month that was reported, in order.

    Before is what stands on record, in the terms that it names; after is what the stored
    observations come to when `candidate` acts on everything.
    """
    with store.transaction() as tx:
        submissions = tx.submissions.of_partner(acting.partner)
        known = tx.assessments.of_partner(acting.partner)
        reported = tx.reports.periods(acting.partner)
        version_of = version_finder(tx, acting.partner, read)
        named = {assessment.period: version_of(assessment.agreement) for assessment in known}
    if not reported:
        return ()
    after = assessed_under(candidate, submissions, observations, now)
    found = (
        effect_on(
            reported_as(named.get(month) or acting, known, month),
            reported_as(candidate, after, month),
        )
        for month in reported
    )
    return tuple(effect for effect in found if effect is not None)


def reporting_terms(
    agreement: Agreement, month: MeasurementPeriod, *, store: Store, read: ReadVersion
) -> Agreement:
    """Return the agreement by which a month is reported: today's, with its terms where held."""
    held = _held(agreement.partner, store, read)
    return under_terms(agreement, held[month]) if month in held else agreement


def telling_terms(agreement: Agreement, *, store: Store, read: ReadVersion) -> Agreement:
    """Return the agreement by which misses are told: held ones keep the names of their KPIs."""
    return with_kpis_of(agreement, _held(agreement.partner, store, read))


def _held(partner: str, store: Store, read: ReadVersion) -> HeldTerms:
    with store.transaction() as tx:
        return held_of_partner(tx, partner, tx.assessments.of_partner(partner), read)
