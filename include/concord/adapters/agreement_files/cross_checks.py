"""Checks of an agreement as a whole: what is allowed, and probably not meant."""

from __future__ import annotations

from concord.adapters.agreement_files.section import Section
from concord.domain.agreement import Agreement
from concord.domain.escalation_policy import CONTRACT_OWNER
from concord.domain.people import Side


def check_whole(root: Section, agreement: Agreement) -> None:
    """Remark on service levels that nobody hears of, and on KPIs and sources nobody uses."""
    if agreement.service_levels:
        for side in Side:
            _check_side(root, agreement, side)
    _check_unused(root, agreement)


def _check_side(root: Section, agreement: Agreement, side: Side) -> None:
    """Warn where the escalation reaches nobody on a side, at any of its levels."""
    roles = [
        role
        for level in agreement.escalation.levels
        for of_side, role in level.roles
        if of_side is side
    ]
    named = {each for level in agreement.escalation.levels for each in level.named}
    present = {person.role for person in agreement.side(side)}
    if side is Side.CLIENT and agreement.owner is not None:
        present.add(CONTRACT_OWNER)
    if present.isdisjoint(roles) and named.isdisjoint(p.id for p in agreement.side(side)):
        root.remarks.warning(
            root.place_of("people"),
            "nobody-to-escalate-to",
            found=f"nobody on the side of the {side}",
            expected="somebody whose role is " + " or ".join(dict.fromkeys(roles)),
        )


def _check_unused(root: Section, agreement: Agreement) -> None:
    used = {kpi.source for kpi in agreement.kpis}
    if not agreement.kpis:
        return
    for source in agreement.sources:
        if source.id not in used:
            root.remarks.info(
                root.place_of("sources"),
                "unused-source",
                found=source.id,
                expected="a KPI that is computed from it",
            )
