"""Who is reminded: the owners, and the sponsors when it is urgent or nobody else is there."""

from dataclasses import replace
from datetime import date

import pytest

from concord.domain.contract import (
    AgreedObligation,
    Contract,
    Obligation,
    ObligationKind,
    Reminder,
)
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


def reminder(days: int, agreed: AgreedObligation | None = None) -> Reminder:
    kind = ObligationKind.NOTICE if agreed is None else ObligationKind.OBLIGATION
    obligation = Obligation(
        kind=kind, subject="M", term_end=DAY, latest_date=DAY, act_by=DAY, agreed=agreed
    )
    return Reminder(obligation=obligation, days_before=days, due=DAY)


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
    assert [person.id for person in reminder_readers(ours, reminder(days), DAY)] == readers


def test_without_a_contract_the_sponsors_are_left() -> None:
    ours = agreement(contract=None, services=(), people=(KIM, SAM))
    assert [person.id for person in reminder_readers(ours, reminder(90), DAY)] == ["sam"]


@pytest.mark.parametrize(
    ("days", "gone", "readers"),
    [
        (30, "", ["ana"]),
        (1, "", ["ana"]),
        (-1, "", ["ana", "kim", "lee"]),
        (30, "ana", ["kim", "lee"]),
        (30, "ana kim lee", []),
    ],
)
def test_who_owes_something_is_reminded_and_later_the_owners_too(
    days: int, gone: str, readers: list[str]
) -> None:
    everybody = (person(id="ana"), KIM, LEE)
    people = [replace(p, until=GONE if p.id in gone.split() else None) for p in everybody]
    ours = agreement(contract=CONTRACT, people=tuple(people))
    owed = AgreedObligation(id="insurance", what="Certificate", due=DAY, owner="ana")
    found = reminder_readers(ours, reminder(days, owed), DAY)
    assert [person.id for person in found] == readers
