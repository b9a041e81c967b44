"""Read the people of an organisation or of an agreement."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.deputies import check_deputies
from concord.adapters.agreement_files.model.people import PERSON
from concord.adapters.agreement_files.nodes import Table
from concord.adapters.agreement_files.remarks import Remarks
from concord.adapters.agreement_files.section import Section
from concord.domain.people import Person, Side

A_PERSON = "the id of somebody in people"


def read_people(
    root: Section, default_side: Side, language: str, others: Iterable[Person] = ()
) -> tuple[Person, ...]:
    """Return the people of a file; their ids share one namespace with `others`."""
    sections = [Section(table, root.remarks, PERSON) for table in root.tables("people")]
    taken = {person.id: "organisation.yaml" for person in others}
    declared = {*taken, *(section.text("id") for section in sections if "id" in section)}
    _check_deputies(sections, root.remarks)
    people = []
    for section in sections:
        person = _person(section, default_side, language, declared)
        if person is not None and _is_new(section, person.id, taken):
            people.append(person)
    return tuple(people)


def _check_deputies(sections: Sequence[Section], remarks: Remarks) -> None:
    silent = Remarks("")  # what is wrong with an id is reported where the person is read
    told = {
        person.text("id"): (person.text("deputy"), person.place_of("deputy"))
        for person in (Section.unchecked(section.table, silent) for section in sections)
        if "deputy" in person
    }
    deputies = {name: deputy for name, (deputy, _) in told.items() if name}
    check_deputies(deputies, {name: place for name, (_, place) in told.items()}, remarks)


def _is_new(section: Section, person_id: str, taken: dict[str, str]) -> bool:
    if person_id in taken:
        section.remarks.error(
            section.place_of("id"),
            "duplicate-id",
            found=person_id,
            expected=f"an id of its own; it stands in {taken[person_id]} already",
        )
        return False
    taken[person_id] = f"line {section.place_of('id').line}"
    return True


def _person(
    section: Section, default_side: Side, language: str, declared: set[str]
) -> Person | None:
    needed = {"id": "an id", "role": "a role", "email": "a mail address"}
    complete = [section.require(key, expected) for key, expected in needed.items()]
    person_id = section.read("id", quantities.identifier)
    email = section.read("email", quantities.mail_address)
    side = section.word("side", Side) or default_side
    role = section.text("role")
    since, until = section.read("from", quantities.day), section.read("until", quantities.day)
    if since is not None and until is not None and until < since:
        section.remarks.error(
            section.place_of("until"),
            "upside-down",
            found=section.text("until"),
            expected="a day on or after `from`",
        )
    deputy = section.reference("deputy", declared, "unknown-person", A_PERSON)
    spoken = section.read("language", quantities.language_tag) or language
    if not all(complete) or person_id is None or email is None or not role:
        return None
    return Person(
        id=person_id,
        name=section.text("name", person_id),
        side=side,
        role=role,
        email=email,
        deputy=deputy,
        language=spoken,
        login=section.text("login") or None,
        since=since,
        until=until,
        limit=section.read("limit", quantities.money),
    )


def declared_ids(table: Table) -> frozenset[str]:
    """Return the ids that a file's people have, whether or not the rest of them can be read."""
    remarks = Remarks("")
    section = Section.unchecked(table, remarks)
    return frozenset(
        Section.unchecked(person, remarks).text("id") for person in section.tables("people")
    ) - {""}


def person_of(section: Section, key: str, people: Collection[str]) -> str | None:
    """Return the id under `key`, which must be somebody's."""
    return section.reference(key, people, "unknown-person", A_PERSON)


def persons_of(section: Section, key: str, people: Collection[str]) -> tuple[str, ...]:
    """Return the ids under `key`, each somebody's, each once."""
    found = section.references(key, people, "unknown-person", A_PERSON)
    return tuple(dict.fromkeys(found))
