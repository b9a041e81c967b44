"""Agreement versions: which text of an agreement acts, who said so, and what was held back.

The log of a partner's versions is append-only.  Everything else is read from it: which
version acts, and under which one the periods already reported go on being computed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from concord.domain.errors import ConcordError

UPGRADE = "upgrade"
"""Who approved what acted before versions were approved."""

SHORT = 8
"""How many digits of a version's hash are shown to people."""


class VersionRefusedError(ConcordError, ValueError):
    """A version cannot be approved, released or acknowledged as it was asked."""

    remedy = "Run `concord versions PARTNER` to see what there is and who decided what."


class VersionEventKind(StrEnum):
    """What happened to a version; `APPROVED_HELD` holds back what it does to reported periods."""

    APPROVED = "approved"
    APPROVED_HELD = "approved_held"
    RELEASED = "released"
    REJECTED = "rejected"
    ACKNOWLEDGED = "acknowledged"


_APPROVALS = frozenset({VersionEventKind.APPROVED, VersionEventKind.APPROVED_HELD})


class VersionChoice(StrEnum):
    """What can be answered when a version waits."""

    APPROVE = "Approve"
    APPROVE_AND_RELEASE = "Approve and release"
    REJECT = "Reject"


class HeldEffects(StrEnum):
    """What became of a version's effects on periods that had been reported."""

    NONE = "none"
    HELD = "held"
    RELEASED = "released"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementVersion:
    """One text of a partner's agreement: `version` is its content hash, `seen` the first time."""

    partner: str
    version: str
    content: bytes
    seen: datetime

    @property
    def short(self) -> str:
        """The first digits of the hash, for people."""
        return self.version[:SHORT]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionEvent:
    """One line of the log: who did what to a version, when, from where, and with what words.

    `note` of an acknowledgement says how it was given.
    """

    partner: str
    version: str
    kind: VersionEventKind
    by: str
    at: datetime
    origin: str
    note: str = ""


def approval_in_force(events: Iterable[VersionEvent]) -> VersionEvent | None:
    """Return the approval by which a version acts now: the last one."""
    last = None
    for event in events:
        if event.kind in _APPROVALS:
            last = event
    return last


def is_held(events: Iterable[VersionEvent]) -> bool:
    """Say whether the version that acts has effects on reported periods that wait."""
    held = False
    for event in events:
        if event.kind in _APPROVALS:
            held = event.kind is VersionEventKind.APPROVED_HELD
        elif event.kind is VersionEventKind.RELEASED:
            held = False
    return held


def settled_version(events: Iterable[VersionEvent]) -> str | None:
    """Return the last version that acted on every period, reported ones as well."""
    settled: str | None = None
    acting: str | None = None
    for event in events:
        if event.kind in _APPROVALS:
            acting = event.version
        whole = event.kind in {VersionEventKind.APPROVED, VersionEventKind.RELEASED}
        settled = acting if whole else settled
    return settled


def since_approval(events: Iterable[VersionEvent], version: str) -> tuple[VersionEvent, ...]:
    """Return what was decided about a version from its last approval on, that included.

    Of a version that was never approved it is all there is.
    """
    since: list[VersionEvent] = []
    for event in events:
        if event.version == version:
            if event.kind in _APPROVALS:
                since.clear()
            since.append(event)
    return tuple(since)


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionStanding:
    """How one version stands: what was decided about it last, and whether it acts."""

    version: AgreementVersion
    acts: bool
    effects: HeldEffects
    approved: VersionEvent | None = None
    released: VersionEvent | None = None
    acknowledged: VersionEvent | None = None
    rejected: VersionEvent | None = None


def standings(
    versions: Iterable[AgreementVersion], events: Sequence[VersionEvent]
) -> tuple[VersionStanding, ...]:
    """Return how each version stands, in the order in which they were seen."""
    return tuple(_standing(version, events) for version in versions)


def _standing(version: AgreementVersion, events: Sequence[VersionEvent]) -> VersionStanding:
    acting = approval_in_force(events)
    since = since_approval(events, version.version)
    approved = approval_in_force(since)
    last = {event.kind: event for event in since}
    released = last.get(VersionEventKind.RELEASED)
    return VersionStanding(
        version=version,
        acts=acting is not None and acting.version == version.version,
        effects=_effects(approved, released),
        approved=approved,
        released=released,
        acknowledged=last.get(VersionEventKind.ACKNOWLEDGED),
        rejected=last.get(VersionEventKind.REJECTED),
    )


def _effects(approved: VersionEvent | None, released: VersionEvent | None) -> HeldEffects:
    if released is not None:
        return HeldEffects.RELEASED
    if approved is not None and approved.kind is VersionEventKind.APPROVED_HELD:
        return HeldEffects.HELD
    return HeldEffects.NONE


def version_named(prefix: str, versions: Iterable[AgreementVersion]) -> AgreementVersion:
    """Return the one version whose hash begins with `prefix`.  Raises VersionRefusedError."""
    known = tuple(versions)
    found = [version for version in known if version.version.startswith(prefix.casefold())]
    if len(found) == 1 and prefix:
        return found[0]
    names = ", ".join(version.short for version in known) or "none"
    what = "Several versions begin" if found else "No version begins"
    message = f"{what} with {prefix!r}; known are {names}."
    raise VersionRefusedError(message)


def approval_run_id(partner: str, version: str) -> str:
    """Return the id of the Airflow run that asks whether a version shall act."""
    digest = hashlib.sha256(f"{partner}/{version}".encode()).hexdigest()
    return f"approval~{digest[:32]}"
