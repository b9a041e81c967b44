"""Years in whole months: the contract's, the fiscal and the calendar's."""

from datetime import date

import pytest

from concord.domain.credit import CreditYear, Years
from concord.domain.period import YearStart
from tests.builders import period

YEARS = Years(contract=date(2024, 4, 15), fiscal=YearStart(month=7, day=1))


@pytest.mark.parametrize(
    ("month", "year", "first"),
    [
        ("2026-03", CreditYear.CONTRACT, "2025-04"),
        ("2026-04", CreditYear.CONTRACT, "2026-04"),
        ("2026-06", CreditYear.FISCAL, "2025-07"),
        ("2026-07", CreditYear.FISCAL, "2026-07"),
        ("2026-01", CreditYear.CALENDAR, "2026-01"),
        ("2026-12", CreditYear.CALENDAR, "2026-01"),
    ],
)
def test_a_year_counts_from_its_first_month(month: str, year: CreditYear, first: str) -> None:
    assert str(YEARS.first_month(period(month), year)) == first
    months = YEARS.months(period(month), year)
    assert len(months) == 12
    assert (months[0], period(month) in months) == (period(first), True)


def test_without_a_contract_its_years_are_the_fiscal_ones() -> None:
    years = Years(fiscal=YearStart(month=7, day=1))
    assert str(years.first_month(period("2026-06"), CreditYear.CONTRACT)) == "2025-07"
