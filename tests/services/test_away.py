"""Away: an absence is recorded when somebody stands in, or when nobody need to."""

from dataclasses import replace
from datetime import date

import pytest

from concord.domain.people import Absence, Side
from concord.services.away import AbsenceRefusedError, cancel_away, named, set_away
from tests.builders import agreement, moment, organisation, person
from tests.fakes import FakeStore

NOW = moment("2026-11-23T09:00")
TODAY = date(2026, 11, 23)
KIM = person(id="kim", name="Kim Lee", side=Side.CLIENT, deputy="lee")
LEE = person(id="lee", name="Lee Roy", side=Side.CLIENT)
OURS = organisation(people=(KIM, LEE))
NORTHWIND = agreement(organisation=OURS, people=(person(), KIM, LEE))
CONTOSO = replace(NORTHWIND, partner="contoso", name="Contoso")
BOTH = (NORTHWIND, CONTOSO)


def leave(name: str = "kim", first: str = "2026-12-01", last: str = "2026-12-05") -> Absence:
    return Absence(
        person=name,
        first=date.fromisoformat(first),
        last=date.fromisoformat(last),
        set_by="kim",
        set_at=NOW,
    )


def recorded(store: FakeStore) -> tuple[Absence, ...]:
    with store.transaction() as tx:
        return tx.absences.all()


def test_an_absence_with_a_deputy_is_recorded_once() -> None:
    store = FakeStore()
    assert set_away(leave(), BOTH, store=store, today=TODAY)
    assert not set_away(leave(), BOTH, store=store, today=TODAY)
    assert recorded(store) == (leave(),)


def test_an_absence_without_a_deputy_is_refused_with_the_names() -> None:
    store = FakeStore()
    with pytest.raises(
        AbsenceRefusedError, match=r"Lee Roy has no deputy on 2026-12-01 \(Contoso"
    ):
        set_away(leave("lee"), BOTH, store=store, today=TODAY)
    assert recorded(store) == ()


def test_an_absence_that_leaves_another_alone_is_refused_with_that_name() -> None:
    store = FakeStore()
    set_away(leave(), BOTH, store=store, today=TODAY)
    with pytest.raises(AbsenceRefusedError, match="Kim Lee has no deputy"):
        set_away(leave("lee"), BOTH, store=store, today=TODAY)


def test_it_can_be_recorded_all_the_same() -> None:
    store = FakeStore()
    assert set_away(leave("lee"), BOTH, store=store, today=TODAY, without_deputy=True)
    assert recorded(store) == (leave("lee"),)


def test_a_partner_is_not_asked_about_people_it_does_not_know() -> None:
    alone = agreement(organisation=organisation(people=()), people=(person(),))
    store = FakeStore()
    assert set_away(leave(), (NORTHWIND, alone), store=store, today=TODAY)


@pytest.mark.parametrize(
    ("absence", "reason"),
    [
        (leave(first="2026-12-05", last="2026-12-04"), "lies before"),
        (leave(first="2026-11-01", last="2026-11-22"), "is over"),
        (leave(first="2026-12-01", last="2027-12-03"), "longer than 366 days"),
    ],
)
def test_days_that_cannot_be_meant_are_refused(absence: Absence, reason: str) -> None:
    with pytest.raises(AbsenceRefusedError, match=reason):
        set_away(absence, BOTH, store=FakeStore(), today=TODAY, without_deputy=True)


@pytest.mark.parametrize(
    ("first", "last"), [("2026-11-01", "2026-11-23"), ("2026-12-01", "2027-12-02")]
)
def test_days_at_the_edge_are_taken(first: str, last: str) -> None:
    assert set_away(leave(first=first, last=last), BOTH, store=FakeStore(), today=TODAY)


def test_cancelling_ends_what_is_not_over() -> None:
    store = FakeStore()
    set_away(leave(), BOTH, store=store, today=TODAY)
    assert cancel_away("lee", store=store, today=TODAY, now=NOW) == 0
    assert cancel_away("kim", store=store, today=TODAY, now=NOW) == 1
    assert recorded(store) == ()


def test_a_name_must_stand_for_one_person() -> None:
    assert named("kim", BOTH) == "kim"
    assert named("contoso/ana", BOTH) == "contoso/ana"
    with pytest.raises(AbsenceRefusedError, match="contoso/ana, northwind/ana"):
        named("ana", BOTH)
    with pytest.raises(AbsenceRefusedError, match="nobody with the id 'eve'"):
        named("eve", BOTH)
