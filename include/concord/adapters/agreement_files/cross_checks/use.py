"""Whether what is delivered and measured is used, and whether targets ask for anything."""

from __future__ import annotations

from concord.adapters.agreement_files.cross_checks.entries import section_of
from concord.adapters.agreement_files.nodes import Text
from concord.adapters.agreement_files.remarks import Remarks
from concord.adapters.agreement_files.section import Section
from concord.domain.agreement import Agreement
from concord.domain.kpi import Kpi
from concord.domain.quantity import PERCENT, Direction, Target
from concord.domain.service_level import ServiceLevel


def check_use(root: Section, agreement: Agreement) -> None:
    """Tell of sources and KPIs that nothing uses; warn of targets that are always met."""
    if agreement.kpis:
        _check_sources(root, agreement)
    if agreement.service_levels:
        _check_kpis(root, agreement)
    for level in agreement.service_levels:
        _check_targets(root, level, agreement.kpi(level.kpi))


def _check_sources(root: Section, agreement: Agreement) -> None:
    used = {kpi.source for kpi in agreement.kpis} | _money_sources(agreement)
    for source in agreement.sources:
        if source.id not in used:
            root.remarks.info(
                root.place_of("sources"),
                "unused-source",
                found=source.id,
                expected="a KPI that is computed from it",
            )


def _money_sources(agreement: Agreement) -> set[str]:
    counted = (service.charges.counted for service in agreement.services)
    return {charges.source for charges in counted if charges is not None}


def _check_kpis(root: Section, agreement: Agreement) -> None:
    aims = {kpi for objective in agreement.relationship.objectives for kpi in objective.kpis}
    named, kpis = _named_kpis(root), section_of(root, "kpis")
    if not named <= kpis.table.entries.keys():
        # One of them may well be meant by the name that is wrong.
        return
    used = named | aims
    for kpi in agreement.kpis:
        if kpi.id not in used:
            root.remarks.info(
                kpis.place_of(kpi.id),
                "unused-kpi",
                found=kpi.id,
                expected="a service level or an objective for it, or a KPI that is only shown",
            )


def _named_kpis(root: Section) -> set[str]:
    """Return the KPIs that service levels name, whether or not the rest can be read."""
    levels = Section.unchecked(root.table, Remarks("")).tables("service_levels")
    nodes = [level.entries.get("kpi") for level in levels]
    return {node.text if isinstance(node, Text) else "" for node in nodes}


def _check_targets(root: Section, level: ServiceLevel, kpi: Kpi) -> None:
    # A target with bands is told of by the first band that no figure comes to.
    bare = dict.fromkeys(terms.target for terms in level.terms if not terms.bands.names)
    for target in bare:
        if _is_always_met(target, kpi):
            root.remarks.warning(
                root.place_of("service_levels"),
                "always-met",
                found=f"{level.id}, which every figure meets",
                expected="a target that can be missed",
            )


def _is_always_met(target: Target, kpi: Kpi) -> bool:
    """Say whether a ratio in percent cannot miss a target."""
    if kpi.unit != PERCENT or kpi.denominator is None:
        return False
    if target.direction is Direction.AT_LEAST:
        return target.limit <= 0
    whole = 100
    reaches_up = target.top >= whole and not kpi.may_exceed_100
    return reaches_up and (target.direction is Direction.AT_MOST or target.limit <= 0)
