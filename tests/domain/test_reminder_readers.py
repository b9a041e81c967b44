"""Who is reminded: the owners, and the sponsors when it is urgent or nobody else is there."""

from dataclasses import replace
from datetime import date

import pytest

from concord.domain.contract import Contract
from concord.domain.people import Side
from concord.domain.reminder_letter import URGENT_DAYS
from concord.domain.reminder_readers import reminder_readers
from tests.builders import agreement, person

DAY = date(2026, 12, 1)
CONTRACT = Contract(
    reference="M",
    start=date(2024, 4, 1),
    end=date(2027, 3, 31),
    owner="kim",
    backup_owner="lee",
)
KIM = person(id="kim", side=Side.CLIENT, role="vendor_manager")
LEE = person(id="lee", side=Side.CLIENT, role="vendor_manager")
SAM = person(id="sam", side=Side.CLIENT, role="sponsor")
GONE = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("days", "gone", "readers"),
    [
        (URGENT_DAYS + 1, "", ["kim", "lee"]),
        (URGENT_DAYS, "", ["kim", "lee", "sam"]),
        (URGENT_DAYS + 1, "kim", ["lee"]),
        (URGENT_DAYS + 1, "kim lee", ["sam"]),
        (1, "kim lee sam", []),
    ],
)
def test_who_is_reminded(days: int, gone: str, readers: list[str]) -> None:
    people = [replace(p, until=GONE if p.id in gone.split() else None) for p in (KIM, LEE, SAM)]
    ours = agreement(contract=CONTRACT, people=tuple(people))
    assert [person.id for person in reminder_readers(ours, days, DAY)] == readers


def test_without_a_contract_the_sponsors_are_left() -> None:
    ours = agreement(contract=None, services=(), people=(KIM, SAM))
    assert [person.id for person in reminder_readers(ours, 90, DAY)] == ["sam"]
