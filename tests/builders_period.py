"""Periods of every kind, for properties that hold for all of them."""

from datetime import date

from hypothesis import strategies as st

from concord.domain.period import (
    CALENDAR_YEAR,
    FiscalLength,
    MeasurementPeriod,
    PeriodLength,
    RollingMonths,
    YearStart,
)
from concord.domain.period.length import PARTS_OF_A_YEAR

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31))
YEAR_STARTS = st.builds(
    YearStart,
    month=st.integers(min_value=1, max_value=12),
    day=st.integers(min_value=1, max_value=28),
)
ROLLING = st.builds(RollingMonths, months=st.integers(min_value=2, max_value=36))
SEAMLESS = st.sampled_from(PeriodLength) | st.builds(
    FiscalLength, length=st.sampled_from(PARTS_OF_A_YEAR), year_start=YEAR_STARTS
)
"""The rules whose periods follow each other: each day lies in exactly one of them."""

RULES = SEAMLESS | ROLLING
PERIODS = st.builds(MeasurementPeriod.containing, DAYS, RULES)


def year_start_of(period: MeasurementPeriod) -> YearStart:
    """Return the day on which the year of a period begins."""
    length = period.length
    return length.year_start if isinstance(length, FiscalLength) else CALENDAR_YEAR
