"""How periods are cut: what each rule accepts, how long it is, and what it is called."""

import pytest

from concord.domain.period.length import (
    CALENDAR_YEAR,
    FiscalLength,
    PeriodLength,
    PeriodRule,
    RollingMonths,
    YearStart,
    months_of,
)

APRIL = YearStart(month=4, day=6)


@pytest.mark.parametrize(("month", "day"), [(1, 1), (12, 28), (2, 28), (4, 6)])
def test_a_year_starts_on_a_day_that_each_month_has(month: int, day: int) -> None:
    assert str(YearStart(month=month, day=day)) == f"{month:02d}-{day:02d}"


@pytest.mark.parametrize(("month", "day"), [(0, 1), (13, 1), (4, 0), (4, 29), (2, 30)])
def test_a_year_starts_on_no_other_day(month: int, day: int) -> None:
    with pytest.raises(ValueError, match="cannot start"):
        YearStart(month=month, day=day)


@pytest.mark.parametrize("length", [PeriodLength.DAY, PeriodLength.WEEK, PeriodLength.MONTH])
def test_days_weeks_and_months_are_no_parts_of_a_fiscal_year(length: PeriodLength) -> None:
    with pytest.raises(ValueError, match="same in every year"):
        FiscalLength(length=length, year_start=APRIL)


@pytest.mark.parametrize("months", [-1, 0, 1, 37])
def test_rolling_are_two_months_to_three_years(months: int) -> None:
    with pytest.raises(ValueError, match="2 to 36"):
        RollingMonths(months=months)


@pytest.mark.parametrize(
    ("rule", "words", "months"),
    [
        (PeriodLength.DAY, "day", 0),
        (PeriodLength.WEEK, "week", 0),
        (PeriodLength.MONTH, "month", 1),
        (PeriodLength.QUARTER, "quarter", 3),
        (PeriodLength.HALF_YEAR, "half-year", 6),
        (PeriodLength.YEAR, "year", 12),
        (FiscalLength(length=PeriodLength.QUARTER, year_start=APRIL), "fiscal quarter", 3),
        (FiscalLength(length=PeriodLength.HALF_YEAR, year_start=APRIL), "fiscal half-year", 6),
        (FiscalLength(length=PeriodLength.YEAR, year_start=CALENDAR_YEAR), "fiscal year", 12),
        (RollingMonths(months=2), "rolling 2 months", 2),
        (RollingMonths(months=36), "rolling 36 months", 36),
    ],
)
def test_each_rule_has_its_words_and_months(rule: PeriodRule, words: str, months: int) -> None:
    assert (str(rule), months_of(rule)) == (words, months)
