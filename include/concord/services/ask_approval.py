"""Ask whether a version of an agreement shall act: who is asked, and what they read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from concord.domain.agreement import Agreement
from concord.domain.agreement_effects import PeriodEffect, effect_words
from concord.domain.markdown import grid, plain
from concord.domain.notation import moment, period_name
from concord.domain.people import Person, Side, stand_ins
from concord.services.approve import Candidate

MOST_CHANGES = 50
_HEADER = ("Figure", "Reported", "Under this version")
_CHOICES = (
    "*Approve*: it acts from now on, and reported months keep their figures until they are "
    "released. *Approve and release*: reported months are restated too. *Reject* needs a note "
    "with the reason; without one, or from anybody who may not answer, the question stands "
    "as before."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalRequest:
    """The question about one version, and who may answer it."""

    title: str
    body: str
    people: tuple[Person, ...]


def approval_request(
    acting: Agreement,
    candidate: Candidate,
    changes: Sequence[str],
    effects: Sequence[PeriodEffect],
) -> ApprovalRequest:
    """Return the question; `changes` are in words, beyond MOST_CHANGES their number is said."""
    version = candidate.version
    zone = acting.organisation.zone.key
    people = approvers(acting)
    facts = (
        ("Partner", acting.name),
        ("Version that waits", version.version),
        ("First seen", f"{moment(version.seen, zone)} ({zone})"),
        ("Version that acts", acting.version),
        ("Who may answer", names_of(people)),
    )
    parts = [grid(("", ""), facts), _changes(changes), plain(effect_words(effects))]
    parts += [_effect(effect) for effect in effects]
    parts.append(_CHOICES)
    return ApprovalRequest(
        title=f"{acting.name}: shall version {version.short} of the agreement act?",
        body="\n\n".join(parts),
        people=people,
    )


def _changes(changes: Sequence[str]) -> str:
    lines = [f"- {plain(change)}" for change in changes[:MOST_CHANGES]]
    if len(changes) > MOST_CHANGES:
        lines.append(f"- and {len(changes) - MOST_CHANGES} more")
    return "\n".join(lines) or "Nothing that was agreed differs."


def _effect(effect: PeriodEffect) -> str:
    rows = [(change.label, change.before, change.after) for change in effect.figures]
    return f"**{plain(period_name(effect.period))}**\n\n{grid(_HEADER, rows)}"


def names_of(people: Sequence[Person]) -> str:
    """Return who is asked, in words, with their logins."""
    named = (f"{p.name} ({p.login})" if p.login else p.name for p in people)
    return ", ".join(named) or "everybody on the client's side"


def approvers(agreement: Agreement) -> tuple[Person, ...]:
    """Return who is asked: the contract's owner, the backup, and who stands in for them."""
    ours = agreement.side(Side.CLIENT)
    contract = agreement.contract
    ids = (agreement.owner, contract.backup_owner if contract else None)
    owners = [person for person_id in ids for person in ours if person.id == person_id]
    asked = (each for owner in owners for each in (owner, *stand_ins(owner, ours)))
    return tuple(dict.fromkeys(asked))


def person_of_login(agreement: Agreement, *names: str) -> str:
    """Return the id of the client's person with one of these logins, else the first name."""
    ours = agreement.side(Side.CLIENT)
    found = (person.id for person in ours if person.login in names)
    return next(found, names[0])
