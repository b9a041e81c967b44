"""Read everything that both sides look after together beside contract, figures and meetings."""

from __future__ import annotations

from concord.adapters.agreement_files.aims import (
    read_feedback,
    read_objectives,
    read_recognition,
)
from concord.adapters.agreement_files.known_names import KnownNames
from concord.adapters.agreement_files.plans import read_changes, read_continuity, read_exit
from concord.adapters.agreement_files.registers import (
    read_documents,
    read_risks,
    read_subcontractors,
)
from concord.adapters.agreement_files.section import Section
from concord.domain.relationship import Relationship


def read_relationship(root: Section, known: KnownNames) -> Relationship:
    """Return the registers, plans and aims of an agreement."""
    return Relationship(
        subcontractors=read_subcontractors(root, known),
        documents=read_documents(root, known),
        risks=read_risks(root, known),
        changes=read_changes(root, known),
        continuity=read_continuity(root, known),
        exit=read_exit(root, known),
        objectives=read_objectives(root, known),
        feedback=read_feedback(root),
        recognition=read_recognition(root, known),
    )
