"""Whether anybody hears of a miss, and whether the roles of both sides mirror each other."""

from __future__ import annotations

from concord.adapters.agreement_files.remarks import nearest
from concord.adapters.agreement_files.section import Section
from concord.domain.agreement import Agreement
from concord.domain.escalation_policy import CONTRACT_OWNER, STANDARD, EscalationLevel
from concord.domain.finding import Severity
from concord.domain.people import Side

MIRRORED = (
    ("vendor_manager", "operations_manager"),
    (CONTRACT_OWNER, "account_director"),
    ("sponsor", "sponsor"),
)
"""The roles of the client and of the partner that answer to each other."""


def check_escalation(root: Section, agreement: Agreement) -> None:
    """Warn where a miss reaches nobody on a side, and where a role has no counterpart."""
    if not agreement.service_levels:
        return
    reached = [_is_reached(root, agreement, side) for side in Side]
    if not are_all_read(root):
        return
    if all(reached):
        _check_mirror(root, agreement)
    if agreement.escalation.name != STANDARD.name:
        _check_roles(root, agreement)


def are_all_read(root: Section) -> bool:
    """Say whether everybody of the file could be read; else roles seem to be missing."""
    return not any(
        finding.severity is Severity.ERROR and finding.path.partition(".")[0] == "people"
        for finding in root.remarks.findings
    )


def _is_reached(root: Section, agreement: Agreement, side: Side) -> bool:
    levels = levels_of(agreement)
    ids = {person.id for person in agreement.side(side)}
    roles = [role for level in levels for of_side, role in level.roles if of_side is side]
    named = {each for level in levels for each in level.named}
    if not (roles_of(agreement, side).isdisjoint(roles) and named.isdisjoint(ids)):
        return True
    wanted = " or ".join(dict.fromkeys(roles))
    root.remarks.warning(
        root.place_of("people"),
        "nobody-to-escalate-to",
        found=f"nobody on the side of the {side}",
        expected=f"somebody whose role is {wanted}" if wanted else "a level that asks this side",
    )
    return False


def roles_of(agreement: Agreement, side: Side) -> set[str]:
    """Return the roles that somebody has on a side."""
    roles = {person.role for person in agreement.side(side)}
    if side is Side.CLIENT and agreement.owner is not None:
        roles.add(CONTRACT_OWNER)
    return roles


def levels_of(agreement: Agreement) -> tuple[EscalationLevel, ...]:
    """Return every level of the policy, those of single severities among them."""
    own = (levels for _, levels in agreement.escalation.by_severity)
    return (*agreement.escalation.levels, *(level for levels in own for level in levels))


def _check_mirror(root: Section, agreement: Agreement) -> None:
    ours, theirs = (roles_of(agreement, side) for side in (Side.CLIENT, Side.PARTNER))
    for client, partner in MIRRORED:
        if partner in theirs and client not in ours:
            _remark_on_mirror(root, partner, client, Side.CLIENT)
        # Every contract has an owner: that alone asks for nobody on the other side.
        if client in ours and partner not in theirs and client != CONTRACT_OWNER:
            _remark_on_mirror(root, client, partner, Side.PARTNER)


def _remark_on_mirror(root: Section, has: str, lacks: str, side: Side) -> None:
    root.remarks.info(
        root.place_of("people"),
        "role-without-mirror",
        found=f"{has} without a {lacks} on the side of the {side}",
        expected=f"somebody on the side of the {side} whose role is {lacks}",
    )


def _check_roles(root: Section, agreement: Agreement) -> None:
    asked = {pair for level in levels_of(agreement) for pair in level.roles}
    for side, role in sorted(asked):
        known = roles_of(agreement, side)
        if role not in known:
            root.remarks.warning(
                root.place_of("escalation"),
                "role-nobody-has",
                found=f"{role} on the side of the {side}",
                expected=f"a role that somebody has there: {', '.join(sorted(known)) or 'none'}",
                hint=nearest(role, known),
            )
