"""`concord versions`, `approve`, `release` and `acknowledge`: which text of an agreement acts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from rich.console import Console
from rich.markup import escape

from concord.cli.output import complain, console, table
from concord.domain.agreement_effects import PeriodEffect, effect_words
from concord.domain.agreement_version import (
    SHORT,
    VersionEvent,
    VersionEventKind,
    VersionRefusedError,
    VersionStanding,
)
from concord.domain.errors import AgreementError
from concord.domain.notation import moment, period_name, shown
from concord.services.approve import Said
from concord.wiring import Deployment, deployment

DONE, REFUSED = 0, 2
ORIGIN = "command"
_HEADER = ("Version", "State", "First seen", "Approved", "Acknowledged", "Effects")


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveOptions:
    """What `concord approve` was given; without `version` it is the one in the file."""

    partner: str
    by: str
    version: str | None = None
    note: str = ""
    release: bool = False


def print_versions(partner: str) -> int:
    """Print how each version of a partner's agreement stands."""
    installation = deployment()
    try:
        found = installation.versions(partner)
        zone = installation.deciding_agreement(partner).organisation.zone.key
    except AgreementError as error:
        return _refuse(error)
    waiting = {version.version for version in installation.pending_versions()}
    title = f"Versions of {shown(partner)}, times in {zone}"
    rows = [_row(each, zone, waits=each.version.version in waiting) for each in found]
    console().print(table(title, _HEADER, rows))
    return DONE


def _row(standing: VersionStanding, zone: str, *, waits: bool) -> tuple[str, ...]:
    effects = str(standing.effects)
    if standing.released is not None:
        effects = f"{effects} {_who(standing.released, zone)}"
    return (
        standing.version.short,
        _state(standing, waits=waits),
        moment(standing.version.seen, zone),
        _who(standing.approved, zone),
        _who(standing.acknowledged, zone),
        effects,
    )


def _state(standing: VersionStanding, *, waits: bool) -> str:
    if standing.acts:
        return "acts"
    if waits:
        return "waits"
    return "" if standing.rejected is None else "rejected"


def _who(event: VersionEvent | None, zone: str) -> str:
    if event is None:
        return ""
    words = f"{shown(event.by)}, {moment(event.at, zone)}"
    return f"{words}: {shown(event.note)}" if event.note else words


def approve_version(options: ApproveOptions, now: datetime) -> int:
    """Show what a version changes in what was reported, and have it act from now on."""
    said = Said(by=options.by, at=now, origin=ORIGIN, note=options.note)
    try:
        done = deployment().approve_version(
            options.partner, options.version, said, release=options.release
        )
    except (VersionRefusedError, AgreementError) as error:
        return _refuse(error)
    out = console()
    for change in done.changes:
        out.print(f"- {escape(change)}")
    print_effects(out, done.effects)
    version = done.event.version[:SHORT]
    out.print(f"Version {version} of {escape(options.partner)} acts from now on.")
    if done.event.kind is VersionEventKind.APPROVED_HELD:
        out.print(
            "Reported months keep their figures until "
            f"`concord release {escape(options.partner)} --by ID`."
        )
    return DONE


def print_effects(out: Console, effects: tuple[PeriodEffect, ...]) -> None:
    """Print what changes in each reported month: figures and credits, before and after."""
    for effect in effects:
        rows = [(change.label, change.before, change.after) for change in effect.figures]
        header = ("Figure", "Reported", "Under this version")
        out.print(table(period_name(effect.period), header, rows))
    out.print(escape(effect_words(effects)))


def release_version(partner: str, by: str, now: datetime) -> int:
    """Let the version that acts change reported months too, from the next assessment on."""

    def act(installation: Deployment) -> str:
        installation.release_version(partner, Said(by=by, at=now, origin=ORIGIN))
        return f"Released: the next assessment restates what {partner}'s agreement changes."

    return _told(act)


def acknowledge_version(
    partner: str, version: str | None, by: str, how: str, now: datetime
) -> int:
    """Record that the partner has acknowledged a version, and how."""

    def act(installation: Deployment) -> str:
        said = Said(by=by, at=now, origin=ORIGIN, note=how)
        acknowledged = installation.acknowledge_version(partner, version, said)
        return f"Recorded: {by} acknowledges version {acknowledged.short} of {partner}."

    return _told(act)


def _told(act: Callable[[Deployment], str]) -> int:
    try:
        console().print(escape(act(deployment())))
    except (VersionRefusedError, AgreementError) as error:
        return _refuse(error)
    return DONE


def _refuse(error: Exception) -> int:
    complain(str(error))
    return REFUSED
