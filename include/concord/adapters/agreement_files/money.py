"""Read the parts of an agreement that are about money, on what was read before them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace

from concord.adapters.agreement_files.counted_charges import Deliveries, with_counted
from concord.adapters.agreement_files.credit_scene import Scene
from concord.adapters.agreement_files.credits import read_credits
from concord.adapters.agreement_files.declared_levels import declared_bands, declared_levels
from concord.adapters.agreement_files.opening import OpeningContext, read_opening
from concord.adapters.agreement_files.relief import ReliefContext, read_relief
from concord.adapters.agreement_files.section import Section
from concord.adapters.agreement_files.settlement import read_settlement
from concord.adapters.agreement_files.sources import declared_names
from concord.domain.agreement import Agreement
from concord.domain.service_level import ServiceLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyContext:
    """Whom and which amendments the file names, and all service levels that could be read."""

    people: Collection[str]
    amendments: Collection[str]
    levels: Collection[ServiceLevel]


def with_money(root: Section, agreement: Agreement, context: MoneyContext) -> Agreement:
    """Return the agreement with relief, credits, opening and settlement."""
    scene = _scene(root, agreement, context)
    relief = ReliefContext(
        people=context.people, service_levels=scene.declared_levels, zone=agreement.zone
    )
    rated: dict[str, list[str]] = defaultdict(list)
    for level in context.levels:
        rated[level.kpi].append(level.id)
    opening = OpeningContext(
        services=tuple(scene.services),
        service_levels=scene.declared_levels,
        kpis=declared_names(root, "kpis"),
        rated=rated,
        effects_from=agreement.effects_from,
    )
    declared = declared_names(root, "sources")
    deliveries = Deliveries(
        readable={source.id: source for source in agreement.sources}, declared=declared
    )
    return replace(
        agreement,
        services=with_counted(root, agreement.services, deliveries),
        relief=read_relief(root, relief),
        credits=read_credits(root, scene),
        opening=read_opening(root, opening),
        settlement=read_settlement(root, deliveries),
    )


def _scene(root: Section, agreement: Agreement, context: MoneyContext) -> Scene:
    return Scene(
        services={service.id: service for service in agreement.services},
        service_keys={name: frozenset(t.entries) for name, t in root.named_tables("services")},
        levels={level.id: level for level in context.levels},
        declared_levels=declared_levels(root),
        bands=declared_bands(root),
        units={kpi.id: kpi.unit for kpi in agreement.kpis},
        amendments=context.amendments,
    )
