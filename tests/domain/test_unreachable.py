"""People whom mail does not reach: who stands in, and what is raised."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from concord.domain.agreement import Agreement
from concord.domain.delivery_event import DeliveryEvent, DeliveryEventKind
from concord.domain.issue import IssueKind
from concord.domain.people import Person, Side, reachable
from concord.domain.unreachable import unreachable_contacts, with_unreachable
from tests import builders

NIGHT = datetime(2026, 10, 31, 23, 30, tzinfo=UTC)
TODAY = date(2026, 11, 22)


def person(name: str, deputy: str | None = None) -> Person:
    return Person(
        id=name,
        name=name.title(),
        side=Side.CLIENT,
        role="vendor_manager",
        email=f"{name}@client.example",
        deputy=deputy,
    )


def agreement(*people: Person) -> Agreement:
    return replace(builders.agreement(), people=people)


def bounced(*names: str, detail: str = "550 no such user") -> dict[str, DeliveryEvent]:
    return {
        f"{name}@client.example": DeliveryEvent(
            provider="smtp",
            key="k",
            attempt=1,
            recipient=f"{name}@client.example",
            kind=DeliveryEventKind.BOUNCED,
            at=NIGHT,
            received=NIGHT,
            detail=detail,
        )
        for name in names
    }


@pytest.mark.parametrize(
    ("people", "dead", "reads"),
    [
        ((person("kim", "lee"), person("lee")), ("kim",), "lee"),
        ((person("kim", "lee"), person("lee", "max"), person("max")), ("kim", "lee"), "max"),
        # Mail to an address that may be dead is better than mail to nobody.
        ((person("kim"),), ("kim",), "kim"),
        ((person("kim", "lee"), person("lee")), ("kim", "lee"), "kim"),
        ((person("kim", "lee"), person("lee", "kim")), ("kim", "lee"), "kim"),
        ((person("kim", "lee"), person("lee")), (), "kim"),
    ],
)
def test_a_deputy_stands_in_where_mail_reaches_one(
    people: tuple[Person, ...], dead: tuple[str, ...], reads: str
) -> None:
    marked = with_unreachable(agreement(*people), bounced(*dead))
    found = reachable("kim", marked.people, TODAY)
    assert found is not None
    assert found.id == reads


def test_each_person_whom_mail_does_not_reach_is_an_issue() -> None:
    marked = with_unreachable(agreement(person("kim", "lee"), person("lee")), bounced("kim"))
    (raised,) = unreachable_contacts(marked, bounced("kim"))
    assert raised.key.kind is IssueKind.UNREACHABLE_CONTACT
    assert (raised.key.subject, raised.headline) == ("kim", "Mail does not reach Kim")
    facts = dict(raised.facts)
    assert facts["The mail service says"] == "550 no such user"
    assert facts["Mail goes to"] == "the deputy"


def test_the_month_of_the_bounce_is_that_of_the_organisation() -> None:
    (raised,) = unreachable_contacts(agreement(person("kim")), bounced("kim", detail=""))
    assert raised.key.period == "2026-10"
    assert "The mail service says" not in dict(raised.facts)
    assert dict(raised.facts)["Mail goes to"] == "the same address still"


def test_who_is_in_no_trouble_is_no_issue() -> None:
    assert list(unreachable_contacts(agreement(person("kim")), bounced("lee"))) == []
