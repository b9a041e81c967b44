"""Read what falls due under a contract, on either side."""

from __future__ import annotations

from collections.abc import Collection

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.listed import read_listed
from concord.adapters.agreement_files.model.contract import OBLIGATION
from concord.adapters.agreement_files.people import person_of
from concord.adapters.agreement_files.section import Section
from concord.domain.contract import AgreedObligation, EvidenceKind


def read_obligations(contract: Section, people: Collection[str]) -> tuple[AgreedObligation, ...]:
    """Return the contract's obligations, in the order of the file."""
    return read_listed(contract, "obligations", OBLIGATION, lambda s: _obligation(s, people))


def _obligation(section: Section, people: Collection[str]) -> AgreedObligation | None:
    name, what = section.read("id", quantities.identifier), section.text("what")
    due = section.read("due", quantities.day)
    owner = person_of(section, "owner", people)
    every = section.read("every", quantities.positive_span)
    evidence = section.word("evidence", EvidenceKind)
    verified_by = person_of(section, "verified_by", people)
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
