"""Tell the partner which version of its agreement binds from now on, and ask to acknowledge it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from concord.domain.agreement import Agreement
from concord.domain.agreement_version import AgreementVersion, VersionEvent, VersionEventKind
from concord.domain.letter import Letter, Tone
from concord.domain.message import Attachment, MessageKind
from concord.domain.notation import moment
from concord.domain.people import Person, Side, reachable, with_role
from concord.ports import Transaction
from concord.services.correspondence import Correspondence, Subject

YAML = "application/yaml"
_ROLES = ("account_director", "operations_manager")


def tell_partner(
    tx: Transaction,
    correspondence: Correspondence,
    agreement: Agreement,
    version: AgreementVersion,
    approval: VersionEvent,
    before: Sequence[VersionEvent],
) -> bool:
    """Enqueue the letter with the text attached; False when the partner has nobody to tell.

    `before` is the log up to this approval: the same version approved again is a new letter.
    """
    subject = Subject(
        kind=MessageKind.AGREEMENT_VERSION,
        about=f"{agreement.partner}/{version.version}",
        revision=str(len(before) + 1),
    )
    letter = version_letter(agreement, version, approval)
    name = f"{agreement.partner}-{version.short}.yaml"
    text = Attachment(name=name, media_type=YAML, content=version.content)
    people = bound_people(agreement, approval.at)
    return correspondence.send_letter(tx, subject, letter, people, approval.at, (text,))


def bound_people(agreement: Agreement, now: datetime) -> tuple[Person, ...]:
    """Return who acknowledges for the partner: its account directors or who stands in for them.

    Without any, its operations managers; without these, everybody on its side.
    """
    day = now.astimezone(agreement.organisation.zone).date()
    partner_side = agreement.side(Side.PARTNER)
    for group in (*(with_role(partner_side, Side.PARTNER, r) for r in _ROLES), partner_side):
        found = (reachable(person.id, partner_side, day) for person in group)
        present = tuple(dict.fromkeys(person for person in found if person is not None))
        if present:
            return present
    return ()


def version_letter(
    agreement: Agreement, version: AgreementVersion, approval: VersionEvent
) -> Letter:
    """Return the letter: what binds, since when, what becomes of reported months, what to do."""
    zone = agreement.organisation.zone.key
    client = agreement.organisation.name
    held = approval.kind is VersionEventKind.APPROVED_HELD
    reported = (
        "Months that have been reported keep their figures until their changes are released."
        if held
        else "Figures from now on are computed under it."
    )
    return Letter(
        title=f"{agreement.name}: version {version.short} of the agreement binds from now on",
        tone=Tone.NEUTRAL,
        paragraphs=(
            f"{client} has approved the attached version of the agreement. {reported}",
            f"Please read it, and acknowledge it to {_to_whom(agreement)}.",
        ),
        facts=(
            ("Version", version.version),
            ("Approved by", _name(agreement, approval.by)),
            ("Binds since", f"{moment(approval.at, zone)} ({zone})"),
        ),
        why=f"You get this because you answer for {agreement.name}'s side of the agreement.",
    )


def _name(agreement: Agreement, person_id: str) -> str:
    person = agreement.person(person_id)
    return person_id if person is None else person.name


def _to_whom(agreement: Agreement) -> str:
    owner = None if agreement.owner is None else agreement.person(agreement.owner)
    return agreement.organisation.name if owner is None else owner.contact
