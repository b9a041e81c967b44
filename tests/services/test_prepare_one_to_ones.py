"""One-to-ones from what is on record: for one person or all, and only where allowed."""

from dataclasses import replace

import pytest

from concord.domain.agreement import Agreement
from concord.domain.assessment import Assessment
from concord.domain.errors import OneToOneRefusedError
from concord.domain.person_key import PersonKey
from concord.domain.privacy import PersonalKpis, Privacy
from concord.domain.source import ColumnType
from concord.services.prepare_one_to_ones import prepare_one_to_ones
from tests.builders import agreement, column, kpi, measurement, period, source
from tests.fakes_store import FakeStore

OCTOBER = period("2026-10")
AGENT = column("agent", ColumnType.TEXT, personal=True)
DAILY = replace(source(), columns=(*source().columns, AGENT))
ALLOWED = Privacy(
    personal_kpis=PersonalKpis.PSEUDONYMS, purpose="Coaching", legal_basis="Works agreement 7"
)
NORTHWIND = agreement(sources=(DAILY,), kpis=(kpi(by=(("agent",),)),), privacy=ALLOWED)
KEY = PersonKey(partner="northwind", secret=b"secret")
ANA, JOEL = KEY.pseudonym("Ana Reyes"), KEY.pseudonym("Joel Cruz")


class FakePersonKeys:
    """One secret for every partner."""

    def of(self, partner: str) -> PersonKey:
        return replace(KEY, partner=partner)


def a_store(*people: str) -> FakeStore:
    store = FakeStore()
    assessment = Assessment(
        partner="northwind",
        period=OCTOBER,
        inputs="inputs",
        agreement="a" * 64,
        measurements=tuple(measurement("80", dimension=(("agent", who),)) for who in people),
        outcomes=(),
    )
    with store.transaction() as tx:
        tx.assessments.save(assessment)
    return store


def people(asked: str | None, store: FakeStore, of: Agreement = NORTHWIND) -> list[str]:
    found = prepare_one_to_ones(of, asked, OCTOBER, store=store, people=FakePersonKeys())
    return [sheet.person for sheet in found]


@pytest.mark.parametrize("asked", ["Ana Reyes", "ana  reyes", ANA])
def test_a_person_is_found_by_name_or_pseudonym(asked: str) -> None:
    assert people(asked, a_store(ANA, JOEL)) == [ANA]


def test_all_are_those_who_have_figures() -> None:
    assert people(None, a_store(ANA, JOEL)) == sorted([ANA, JOEL])


def test_where_names_are_allowed_they_are_looked_up_as_they_are() -> None:
    named = replace(NORTHWIND, privacy=replace(ALLOWED, personal_kpis=PersonalKpis.NAMES))
    assert people("Ana Reyes", a_store("Ana Reyes"), named) == ["Ana Reyes"]


def test_where_figures_of_people_are_off_nothing_is_told() -> None:
    off = replace(NORTHWIND, privacy=Privacy())
    with pytest.raises(OneToOneRefusedError, match="off in the agreement with Northwind"):
        people(None, a_store(ANA), off)


def test_a_name_without_figures_is_not_repeated() -> None:
    with pytest.raises(OneToOneRefusedError, match="no figures of that person in 2026-10") as told:
        people("Eve Gil", a_store(ANA))
    assert "Eve" not in str(told.value)
    with pytest.raises(OneToOneRefusedError, match="no figures of anybody"):
        people(None, a_store())
