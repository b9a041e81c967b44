"""Read the responsibility matrix: one line a duty."""

from __future__ import annotations

from collections.abc import Collection

from concord.adapters.agreement_files.model.people import DUTY
from concord.adapters.agreement_files.people import person_of, persons_of
from concord.adapters.agreement_files.section import Section
from concord.domain.responsibility import Duty

_NEEDED = {
    "duty": "what is to be done",
    "responsible": "the ids of those who do it",
    "accountable": "the id of the one who answers for it",
}


def read_responsibilities(root: Section, people: Collection[str]) -> tuple[Duty, ...]:
    """Return the duties of both sides, in the order of the file."""
    found: list[Duty] = []
    for table in root.tables("responsibilities"):
        section = Section(table, root.remarks, DUTY)
        duty = _duty(section, people)
        if duty is not None and not _is_twin(section, duty, found):
            found.append(duty)
    return tuple(found)


def _duty(section: Section, people: Collection[str]) -> Duty | None:
    for key, expected in _NEEDED.items():
        section.require(key, expected)
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


def _is_twin(section: Section, duty: Duty, others: list[Duty]) -> bool:
    if duty.duty not in {other.duty for other in others}:
        return False
    section.remarks.error(
        section.place_of("duty"),
        "duplicate-id",
        found=duty.duty,
        expected="one line a duty; this one has a line already",
    )
    return True
