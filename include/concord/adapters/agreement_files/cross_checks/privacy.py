"""Whether figures of single people are asked for, and may be."""

from __future__ import annotations

from concord.adapters.agreement_files.cross_checks.entries import section_of
from concord.adapters.agreement_files.section import Section
from concord.domain.agreement import Agreement
from concord.domain.personal_columns import is_personal, personal_groupings, uncounted_groups


def check_privacy(root: Section, agreement: Agreement) -> None:
    """Report KPIs of single people that nothing allows, and service levels of such.

    Where they are allowed, warn of groups that may be so small as to tell of single people.
    """
    if agreement.privacy.allows_personal_kpis:
        _check_groups(root, agreement)
    else:
        _check_kpis(root, agreement)
    for level in agreement.service_levels:
        if is_personal(level.for_each, agreement, agreement.kpi(level.kpi)):
            root.remarks.error(
                root.place_of("service_levels"),
                "personal-level",
                found=f"{level.id} for each of {', '.join(level.for_each)}",
                expected="a service level of the whole, or of groups such as teams and sites",
            )


def _check_groups(root: Section, agreement: Agreement) -> None:
    for level in agreement.service_levels:
        for group in uncounted_groups(agreement, level):
            root.remarks.warning(
                root.place_of("service_levels"),
                "unknown-group-size",
                found=f"{level.id} for each of {', '.join(group)}, of unknown size",
                expected="a KPI of the same source by that group and person",
            )


def _check_kpis(root: Section, agreement: Agreement) -> None:
    for kpi in agreement.kpis:
        for group in personal_groupings(agreement, kpi):
            root.remarks.error(
                section_of(root, "kpis").place_of(kpi.id),
                "personal-kpi",
                found=f"{kpi.id} by {', '.join(group)}",
                expected="privacy.personal_kpis with a purpose and a legal basis",
            )
