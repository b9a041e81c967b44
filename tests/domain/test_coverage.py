"""Which days a delivery must have rows for, and for which sites."""

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from concord.domain.business_calendar import BusinessCalendar
from concord.domain.coverage import Coverage, CoverageUnit
from concord.domain.period import MeasurementPeriod
from tests.builders import CALENDAR

DECEMBER = MeasurementPeriod.parse("2026-12")
CLOSED_SUNDAYS = replace(CALENDAR, days_off=frozenset({6}))
MANILA = BusinessCalendar(
    name="PH", zone=ZoneInfo("Asia/Manila"), holidays=frozenset({date(2026, 12, 8)})
)


def expected(coverage: Coverage, *values: str) -> int:
    """Return on how many days of December rows are expected for these values."""
    return sum(coverage.expects(day, values) for day in DECEMBER.days())


@pytest.mark.parametrize(
    ("unit", "days"),
    [
        (CoverageUnit.PERIOD, 31),
        (CoverageUnit.CALENDAR_DAY, 31),
        (CoverageUnit.BUSINESS_DAY, 23),
        (CoverageUnit.SERVICE_DAY, 27),
    ],
)
def test_rows_are_expected_for_the_days_of_the_unit(unit: CoverageUnit, days: int) -> None:
    coverage = Coverage(every=unit, calendar=CALENDAR, service_hours=CLOSED_SUNDAYS)
    assert expected(coverage) == days


def test_a_site_keeps_its_own_holidays() -> None:
    coverage = Coverage(
        every=CoverageUnit.BUSINESS_DAY,
        for_each=("site",),
        calendar=CALENDAR,
        sites=(("manila", MANILA),),
    )
    assert expected(coverage, "manila") == 22
    assert expected(coverage, "cebu") == 23


def test_without_a_calendar_or_hours_every_day_counts() -> None:
    assert expected(Coverage(every=CoverageUnit.BUSINESS_DAY)) == 31
    assert expected(Coverage(every=CoverageUnit.SERVICE_DAY)) == 31
