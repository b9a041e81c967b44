"""Read what falls due under a contract, on either side."""

from __future__ import annotations

from collections.abc import Collection

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.model.contract import OBLIGATION
from concord.adapters.agreement_files.people import A_PERSON
from concord.adapters.agreement_files.section import Section
from concord.domain.contract import AgreedObligation, EvidenceKind

_NEEDED = {
    "id": "an id, under which it is recorded as done",
    "what": "what is owed",
    "due": "the day by which it is owed the first time",
    "owner": "the id of the person who owes it",
}


def read_obligations(contract: Section, people: Collection[str]) -> tuple[AgreedObligation, ...]:
    """Return the contract's obligations, in the order of the file."""
    found: list[AgreedObligation] = []
    for table in contract.tables("obligations"):
        section = Section(table, contract.remarks, OBLIGATION)
        obligation = _obligation(section, people)
        if obligation is not None and not _is_twin(section, obligation, found):
            found.append(obligation)
    return tuple(found)


def _obligation(section: Section, people: Collection[str]) -> AgreedObligation | None:
    for key, expected in _NEEDED.items():
        section.require(key, expected)
    name, what = section.read("id", quantities.identifier), section.text("what")
    due = section.read("due", quantities.day)
    owner = section.reference("owner", people, "unknown-person", A_PERSON)
    every = section.read("every", quantities.positive_span)
    evidence = section.word("evidence", EvidenceKind)
    verified_by = section.reference("verified_by", people, "unknown-person", A_PERSON)
    if name is None or not what or due is None or owner is None:
        return None
    return AgreedObligation(
        id=name,
        what=what,
        due=due,
        owner=owner,
        every=every,
        evidence=evidence or EvidenceKind.NONE,
        verified_by=verified_by,
    )


def _is_twin(
    section: Section, obligation: AgreedObligation, others: list[AgreedObligation]
) -> bool:
    if obligation.id not in {other.id for other in others}:
        return False
    section.remarks.error(
        section.place_of("id"),
        "duplicate-id",
        found=obligation.id,
        expected="an id that no other obligation has",
    )
    return True
