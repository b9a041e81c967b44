"""Read the responsibility matrix: one line a duty."""

from __future__ import annotations

from collections.abc import Collection

from concord.adapters.agreement_files.listed import read_listed
from concord.adapters.agreement_files.model.people import DUTY
from concord.adapters.agreement_files.people import person_of, persons_of
from concord.adapters.agreement_files.section import Section
from concord.domain.responsibility import Duty


def read_responsibilities(root: Section, people: Collection[str]) -> tuple[Duty, ...]:
    """Return the duties of both sides, in the order of the file."""
    return read_listed(root, "responsibilities", DUTY, lambda s: _duty(s, people), "duty")


def _duty(section: Section, people: Collection[str]) -> Duty | None:
    duty, accountable = section.text("duty"), person_of(section, "accountable", people)
    responsible = persons_of(section, "responsible", people)
    consulted, informed = (persons_of(section, key, people) for key in ("consulted", "informed"))
    if not duty or accountable is None or not responsible:
        return None
    return Duty(
        duty=duty,
        responsible=responsible,
        accountable=accountable,
        consulted=consulted,
        informed=informed,
    )
