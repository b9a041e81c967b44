"""How periods are spelt: what is written is read back, and nothing else is read."""

from datetime import date

import pytest
from hypothesis import given

from concord.domain.period import MeasurementPeriod, PeriodLength
from concord.domain.period.length import FiscalLength, YearStart
from tests.builders_period import PERIODS, year_start_of

TAX_YEAR = YearStart(month=4, day=6)
DECEMBER = YearStart(month=12, day=28)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026-10-31", date(2026, 10, 31), date(2026, 10, 31)),
        ("2026-W01", date(2025, 12, 29), date(2026, 1, 4)),
        ("2026-W53", date(2026, 12, 28), date(2027, 1, 3)),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29)),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026-H2", date(2026, 7, 1), date(2026, 12, 31)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-10/P3M", date(2026, 8, 1), date(2026, 10, 31)),
        ("2028-02/P2M", date(2028, 1, 1), date(2028, 2, 29)),
        ("2026-01/P36M", date(2023, 2, 1), date(2026, 1, 31)),
    ],
)
def test_each_spelling_is_a_period_with_its_bounds(text: str, start: date, end: date) -> None:
    period = MeasurementPeriod.parse(text)
    assert (period.start, period.end, str(period)) == (start, end, text)
    assert MeasurementPeriod.parse(f" {text} ", TAX_YEAR) == period


@pytest.mark.parametrize(
    ("text", "year_start", "start", "end"),
    [
        ("FY2026", TAX_YEAR, date(2026, 4, 6), date(2027, 4, 5)),
        ("FY2026-H2", TAX_YEAR, date(2026, 10, 6), date(2027, 4, 5)),
        ("FY2026-Q1", TAX_YEAR, date(2026, 4, 6), date(2026, 7, 5)),
        ("FY2026-Q4", TAX_YEAR, date(2027, 1, 6), date(2027, 4, 5)),
        ("FY2026-Q1", DECEMBER, date(2026, 12, 28), date(2027, 3, 27)),
        ("FY2027-H1", DECEMBER, date(2027, 12, 28), date(2028, 6, 27)),
        ("FY2026-Q3", YearStart(month=1, day=1), date(2026, 7, 1), date(2026, 9, 30)),
        ("FY2027", YearStart(month=3, day=1), date(2027, 3, 1), date(2028, 2, 29)),
    ],
)
def test_a_fiscal_period_counts_from_the_year_it_starts_in(
    text: str, year_start: YearStart, start: date, end: date
) -> None:
    period = MeasurementPeriod.parse(text, year_start)
    assert (period.start, period.end, str(period)) == (start, end, text)


@given(PERIODS)
def test_a_period_survives_being_written(period: MeasurementPeriod) -> None:
    assert MeasurementPeriod.parse(str(period), year_start_of(period)) == period


def test_a_fiscal_period_is_none_where_nothing_says_when_its_year_starts() -> None:
    with pytest.raises(ValueError, match="nothing says when that starts"):
        MeasurementPeriod.parse("FY2026-Q2")


def test_only_quarters_half_years_and_years_are_fiscal() -> None:
    quarter = FiscalLength(length=PeriodLength.QUARTER, year_start=TAX_YEAR)
    assert MeasurementPeriod.parse("FY2026-Q2", TAX_YEAR).length == quarter
    for text in ("FY2026-10", "FY2026-W44", "FY2026-10-31", "FY2026-10/P3M"):
        with pytest.raises(ValueError, match=r"FY2026-Q2 or 2026-10/P3M"):
            MeasurementPeriod.parse(text, TAX_YEAR)


@pytest.mark.parametrize(
    "text",
    [
        *("", "2026-13", "2026-00", "2026-Q5", "2026-H3", "2025-W53", "26-10", "2026-2-1"),
        *("0000", "FY0000", "FY2026-Q5", "fy2026", "FY", "FYFY2026", "FY 2026"),
        *("2026-10/P1M", "2026-10/P37M", "2026-10/P03M", "2026-10/P3", "2026-13/P3M"),
        *("0001-01/P3M", "2026-Q4/P3M", "P3M", "2026-10/", "٢٠٢٦"),
    ],
)
def test_what_is_no_period_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        MeasurementPeriod.parse(text, TAX_YEAR)
