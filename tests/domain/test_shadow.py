"""Shadow: whoever is meant, the owner gets it, and knows who would have."""

from dataclasses import fields, replace
from datetime import date

import pytest

from concord.domain.agreement import Agreement
from concord.domain.contract import Contract
from concord.domain.message import Message, MessageIdentity, MessageKind
from concord.domain.people import Person, Side
from concord.domain.period import MeasurementPeriod
from concord.domain.shadow import (
    LivePartner,
    in_standing,
    marked,
    marked_title,
    shadow_owner,
    shadowed,
)
from tests.builders import agreement, moment, organisation, period, person

KIM = person(
    id="kim",
    name="Kim Lee",
    side=Side.CLIENT,
    email="kim@client.example",
    login="kim",
    deputy="lee",
)
LEE = person(id="lee", name="Lee Roy", side=Side.CLIENT, email="lee@client.example", login="lee")
ANA = person(login="ana", language="es", deputy="joel", until=date(2026, 12, 31))
CONTRACT = Contract(reference="M-1", start=date(2024, 4, 1), end=date(2027, 3, 31), owner="lee")
OWNED = agreement(
    organisation=organisation(people=(KIM,)), people=(ANA, KIM, LEE), contract=CONTRACT
)
LIVE = LivePartner(partner="northwind", since=moment("2026-11-02T09:00"), by="kim")
OF_THE_PERSON = {"id", "name", "side", "role", "deputy", "since", "until", "absences"}


@pytest.mark.parametrize(
    ("agreed", "owner"),
    [
        (OWNED, "lee"),
        (replace(OWNED, contract=None), "kim"),
        (replace(OWNED, contract=replace(CONTRACT, owner="ana")), "kim"),
        (replace(OWNED, people=(ANA,)), None),
    ],
    ids=["the contract's owner", "the client's first", "never the partner's", "nobody"],
)
def test_who_hears_of_a_partner_in_shadow(agreed: Agreement, owner: str | None) -> None:
    found = shadow_owner(agreed)
    assert (found.id if found else None) == owner


def test_everybody_keeps_who_they_are_and_gets_all_else_of_the_owner() -> None:
    shadow = shadowed(OWNED)
    for before, after in zip(OWNED.people, shadow.people, strict=True):
        assert after.shadowed_by == "Lee Roy"
        for field in fields(Person):
            if field.name in OF_THE_PERSON:
                assert getattr(after, field.name) == getattr(before, field.name)
            elif field.name != "shadowed_by":
                assert getattr(after, field.name) == getattr(LEE, field.name)
    assert shadow.organisation.people == shadow.people[1:2]


def test_nothing_is_left_of_the_others_addresses() -> None:
    words = repr(shadowed(OWNED).people)
    assert ANA.email not in words
    assert KIM.email not in words


def test_without_anybody_at_the_client_nobody_is_told() -> None:
    assert shadowed(replace(OWNED, people=(ANA,))).people == ()


@pytest.mark.parametrize(
    ("stated", "given", "first"),
    [
        (None, None, None),
        ("2026-10", None, "2026-10"),
        (None, "2026-11", "2026-11"),
        ("2026-10", "2026-11", "2026-11"),
        ("2026-12", "2026-11", "2026-12"),
    ],
)
def test_live_effects_begin_with_the_later_of_both_periods(
    stated: str | None, given: str | None, first: str | None
) -> None:
    def read(text: str | None) -> MeasurementPeriod | None:
        return None if text is None else period(text)

    agreed = replace(OWNED, effects_from=read(stated))
    acting = in_standing(agreed, replace(LIVE, effects_from=read(given)))
    assert acting == replace(agreed, effects_from=read(first))


def test_a_partner_that_never_went_live_is_in_shadow() -> None:
    assert in_standing(OWNED, None) == shadowed(OWNED)


def message(html: str = "<html><body class='page'><p>Hello</p></body></html>") -> Message:
    identity = MessageIdentity(
        installation="test",
        kind=MessageKind.REMINDER,
        subject="northwind",
        period="",
        revision="1",
        audience="lee@client.example",
    )
    return Message(
        identity=identity, to=("lee@client.example",), subject="Hello", text="Hello", html=html
    )


def test_a_message_to_the_shadowed_says_so_and_who_would_have_got_it() -> None:
    found = marked(message(), shadowed(OWNED).people[:2])
    assert found.subject == "[shadow] Hello"
    assert found.text == (
        "In shadow: only you get this. Once the partner is live, it goes to "
        "Ana Reyes (partner), Kim Lee (client).\n\nHello"
    )
    assert "<body class='page'><p style=" in found.html
    assert found.html.index("Ana Reyes (partner)") < found.html.index("Hello")


def test_a_name_is_no_markup() -> None:
    names = [replace(shadowed(OWNED).people[0], name="<b>Ana")]
    assert "&lt;b&gt;Ana" in marked(message("<p>Hello</p>"), names).html


def test_a_message_of_the_shadow_time_is_another_one_than_when_live() -> None:
    people = shadowed(OWNED).people
    assert marked(message(), people).identity.key != message().identity.key


def test_a_message_to_others_stays_as_it_is() -> None:
    assert marked(message(), OWNED.people) == message()
    assert marked_title("Level 1", OWNED.people) == "Level 1"
    assert marked_title("Level 1", shadowed(OWNED).people) == "[shadow] Level 1"
