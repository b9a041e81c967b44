"""Work out what a version of an agreement would change in what was reported; keep nothing."""

from __future__ import annotations

from datetime import datetime

from concord.domain.agreement import Agreement
from concord.domain.agreement_effects import PeriodEffect, effect_on, reported_as
from concord.domain.held_terms import HeldTerms, under_terms, with_kpis_of
from concord.domain.period import MeasurementPeriod
from concord.ports import Observations, ReadVersion, Store, Transaction
from concord.services.assess import assessed_under, version_finder


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
    """Return the agreement by which a month is reported: today's people and dates.

    A month that was reported before stays in the terms that its figures name, until it is
    assessed under others; one that was not is reported in today's.
    """
    with store.transaction() as tx:
        was_reported = month in tx.reports.periods(agreement.partner)
    return figure_terms(agreement, month, store=store, read=read) if was_reported else agreement


def figure_terms(
    agreement: Agreement, period: MeasurementPeriod, *, store: Store, read: ReadVersion
) -> Agreement:
    """Return the agreement with the terms that a period's figures name, where those were kept."""
    with store.transaction() as tx:
        terms = _terms_named(tx, agreement, read).get(period)
    return agreement if terms is None else under_terms(agreement, terms)


def telling_terms(agreement: Agreement, *, store: Store, read: ReadVersion) -> Agreement:
    """Return the agreement by which misses are told: it names the KPIs of other versions too."""
    with store.transaction() as tx:
        return with_kpis_of(agreement, _terms_named(tx, agreement, read))


def _terms_named(tx: Transaction, agreement: Agreement, read: ReadVersion) -> HeldTerms:
    """Return the periods that are on record under another version, as far as it was kept."""
    version_of = version_finder(tx, agreement.partner, read)
    found = (
        (assessment.period, version_of(assessment.agreement))
        for assessment in tx.assessments.of_partner(agreement.partner)
        if assessment.agreement != agreement.version
    )
    return {period: terms for period, terms in found if terms is not None}
