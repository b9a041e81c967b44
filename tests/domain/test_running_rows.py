"""What a report says of periods that still run: those of the month after, and totals alone."""

from dataclasses import replace

import pytest

from concord.domain.forecast import Forecast
from concord.domain.period import MeasurementPeriod, PeriodLength
from concord.domain.running_rows import running_rows
from tests.builders import agreement, at_site, period, service_level
from tests.builders_forecast import day_of, forecast

SEPTEMBER, OCTOBER = period("2026-09"), forecast()
QUARTER = replace(
    OCTOBER, period=MeasurementPeriod.containing(day_of("2026-10-20"), PeriodLength.QUARTER)
)


def names(month: MeasurementPeriod, *found: Forecast) -> list[str]:
    levels = (service_level(id="first", name="Answered in time"), service_level())
    agreed = agreement(service_levels=levels)
    return [row.name for row in running_rows(agreed, month, found)]


def test_the_running_month_is_named_beside_the_month_that_is_reported() -> None:
    assert names(SEPTEMBER, OCTOBER) == ["Answer rate, October 2026"]


def test_levels_come_in_the_agreement_s_order_and_under_their_own_names() -> None:
    first = replace(OCTOBER, service_level="first")
    assert names(SEPTEMBER, QUARTER, OCTOBER, first) == [
        "Answered in time, October 2026",
        "Answer rate, October 2026",
        "Answer rate, Q4 2026",
    ]


@pytest.mark.parametrize(
    ("month", "found"),
    [
        ("2026-08", OCTOBER),
        ("2026-10", OCTOBER),
        ("2026-09", replace(OCTOBER, as_of=day_of("2026-09-30"))),
        ("2026-09", replace(OCTOBER, dimension=at_site("cebu"))),
        ("2026-09", replace(OCTOBER, service_level="of another version")),
    ],
    ids=["reported anew", "running itself", "without data yet", "a part", "not agreed then"],
)
def test_what_is_not_the_report_s_matter_is_left_out(month: str, found: Forecast) -> None:
    assert names(period(month), found) == []
