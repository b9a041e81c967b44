"""Personal columns: which figures tell of single people, and by what name they may."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from concord.domain.agreement import Agreement
from concord.domain.kpi import Kpi
from concord.domain.privacy import PersonalKpis, Privacy
from concord.domain.service_level import ServiceLevel
from concord.domain.source import Source


def named_as_allowed(source: Source, privacy: Privacy) -> Source:
    """Return a source whose personal columns hold names, where that was agreed with reasons."""
    named = privacy.allows_personal_kpis and privacy.personal_kpis is PersonalKpis.NAMES
    if not named or not source.hides_people:
        return source
    columns = tuple(replace(column, named=column.personal) for column in source.columns)
    return replace(source, columns=columns)


def personal_columns(agreement: Agreement, kpi: Kpi) -> frozenset[str]:
    """Return the columns of a KPI's source that tell of single people."""
    columns = (
        c for source in agreement.sources if source.id == kpi.source for c in source.columns
    )
    return frozenset(column.name for column in columns if column.personal)


def personal_groupings(agreement: Agreement, kpi: Kpi) -> tuple[tuple[str, ...], ...]:
    """Return the groupings by which a KPI is computed for single people."""
    personal = personal_columns(agreement, kpi)
    return tuple(group for group in kpi.by if not personal.isdisjoint(group))


def uncounted_groups(agreement: Agreement, level: ServiceLevel) -> tuple[tuple[str, ...], ...]:
    """Return the groups that a level rates, whose people no KPI of the source tells apart.

    Nothing is returned for a source that does not tell of people.
    """
    kpi = agreement.kpi(level.kpi)
    personal = personal_columns(agreement, kpi)
    if not personal:
        return ()
    counted = {
        tuple(column for column in group if column not in personal)
        for other in agreement.kpis
        if other.source == kpi.source
        for group in personal_groupings(agreement, other)
    }
    rated = (group for group in kpi.by if set(group) <= set(level.for_each))
    return tuple(group for group in rated if group not in counted)


def is_personal(columns: Iterable[str], agreement: Agreement, kpi: Kpi) -> bool:
    """Say whether a dimension with these columns is one of a single person."""
    return not personal_columns(agreement, kpi).isdisjoint(columns)
