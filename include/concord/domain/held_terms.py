"""Held terms: a new version's effects on periods already reported wait until they are released.

Until then such a period keeps the version its figures name, whatever data comes for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from concord.domain.agreement import Agreement
from concord.domain.agreement_version import VersionEvent, is_held, settled_version
from concord.domain.assessment import Assessment
from concord.domain.period import MeasurementPeriod
from concord.domain.report_rows import falls_in

VersionOf = Callable[[str], Agreement | None]
"""Returns a partner's agreement as the version of that content hash states it, or None."""

HeldTerms = Mapping[MeasurementPeriod, Agreement]
"""The periods that are computed under an earlier version, each with its agreement."""


def held_terms(
    events: Sequence[VersionEvent],
    reported: Iterable[MeasurementPeriod],
    known: Iterable[Assessment],
    version_of: VersionOf,
) -> HeldTerms:
    """Return what is held back; nothing where the version in force acts on every period.

    `reported` are months: a shorter or longer period belongs to the one in which it ends.  A
    period whose version was not kept falls back to the last one that acted on everything.
    """
    if not is_held(events):
        return {}
    months = tuple(reported)
    settled = settled_version(events)
    held: dict[MeasurementPeriod, Agreement] = {}
    for assessment in known:
        if not any(falls_in(assessment.period, month) for month in months):
            continue
        terms = version_of(assessment.agreement)
        if terms is None and settled is not None:
            terms = version_of(settled)
        if terms is not None:
            held[assessment.period] = terms
    return held


def under_terms(agreement: Agreement, terms: Agreement) -> Agreement:
    """Return the agreement of today with what earlier terms say of figures.

    Who reads and answers, and when, is today's; what is delivered, measured and owed is theirs.
    """
    return replace(
        agreement,
        version=terms.version,
        sites=terms.sites,
        services=terms.services,
        sources=terms.sources,
        kpis=terms.kpis,
        service_levels=terms.service_levels,
        relief=terms.relief,
        credits=terms.credits,
        opening=terms.opening,
    )


def with_kpis_of(agreement: Agreement, others: HeldTerms) -> Agreement:
    """Return the agreement with the KPIs that only other terms know, so that they have names."""
    kpis = {kpi.id: kpi for terms in others.values() for kpi in terms.kpis}
    kpis |= {kpi.id: kpi for kpi in agreement.kpis}
    added = tuple(kpi for kpi in kpis.values() if kpi not in agreement.kpis)
    return replace(agreement, kpis=(*agreement.kpis, *added))
