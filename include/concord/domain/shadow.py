"""Shadow: everything is computed, but until a partner is live only the owner hears of it.

People are changed, not the ways to them, so that no way can forget it: whatever is sent to
somebody of a shadowed agreement finds the owner's address.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape

from concord.domain.agreement import Agreement
from concord.domain.message import Message
from concord.domain.people import Person, Side
from concord.domain.period import MeasurementPeriod

MARK = "[shadow]"


@dataclass(frozen=True, slots=True, kw_only=True)
class LivePartner:
    """Since when a partner is live, by whose word, and from which period effects count.

    `effects_from` None leaves it to the agreement alone.
    """

    partner: str
    since: datetime
    by: str
    effects_from: MeasurementPeriod | None = None
    note: str = ""


def in_standing(agreement: Agreement, live: LivePartner | None) -> Agreement:
    """Return the agreement as it acts: in shadow, or live with effects from the later period."""
    if live is None:
        return shadowed(agreement)
    given = (agreement.effects_from, live.effects_from)
    stated = [period for period in given if period is not None]
    latest = max(stated, key=lambda period: period.start, default=None)
    return replace(agreement, effects_from=latest)


def shadow_owner(agreement: Agreement) -> Person | None:
    """Return who hears of a partner in shadow: its owner, else the client's first person."""
    ours = agreement.side(Side.CLIENT)
    owner = next((person for person in ours if person.id == agreement.owner), None)
    return owner or next(iter(ours), None)


def shadowed(agreement: Agreement) -> Agreement:
    """Return the agreement with the owner in everybody's place; ids, roles and names stay.

    Without anybody on the client's side, nobody is left to be told.
    """
    owner = shadow_owner(agreement)
    people = () if owner is None else tuple(_behind(owner, p) for p in agreement.people)
    ours = {person.id for person in agreement.organisation.people}
    organisation = replace(agreement.organisation, people=tuple(p for p in people if p.id in ours))
    return replace(agreement, people=people, organisation=organisation)


def _behind(owner: Person, person: Person) -> Person:
    # Begun from the owner: an address that people get one day is the owner's unasked.
    return replace(
        owner,
        id=person.id,
        name=person.name,
        side=person.side,
        role=person.role,
        deputy=person.deputy,
        since=person.since,
        until=person.until,
        absences=person.absences,
        limit=person.limit,
        shadowed_by=owner.name,
    )


def is_shadowed(people: Iterable[Person]) -> bool:
    """Say whether any of these hears of it only through the owner."""
    return any(person.shadowed_by for person in people)


def marked_title(title: str, people: Iterable[Person]) -> str:
    """Return a title that says so when its readers are shadowed."""
    return f"{MARK} {title}" if is_shadowed(people) else title


def marked(message: Message, people: Iterable[Person]) -> Message:
    """Return a message to shadowed people with its mark and with who would have got it."""
    meant = tuple(people)
    if not is_shadowed(meant):
        return message
    names = ", ".join(f"{person.name} ({person.side})" for person in meant)
    line = f"In shadow: only you get this. Once the partner is live, it goes to {names}."
    return replace(
        message,
        # A mail of the shadow time is never taken for the one that follows when live.
        identity=replace(message.identity, audience=f"shadow:{message.identity.audience}"),
        subject=marked_title(message.subject, meant),
        text=f"{line}\n\n{message.text}",
        html=_with_first_paragraph(message.html, line),
    )


def _with_first_paragraph(html: str, text: str) -> str:
    paragraph = f'<p style="margin:16px;font-weight:bold">{escape(text)}</p>'
    at = html.find(">", html.find("<body")) + 1 if "<body" in html else 0
    return f"{html[:at]}{paragraph}{html[at:]}"
