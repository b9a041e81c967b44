"""Which text of each agreement acts: the file in shadow, the last approved version when live."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from concord.adapters.agreement_files import LoadedAgreement, LoadedFolder, load_text
from concord.domain.agreement import Agreement, Organisation
from concord.domain.agreement_version import (
    SHORT,
    UPGRADE,
    AgreementVersion,
    VersionEvent,
    VersionEventKind,
    approval_in_force,
)
from concord.domain.finding import Severity
from concord.domain.issue import CONCORD
from concord.domain.shadow import LivePartner
from concord.ports import Transaction

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """The agreements that act, and those that stand in a live partner's file and do not yet.

    `lost` are live partners whose approved text cannot be used any more: nothing acts.
    """

    agreements: Mapping[str, Agreement]
    pending: Mapping[str, Agreement]
    lost: tuple[str, ...] = ()


def agreements_in_force(folder: LoadedFolder, tx: Transaction, now: datetime) -> InForce:
    """Return what acts of a folder, and keep every text that is seen for the first time.

    A live partner whose file has errors or is gone goes on under its approved version.  One
    of whom nothing was approved yet goes on under its file, which is approved thereby.
    Without a sound organisation file nothing acts: nobody would know whom to tell.
    """
    if any(finding.severity is Severity.ERROR for finding in folder.findings):
        return InForce(agreements={}, pending={})
    live = tx.live_partners.all()
    sound = {one.partner: one for one in folder.agreements if one.agreement is not None}
    acting, pending = dict[str, Agreement](), dict[str, Agreement]()
    for partner in sorted({*sound, *live}):
        written = sound.get(partner)
        found = _acting(tx, folder.organisation, written, live.get(partner), partner, now)
        if found is not None:
            acting[partner] = found
        agreed = None if written is None else written.agreement
        if agreed is not None and (found is None or agreed.version != found.version):
            pending[partner] = agreed
    lost = tuple(partner for partner in live if partner in sound and partner not in acting)
    return InForce(agreements=acting, pending=pending, lost=lost)


def _acting(
    tx: Transaction,
    organisation: Organisation,
    written: LoadedAgreement | None,
    live: LivePartner | None,
    partner: str,
    now: datetime,
) -> Agreement | None:
    agreed = None if written is None else written.agreement
    if live is None:
        _keep(tx, written, now)
        return agreed
    approval = approval_in_force(tx.agreement_versions.events(partner))
    if approval is None:
        approval = _adopted(tx, written, partner, now)
    if approval is None:
        return None
    if agreed is not None and agreed.version == approval.version:
        return agreed
    _keep(tx, written, now)
    state = "has errors or is gone" if agreed is None else "waits for approval"
    _log.warning(
        "partner %s: its file %s; version %s goes on", partner, state, approval.version[:SHORT]
    )
    kept = tx.agreement_versions.get(partner, approval.version)
    return None if kept is None else agreement_of_text(kept, organisation)


def agreement_of_text(kept: AgreementVersion, organisation: Organisation) -> Agreement | None:
    """Return the agreement that a kept text states; None for one that has errors by now."""
    return loaded_text(kept, organisation).agreement


def loaded_text(kept: AgreementVersion, organisation: Organisation) -> LoadedAgreement:
    """Return a kept text as it is read today, with its findings."""
    return load_text(f"{kept.partner}.yaml", kept.content, organisation)


def _keep(tx: Transaction, written: LoadedAgreement | None, now: datetime) -> None:
    agreed = None if written is None else written.agreement
    if written is None or agreed is None:
        return
    seen = AgreementVersion(
        partner=agreed.partner, version=agreed.version, content=written.content, seen=now
    )
    if tx.agreement_versions.add(seen):
        _log.info("partner %s: version %s seen", seen.partner, seen.short)


def _adopted(
    tx: Transaction, written: LoadedAgreement | None, partner: str, now: datetime
) -> VersionEvent | None:
    """Put on record that the file of a live partner acts; None where there is no sound one."""
    # Asked under the partner's lock: of two processes at once, one adopts.
    live = tx.live_partners.get(partner)
    known = approval_in_force(tx.agreement_versions.events(partner))
    agreed = None if written is None else written.agreement
    if known is not None or live is None or agreed is None:
        return known
    _keep(tx, written, now)
    taken_over = live.by == CONCORD
    approval = VersionEvent(
        partner=partner,
        version=agreed.version,
        kind=VersionEventKind.APPROVED,
        by=UPGRADE if taken_over else live.by,
        at=now,
        origin=UPGRADE if taken_over else "go-live",
        note="In force when versions began to be approved." if taken_over else live.note,
    )
    tx.agreement_versions.log(approval)
    return approval
