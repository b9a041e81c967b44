"""Absences: whose they are, and an agreement's people with the days on which each is away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from concord.domain.agreement import Agreement
from concord.domain.people import Absence, Person, reachable


def absent_name(agreement: Agreement, person: Person) -> str:
    """Return the name under which a person's absences are kept.

    Those of the organisation have one id in all agreements; a partner's id is its own.
    """
    ours = any(each.id == person.id for each in agreement.organisation.people)
    return person.id if ours else f"{agreement.partner}/{person.id}"


def people_named(name: str, agreements: Iterable[Agreement]) -> tuple[str, ...]:
    """Return the full names that `name` may stand for: a full one itself, or a bare id."""
    full = {absent_name(a, p): p.id for a in agreements for p in a.people}
    return (name,) if name in full else tuple(f for f, person in full.items() if person == name)


def with_absences(agreement: Agreement, absences: Iterable[Absence]) -> Agreement:
    """Return the agreement with each person's absences, and no other ones."""
    by_name: dict[str, list[Absence]] = defaultdict(list)
    for absence in absences:
        by_name[absence.person].append(absence)
    people = tuple(
        replace(person, absences=tuple(by_name[absent_name(agreement, person)]))
        for person in agreement.people
    )
    return replace(agreement, people=people)


def left_alone(agreement: Agreement, absence: Absence) -> dict[str, date]:
    """Return those whom nobody stands in for once `absence` is added, each with the first day.

    They are the absent one, and whoever counts on them just then.
    """
    after = with_absences(agreement, (*_absences(agreement), absence))
    alone: dict[str, date] = {}
    for offset in range((absence.last - absence.first).days + 1):
        day = absence.first + timedelta(days=offset)
        for person in agreement.people:
            before = reachable(person.id, agreement.people, day)
            if before is not None and reachable(person.id, after.people, day) is None:
                alone.setdefault(person.name, day)
    return alone


def _absences(agreement: Agreement) -> tuple[Absence, ...]:
    return tuple(absence for person in agreement.people for absence in person.absences)
