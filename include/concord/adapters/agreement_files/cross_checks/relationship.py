"""Whether consent, notice and appetite were kept to in the relationship's registers."""

from __future__ import annotations

from concord.adapters.agreement_files.cross_checks.entries import place_in, section_of
from concord.adapters.agreement_files.section import Section
from concord.domain.agreement import Agreement


def check_relationship(root: Section, agreement: Agreement) -> None:
    """Warn of subcontractors without consent, of changes announced late, of grave risks."""
    kept, calendar = agreement.relationship, agreement.organisation.calendar
    for subcontractor in kept.subcontractors:
        if subcontractor.consent is None:
            root.remarks.warning(
                place_in(root, "subcontractors", "name", subcontractor.name, "consent"),
                "no-consent",
                found=f"{subcontractor.name} without a consent",
                expected="the day on which the client agreed",
            )
    for change in kept.changes:
        if change.is_announced_late(calendar):
            root.remarks.warning(
                place_in(root, "changes", "id", change.id, "announced"),
                "short-notice",
                found=f"{change.announced} for a change on {change.since}",
                expected=f"{change.notice} before it, as was agreed",
            )
    for risk in kept.risks.over_appetite:
        root.remarks.info(
            place_in(section_of(root, "risks"), "register", "id", risk.id, "likelihood"),
            "risk-over-appetite",
            found=f"{risk.id}: {risk.likelihood} × {risk.impact} = {risk.score}",
            expected=f"at most {kept.risks.appetite}, or a decision by those who bear it",
        )
