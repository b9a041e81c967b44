"""People: who can be reached, and who stands in for them."""

from dataclasses import replace
from datetime import date

import pytest

from concord.domain.people import Person, Side, reachable, stand_ins, with_role

DAY = date(2026, 10, 5)


def person(
    person_id: str,
    *,
    deputy: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> Person:
    """Return a person of the partner."""
    return Person(
        id=person_id,
        name=person_id.title(),
        side=Side.PARTNER,
        role="operations_manager",
        email=f"{person_id}@acme.example",
        deputy=deputy,
        since=since,
        until=until,
    )


GONE = date(2026, 10, 4)


@pytest.mark.parametrize(
    ("since", "until", "here"),
    [
        (None, None, True),
        (DAY, None, True),
        (date(2026, 10, 6), None, False),
        (None, DAY, True),
        (None, GONE, False),
        (DAY, DAY, True),
    ],
)
def test_both_days_of_a_time_belong_to_it(
    since: date | None,
    until: date | None,
    here: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert person("ana", since=since, until=until).is_reachable(DAY) is here


@pytest.mark.parametrize(
    ("people", "found"),
    [
        ([person("ana")], "ana"),
        ([person("ana", until=GONE, deputy="joel"), person("joel")], "joel"),
        (
            [
                person("ana", until=GONE, deputy="joel"),
                person("joel", until=GONE, deputy="kim"),
                person("kim"),
            ],
            "kim",
        ),
        (
            [person("ana", until=GONE, deputy="joel"), person("joel", until=GONE, deputy="ana")],
            None,
        ),
        ([person("ana", until=GONE)], None),
        ([person("ana", until=GONE, deputy="nobody")], None),
        ([], None),
    ],
)
def test_the_first_reachable_deputy_stands_in(people: list[Person], found: str | None) -> None:
    standing_in = reachable("ana", people, DAY)
    assert (standing_in.id if standing_in else None) == found


def test_a_role_is_held_on_a_side_in_the_agreements_order() -> None:
    people = [person("joel"), person("ana")]
    assert [p.id for p in with_role(people, Side.PARTNER, "operations_manager")] == ["joel", "ana"]
    assert with_role(people, Side.CLIENT, "operations_manager") == ()
    assert with_role(people, Side.PARTNER, "sponsor") == ()


def test_the_line_of_deputies_ends_where_it_comes_round() -> None:
    people = [person("ana", deputy="joel"), person("joel", deputy="kim"), person("kim")]
    assert [p.id for p in stand_ins(people[0], people)] == ["joel", "kim"]
    assert stand_ins(people[2], people) == ()
    circle = [person("ana", deputy="joel"), person("joel", deputy="ana")]
    assert [p.id for p in stand_ins(circle[0], circle)] == ["joel"]


def test_an_address_that_is_anothers_is_not_shown() -> None:
    ana = person("ana")
    assert ana.contact == "Ana (ana@acme.example)"
    assert replace(ana, email="kim@client.example", shadowed_by="Kim").contact == "Ana"
