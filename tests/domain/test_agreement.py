"""Agreements: what they hold is found by its id, and effects begin with a period."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from concord.domain.agreement import Agreement, Organisation
from concord.domain.business_calendar import BusinessCalendar
from concord.domain.contract import Contract
from concord.domain.credit import FlatRegime
from concord.domain.people import Side
from concord.domain.period import CALENDAR_YEAR, MeasurementPeriod, YearStart
from concord.domain.service import Service
from tests.agreement_texts import VALID, agreement_of
from tests.builders import agreement, period, points_regime

AGREEMENT = agreement_of(VALID)
ZONE = ZoneInfo("UTC")
CALENDAR = BusinessCalendar(name="weekends", zone=ZONE)
EMPTY = Agreement(
    partner="acme",
    name="Acme",
    organisation=Organisation(name="Client", zone=ZONE, calendar=CALENDAR),
    zone=ZONE,
    calendar=CALENDAR,
    version="v1",
)


def test_parts_are_found_by_their_id() -> None:
    assert AGREEMENT.service("voice").name == "Phone"
    assert AGREEMENT.source("daily").id == "daily"
    assert AGREEMENT.kpi("aht").unit == "seconds"
    person = AGREEMENT.person("ana")
    assert person is not None
    assert person.name == "Ana Reyes"
    assert AGREEMENT.person("nobody") is None


@pytest.mark.parametrize("find", [AGREEMENT.service, AGREEMENT.source, AGREEMENT.kpi])
def test_an_id_that_is_not_declared_is_an_error(find: object) -> None:
    assert callable(find)
    with pytest.raises(KeyError):
        find("nothing")


def test_people_stand_on_their_side() -> None:
    assert [person.id for person in AGREEMENT.side(Side.CLIENT)] == ["kim", "lee"]
    assert [person.id for person in AGREEMENT.side(Side.PARTNER)] == ["ana", "joel"]


@pytest.mark.parametrize(
    ("period", "effects"),
    [
        ("2026-09", False),
        ("2026-10", True),
        ("2026-Q4", True),
        ("2026", False),
        ("2026-09/P3M", False),
        ("2026-10/P3M", True),
    ],
)
def test_periods_before_the_first_one_are_history(period: str, effects: bool) -> None:  # noqa: FBT001 - a column of the table
    assert AGREEMENT.has_effects(MeasurementPeriod.parse(period)) is effects


def test_fiscal_periods_count_from_the_contract_s_year_or_january() -> None:
    assert EMPTY.year_start == CALENDAR_YEAR
    assert AGREEMENT.contract is not None
    april = YearStart(month=4, day=1)
    contract = replace(AGREEMENT.contract, year_start=april)
    assert replace(AGREEMENT, contract=contract).year_start == april


def test_without_a_first_period_every_one_has_effects() -> None:
    assert EMPTY.has_effects(MeasurementPeriod.parse("1999"))


def test_the_owner_is_the_contracts_else_a_services_else_nobody() -> None:
    services = (Service(id="a", name="A"), Service(id="b", name="B", owner="lee"))
    assert AGREEMENT.owner == "kim"
    assert AGREEMENT.contract is not None
    ownerless = replace(AGREEMENT.contract, owner=None)
    assert replace(AGREEMENT, contract=ownerless, services=services).owner == "lee"
    assert EMPTY.owner is None


def test_credits_are_computed_of_the_regimes_that_count_points() -> None:
    flat = FlatRegime(service="voice", currency="GBP", service_level="phone", amount=Decimal(500))
    points = points_regime()
    assert replace(EMPTY, credits=(flat, points)).points_regimes == (points,)


@pytest.mark.parametrize(
    ("month", "bought"),
    [("2024-03", False), ("2024-04", True), ("2027-03", True), ("2027-04", False)],
)
def test_a_service_is_bought_while_its_contract_runs(
    month: str,
    bought: bool,  # noqa: FBT001 - a column of the table
) -> None:
    contract = Contract(reference="MSA-1", start=date(2024, 4, 15), end=date(2027, 3, 31))
    terms = agreement(contract=contract).credit_terms(lambda _service, _month: None)
    assert terms.is_bought("voice", period(month)) is bought
    assert terms.years.contract == date(2024, 4, 15)
    without = agreement(contract=None).credit_terms(lambda _service, _month: None)
    assert without.is_bought("voice", period(month))
    assert without.years.contract is None
