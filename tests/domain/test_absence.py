"""Absences: whose they are, and who is left alone by one."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.absence import absent_name, left_alone, people_named, with_absences
from concord.domain.people import Absence, Side
from tests.builders import agreement, moment, organisation, person

MONDAY = date(2026, 11, 23)
FRIDAY = date(2026, 11, 27)
KIM = person(id="kim", name="Kim Lee", side=Side.CLIENT, deputy="lee")
LEE = person(id="lee", name="Lee Roy", side=Side.CLIENT)
OURS = organisation(people=(KIM, LEE))
NORTHWIND = agreement(organisation=OURS, people=(person(), KIM, LEE))
CONTOSO = replace(NORTHWIND, partner="contoso", name="Contoso")


def absence(name: str = "kim", first: date = MONDAY, last: date = FRIDAY) -> Absence:
    return Absence(
        person=name, first=first, last=last, set_by="kim", set_at=moment("2026-11-20T09:00")
    )


@pytest.mark.parametrize(
    ("day", "away"),
    [
        (MONDAY - timedelta(days=1), False),
        (MONDAY, True),
        (FRIDAY, True),
        (FRIDAY + timedelta(days=1), False),
    ],
)
def test_first_and_last_day_belong_to_an_absence(day: date, *, away: bool) -> None:
    kim = replace(KIM, absences=(absence(),))
    assert kim.is_away(day) is away
    assert kim.is_reachable(day) is not away


def test_ours_are_the_same_in_every_agreement_and_a_partners_are_its_own() -> None:
    assert absent_name(NORTHWIND, KIM) == absent_name(CONTOSO, KIM) == "kim"
    assert absent_name(NORTHWIND, person()) == "northwind/ana"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("kim", ("kim",)),
        ("northwind/ana", ("northwind/ana",)),
        ("ana", ("northwind/ana", "contoso/ana")),
        ("northwind/kim", ()),
        ("nobody", ()),
    ],
)
def test_a_name_stands_for_one_person_or_for_several(name: str, found: tuple[str, ...]) -> None:
    assert people_named(name, [NORTHWIND, CONTOSO]) == found


def test_an_absence_reaches_its_person_in_every_agreement_and_nobody_else() -> None:
    absences = (absence(), absence("northwind/ana"), absence("nobody"))
    for partner, away in ((NORTHWIND, {"kim", "ana"}), (CONTOSO, {"kim"})):
        merged = with_absences(partner, absences)
        assert {p.id for p in merged.people if p.is_away(MONDAY)} == away
        assert with_absences(merged, ()) == partner


def test_an_absence_leaves_nobody_alone_while_a_deputy_stands_in() -> None:
    assert left_alone(NORTHWIND, absence()) == {}


@pytest.mark.parametrize(
    ("known", "new", "alone"),
    [
        ((), absence("lee"), {"Lee Roy": MONDAY}),
        ((), absence("northwind/ana"), {"Ana Reyes": MONDAY}),
        ((absence("kim", FRIDAY),), absence("lee"), {"Lee Roy": MONDAY, "Kim Lee": FRIDAY}),
        ((absence("lee", FRIDAY),), absence("kim"), {"Kim Lee": FRIDAY}),
    ],
)
def test_those_left_alone_are_the_absent_one_and_who_counts_on_them(
    known: tuple[Absence, ...], new: Absence, alone: dict[str, date]
) -> None:
    assert left_alone(with_absences(NORTHWIND, known), new) == alone


@given(first=st.dates(MONDAY, FRIDAY), days=st.integers(0, 5), asked=st.dates(MONDAY, FRIDAY))
def test_the_deputy_is_asked_exactly_on_the_days_away(first: date, days: int, asked: date) -> None:
    given_days = absence(first=first, last=first + timedelta(days=days))
    (ana, kim, _) = with_absences(NORTHWIND, [given_days]).people
    assert kim.is_reachable(asked) is not given_days.covers(asked)
    assert ana.is_reachable(asked)
