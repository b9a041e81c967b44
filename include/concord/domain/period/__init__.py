"""Measurement periods: what a figure covers, from a day to a rolling three years."""

from concord.domain.period.length import (
    CALENDAR_YEAR,
    FiscalLength,
    PeriodLength,
    PeriodRule,
    RollingMonths,
    YearStart,
    months_of,
)
from concord.domain.period.measurement_period import (
    MeasurementPeriod,
    is_plausible,
    period_range,
)
from concord.domain.period.months import add_months

__all__ = [
    "CALENDAR_YEAR",
    "FiscalLength",
    "MeasurementPeriod",
    "PeriodLength",
    "PeriodRule",
    "RollingMonths",
    "YearStart",
    "add_months",
    "is_plausible",
    "months_of",
    "period_range",
]
