"""Whether those who answer for something stand on the right side, and are still there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from concord.adapters.agreement_files.cross_checks.entries import place_in, section_of
from concord.adapters.agreement_files.cross_checks.escalation import are_all_read, levels_of
from concord.adapters.agreement_files.remarks import Place
from concord.adapters.agreement_files.section import Section
from concord.domain.agreement import Agreement
from concord.domain.people import Person, Side, reachable, stand_ins, with_role

_OWNERS = ("owner", "backup_owner")
_Task = tuple[str, str, Place]
"""Whose id, what they answer for, and where it stands."""


def check_people(root: Section, agreement: Agreement, today: date | None) -> None:
    """Warn of owners on the partner's side, and of people who have left their tasks behind."""
    if are_all_read(root):
        _check_sides(root, agreement)
    if today is not None:
        tasks = (*_tasks(root, agreement), *_asked(root, agreement, today))
        for person_id, task, place in tasks:
            person = agreement.person(person_id)
            if person is not None and _has_left(person, today):
                _check_leaver(root, agreement, person, task, place, today)


def _check_sides(root: Section, agreement: Agreement) -> None:
    section = section_of(root, "contract")
    for key, person_id in _owners(agreement):
        person = agreement.person(person_id)
        if person is not None and person.side is Side.PARTNER:
            section.remarks.warning(
                section.place_of(key),
                "owner-on-the-wrong-side",
                found=f"{person_id}, who works for the partner",
                expected="somebody of the client, who is reminded of the contract's dates",
            )


def _owners(agreement: Agreement) -> Iterator[tuple[str, str]]:
    contract = agreement.contract
    if contract is not None:
        owners = (contract.owner, contract.backup_owner)
        yield from ((key, who) for key, who in zip(_OWNERS, owners, strict=True) if who)


def _tasks(root: Section, agreement: Agreement) -> Iterator[_Task]:
    """Yield what single people are named for, where reminders and mails depend on it."""
    contract = section_of(root, "contract")
    for key, person_id in _owners(agreement):
        yield person_id, f"the {key.replace('_', ' ')} of the contract", contract.place_of(key)
    for service in agreement.services:
        if service.owner is not None:
            place = section_of(root, "services", service.id).place_of("owner")
            yield service.owner, f"the owner of {service.id}", place
    for owed in agreement.contract.obligations if agreement.contract else ():
        place = place_in(contract, "obligations", "id", owed.id, "owner")
        yield owed.owner, f"the owner of the obligation {owed.id}", place
    for duty in agreement.duties:
        place = place_in(root, "responsibilities", "duty", duty.duty, "accountable")
        yield duty.accountable, f"accountable for {duty.duty}", place


def _asked(root: Section, agreement: Agreement, today: date) -> Iterator[_Task]:
    """Yield whom escalations ask in vain, where nobody else has the role any more."""
    people, levels = agreement.people, levels_of(agreement)
    for side, role in dict.fromkeys(pair for level in levels for pair in level.roles):
        holders = with_role(people, side, role)
        if not any(reachable(person.id, people, today) for person in holders):
            for person in holders:
                yield person.id, f"{role} of the {side}", _place_of(root, person.id)
    for person_id in dict.fromkeys(each for level in levels for each in level.named):
        if reachable(person_id, people, today) is None:
            yield person_id, "asked by the escalation", root.place_of("escalation")


def _place_of(root: Section, person_id: str) -> Place:
    return place_in(root, "people", "id", person_id, "until")


def _has_left(person: Person, today: date) -> bool:
    return person.until is not None and person.until < today


def _check_leaver(
    root: Section, agreement: Agreement, person: Person, task: str, place: Place, today: date
) -> None:
    """Warn of somebody who has left, more urgently where nobody stands in."""
    deputies = [p for p in stand_ins(person, agreement.people) if p.is_reachable(today)]
    if deputies:
        root.remarks.info(
            place,
            "left-with-deputy",
            found=f"{person.id}, who left on {person.until}; {deputies[0].id} stands in",
            expected=f"whoever is {task} now",
        )
        return
    root.remarks.warning(
        place,
        "left-without-deputy",
        found=f"{person.id}, who left on {person.until} and has no deputy who is there",
        expected=f"whoever is {task} now",
    )
