"""What credits depend on beside outcomes: charges of months and years, and the opening."""

from datetime import date
from decimal import Decimal

import pytest

from concord.domain.credit import CreditTerms, CreditYear, Years
from concord.domain.opening import Opening
from concord.domain.period import MeasurementPeriod
from tests.builders import period

BILLED = {"2026-04": Decimal(100), "2026-05": Decimal(200)}
GIVEN = Opening(as_of=date(2026, 9, 30), credits_this_year={"voice": Decimal("4113.20")})


def charges(_service: str, month: MeasurementPeriod) -> Decimal | None:
    return BILLED.get(str(month))


TERMS = CreditTerms(
    regimes=(), levels=(), charges=charges, years=Years(contract=date(2024, 4, 1)), opening=GIVEN
)


@pytest.mark.parametrize(
    ("months", "sum_"),
    [(["2026-04", "2026-05"], 300), (["2026-05"], 200), (["2026-05", "2026-06"], None), ([], 0)],
)
def test_charges_of_months_are_known_when_all_are(months: list[str], sum_: int | None) -> None:
    assert TERMS.charges_of("voice", map(period, months)) == sum_


def test_months_not_known_yet_count_like_the_mean_of_the_others() -> None:
    assert TERMS.year_charges("voice", period("2026-06"), CreditYear.CONTRACT) == 12 * 150


def test_a_year_of_which_nothing_is_known_costs_nothing_yet() -> None:
    assert TERMS.year_charges("voice", period("2025-06"), CreditYear.CONTRACT) == 0


def test_months_in_which_the_service_is_not_bought_cost_nothing() -> None:
    ended = CreditTerms(
        regimes=(),
        levels=(),
        charges=charges,
        years=TERMS.years,
        is_bought=lambda _, month: month.end <= date(2026, 7, 31),
    )
    assert ended.year_charges("voice", period("2026-06"), CreditYear.CONTRACT) == 4 * 150


@pytest.mark.parametrize(
    ("month", "year", "given"),
    [
        ("2026-09", CreditYear.CONTRACT, "0"),
        ("2026-10", CreditYear.CONTRACT, "4113.20"),
        ("2027-03", CreditYear.CONTRACT, "4113.20"),
        ("2027-04", CreditYear.CONTRACT, "0"),
        ("2027-01", CreditYear.CALENDAR, "0"),
    ],
)
def test_an_opening_stands_for_its_year(month: str, year: CreditYear, given: str) -> None:
    assert TERMS.given_before("voice", period(month), year) == Decimal(given)
    assert TERMS.given_before("mail", period(month), year) == 0


def test_without_an_opening_nothing_was_given() -> None:
    terms = CreditTerms(regimes=(), levels=(), charges=charges)
    assert terms.given_before("voice", period("2026-10"), CreditYear.CONTRACT) == 0
