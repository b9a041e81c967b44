"""Who is told of the partner's files, with deputies for who is away."""

from dataclasses import replace
from datetime import date

import pytest

from concord.domain.contract import Contract
from concord.domain.data_contacts import client_owners_on, data_contacts_on
from concord.domain.people import Person, Side
from tests.builders import agreement, person

DAY = date(2026, 11, 23)
CONTRACT = Contract(reference="MSA-1", start=date(2024, 4, 1), end=date(2027, 3, 31), owner="kim")
ANA = person(deputy="joel")
JOEL = person(id="joel", role="account_director", email="joel@northwind.example")
KIM = person(id="kim", side=Side.CLIENT, role="vendor_manager", email="kim@client.example")
LEE = person(id="lee", side=Side.CLIENT, role="vendor_manager", email="lee@client.example")
GONE = replace(ANA, until=date(2026, 11, 22))
LEFT = replace(KIM, until=date(2026, 11, 22))


@pytest.mark.parametrize(
    ("people", "contacts"),
    [
        ((ANA, JOEL, KIM), (ANA,)),
        ((GONE, JOEL, KIM), (JOEL,)),
        ((JOEL, KIM), (JOEL,)),
        ((KIM,), (KIM,)),
        ((LEFT,), ()),
    ],
    ids=["operations manager", "deputy", "anybody of them", "our owner", "nobody"],
)
def test_who_answers_for_the_files(
    people: tuple[Person, ...], contacts: tuple[Person, ...]
) -> None:
    assert data_contacts_on(agreement(people=people, contract=CONTRACT), DAY) == contacts


def test_without_an_owner_nobody_stands_in_for_the_partner() -> None:
    assert data_contacts_on(agreement(people=(GONE, KIM)), DAY) == ()


@pytest.mark.parametrize(
    ("people", "owner", "owners"),
    [
        ((ANA, KIM, LEE), "kim", (KIM,)),
        ((ANA, LEFT, LEE), "kim", ()),
        ((ANA, KIM, LEE), None, (KIM, LEE)),
        ((ANA, KIM), "ana", ()),
    ],
    ids=["the owner", "who left", "vendor managers without an owner", "never the partner"],
)
def test_who_owns_the_contract_for_the_client(
    people: tuple[Person, ...], owner: str | None, owners: tuple[Person, ...]
) -> None:
    agreed = agreement(people=people, contract=replace(CONTRACT, owner=owner))
    assert client_owners_on(agreed, DAY) == owners
