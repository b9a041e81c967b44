"""Decide about versions of an agreement: approve, reject, release, acknowledge."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from concord.domain.agreement import Agreement
from concord.domain.agreement_effects import PeriodEffect
from concord.domain.agreement_version import (
    SHORT,
    AgreementVersion,
    VersionEvent,
    VersionEventKind,
    VersionRefusedError,
    approval_in_force,
    is_held,
    since_approval,
)
from concord.domain.errors import ConcordError
from concord.domain.notation import moment
from concord.domain.people import Person, Side
from concord.ports import Store, Transaction
from concord.services.correspondence import Correspondence
from concord.services.version_letters import tell_partner

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Who decides, when, from where, and with what words; `by` is a person's id."""

    by: str
    at: datetime
    origin: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A version that may come to act: its text, and the agreement that this states."""

    version: AgreementVersion
    agreement: Agreement


def approve(
    acting: Agreement,
    candidate: Candidate,
    effects: Sequence[PeriodEffect],
    said: Said,
    *,
    release: bool,
    store: Store,
    correspondence: Correspondence,
) -> VersionEvent:
    """Have a version act from now on, and tell the partner in the same transaction.

    With `effects` on reported periods these are held, unless released at once.  An earlier
    version may be approved again: that takes the later one back.  Who may say so stands in
    the agreement that acts.  Raises VersionRefusedError.
    """
    check_person(acting, said, Side.CLIENT)
    with store.transaction() as tx:
        # Asked first: it makes rivals for the same partner wait their turn.
        if tx.live_partners.get(acting.partner) is None:
            message = f"{acting.partner} is in shadow: its file acts as it stands."
            raise VersionRefusedError(message)
        events = tx.agreement_versions.events(acting.partner)
        _check_undecided(acting, candidate.version, events)
        held = bool(effects) and not release
        kind = VersionEventKind.APPROVED_HELD if held else VersionEventKind.APPROVED
        event = _log_event(tx, acting.partner, candidate.version.version, kind, said)
        tell_partner(tx, correspondence, candidate.agreement, candidate.version, event, events)
    return event


def reject(acting: Agreement, version: AgreementVersion, said: Said, *, store: Store) -> None:
    """Put on record that a version shall not act.  Raises VersionRefusedError."""
    check_person(acting, said, Side.CLIENT)
    with store.transaction() as tx:
        tx.live_partners.get(acting.partner)
        events = tx.agreement_versions.events(acting.partner)
        _check_undecided(acting, version, events)
        _log_event(tx, acting.partner, version.version, VersionEventKind.REJECTED, said)


def release(acting: Agreement, said: Said, *, store: Store) -> None:
    """Let the version in force act on reported periods too.  Raises VersionRefusedError."""
    check_person(acting, said, Side.CLIENT)
    with store.transaction() as tx:
        tx.live_partners.get(acting.partner)
        events = tx.agreement_versions.events(acting.partner)
        approval = approval_in_force(events)
        if approval is None or not is_held(events):
            message = f"No effects of {acting.partner}'s agreement are held."
            raise VersionRefusedError(message)
        _log_event(tx, acting.partner, approval.version, VersionEventKind.RELEASED, said)


def acknowledge(acting: Agreement, version: AgreementVersion, said: Said, *, store: Store) -> None:
    """Record that the partner has acknowledged a version that was approved, once.

    `said.note` tells how.  Raises VersionRefusedError.
    """
    check_person(acting, said, Side.PARTNER)
    with store.transaction() as tx:
        tx.live_partners.get(acting.partner)
        events = tx.agreement_versions.events(acting.partner)
        since = since_approval(events, version.version)
        if approval_in_force(since) is None:
            message = f"Version {version.short} was never approved: it binds nobody."
            raise VersionRefusedError(message)
        before = {event.kind: event for event in since}.get(VersionEventKind.ACKNOWLEDGED)
        if before is not None:
            raise VersionRefusedError(_words(acting, version, before, "acknowledged"))
        _log_event(tx, acting.partner, version.version, VersionEventKind.ACKNOWLEDGED, said)


def decided(
    acting: Agreement, version: AgreementVersion, events: Sequence[VersionEvent]
) -> str | None:
    """Return who decided about a version that needs no decision any more, or None."""
    approval = approval_in_force(events)
    if approval is not None and approval.version == version.version:
        return _words(acting, version, approval, "approved")
    since = since_approval(events, version.version)
    if not since or since[-1].kind is not VersionEventKind.REJECTED:
        return None
    return _words(acting, version, since[-1], "rejected")


def _check_undecided(
    acting: Agreement, version: AgreementVersion, events: Sequence[VersionEvent]
) -> None:
    approval = approval_in_force(events)
    if approval is not None and approval.version == version.version:
        raise VersionRefusedError(_words(acting, version, approval, "approved"))


def _words(acting: Agreement, version: AgreementVersion, event: VersionEvent, done: str) -> str:
    at = moment(event.at, acting.organisation.zone.key)
    return f"Version {version.short} was already decided: {done} by {event.by} at {at}."


def check_person(
    acting: Agreement,
    said: Said,
    side: Side,
    refused: type[ConcordError] = VersionRefusedError,
) -> Person:
    """Return the person who decides.  Raises `refused` for one who must not."""
    person = acting.person(said.by)
    today = said.at.astimezone(acting.organisation.zone).date()
    if person is not None and person.side is side and not _has_left(person, today):
        return person
    may = [each.id for each in acting.side(side) if not _has_left(each, today)]
    if person is None:
        what = "is nobody's id"
    elif person.side is not side:
        what = f"is on the {person.side}'s side"
    else:
        what = "has left"
    message = f"{said.by!r} {what}; who may decide this: {', '.join(may) or 'nobody'}."
    raise refused(message)


def _has_left(person: Person, today: date) -> bool:
    return person.until is not None and person.until < today


def _log_event(
    tx: Transaction, partner: str, version: str, kind: VersionEventKind, said: Said
) -> VersionEvent:
    event = VersionEvent(
        partner=partner,
        version=version,
        kind=kind,
        by=said.by,
        at=said.at,
        origin=said.origin,
        note=said.note,
    )
    tx.agreement_versions.log(event)
    _log.info("partner %s: version %s %s", partner, version[:SHORT], kind)
    return event
