"""Escalation policies: who is asked at which level, in which order, for how long."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.escalation_policy import STANDARD, EscalationLevel, EscalationPolicy
from concord.domain.issue import IssueSeverity
from concord.domain.people import Person, Side
from tests.builders import CALENDAR, moment, person

TODAY = date(2026, 11, 23)
YESTERDAY = date(2026, 11, 22)


def client(id_: str, role: str = "vendor_manager", **changes: object) -> Person:
    return person(id=id_, side=Side.CLIENT, role=role, **changes)


def level(*roles: tuple[Side, str], repeats: int = 0) -> EscalationLevel:
    return EscalationLevel(
        roles=roles or ((Side.PARTNER, "operations_manager"), (Side.CLIENT, "vendor_manager")),
        respond_within=timedelta(hours=4),
        repeats=repeats,
    )


def ids(found: tuple[Person, ...]) -> list[str]:
    return [each.id for each in found]


def test_a_level_reaches_the_mirrored_roles_of_both_sides() -> None:
    people = (person(), client("kim"), client("max", "sponsor"))
    assert ids(level().people(people, None, TODAY)) == ["ana", "kim"]


def test_a_role_of_the_other_side_is_not_asked() -> None:
    assert level((Side.PARTNER, "vendor_manager")).people((client("kim"),), None, TODAY) == ()


def test_everybody_who_has_the_role_is_asked() -> None:
    people = (client("kim"), client("lee"))
    assert ids(level().people(people, None, TODAY)) == ["kim", "lee"]


def test_the_deputy_stands_in_for_somebody_who_has_left() -> None:
    people = (client("kim", until=YESTERDAY, deputy="lee"), client("lee", "analyst"))
    assert ids(level().people(people, None, TODAY)) == ["lee"]


def test_a_deputy_who_is_named_already_is_asked_once() -> None:
    people = (client("kim", until=YESTERDAY, deputy="lee"), client("lee"))
    assert ids(level().people(people, None, TODAY)) == ["lee"]


def test_people_who_are_named_are_asked_whatever_their_role() -> None:
    people = (person(), client("kim"), client("lee", "analyst", until=YESTERDAY, deputy="max"))
    named = replace(level((Side.PARTNER, "operations_manager")), named=("kim", "lee", "nobody"))
    everybody = (*people, client("max", "analyst"))
    assert ids(named.people(everybody, None, TODAY)) == ["ana", "kim", "max"]


@pytest.mark.parametrize(("step", "number"), [(0, 1), (1, 2), (2, 2), (3, 2)])
def test_past_the_last_step_the_last_level_stands(step: int, number: int) -> None:
    policy = EscalationPolicy(name="own", levels=(level(), level(repeats=1)))
    assert policy.number_at(step) == number


def test_a_severity_may_have_levels_of_its_own() -> None:
    urgent = (level(repeats=2),)
    policy = EscalationPolicy(
        name="own",
        levels=(level(), level()),
        by_severity=((IssueSeverity.CRITICAL, urgent),),
    )
    assert policy.of(IssueSeverity.CRITICAL).steps() == (1, 1, 1)
    assert policy.of(IssueSeverity.MINOR).steps() == (1, 2)


def test_a_level_whose_people_have_left_reaches_nobody() -> None:
    assert level().people((client("kim", until=YESTERDAY),), None, TODAY) == ()


@pytest.mark.parametrize(
    ("owner", "asked"), [("kim", ["kim"]), (None, []), ("nobody", [])], ids=str
)
def test_the_contract_owner_is_whoever_the_agreement_names(
    owner: str | None, asked: list[str]
) -> None:
    owners = level((Side.CLIENT, "contract_owner"))
    assert ids(owners.people((client("kim"), client("lee")), owner, TODAY)) == asked


def test_the_standard_policy_asks_three_levels_and_the_last_one_four_times() -> None:
    assert STANDARD.steps() == (1, 2, 3, 3, 3, 3)
    assert [STANDARD.level(n).respond_within for n in (1, 2, 3)] == [
        timedelta(hours=4),
        timedelta(hours=8),
        timedelta(hours=8),
    ]


@pytest.mark.parametrize(
    ("asked", "until"),
    [
        ("2026-11-23T09:00", "2026-11-23T13:00+00:00"),
        ("2026-11-23T13:00", "2026-11-23T17:00+00:00"),
        ("2026-11-23T13:01", "2026-11-24T09:01+00:00"),
        ("2026-11-20T16:00", "2026-11-23T12:00+00:00"),
        ("2026-11-21T12:00", "2026-11-23T13:00+00:00"),
    ],
)
def test_the_time_to_respond_is_working_time(asked: str, until: str) -> None:
    assert STANDARD.respond_by(1, moment(asked), CALENDAR) == moment(until)


@given(repeats=st.lists(st.integers(0, 5), min_size=1, max_size=5))
def test_no_level_is_asked_before_a_lower_one_and_each_as_often_as_agreed(
    repeats: list[int],
) -> None:
    levels = tuple(level(repeats=count) for count in repeats)
    steps = EscalationPolicy(name="any", levels=levels).steps()
    assert list(steps) == sorted(steps)
    assert [steps.count(n) for n in range(1, len(levels) + 1)] == [1 + c for c in repeats]
