"""For which days a delivery has rows."""

from datetime import date, timedelta

from concord.domain.coverage import Coverage, CoverageUnit
from concord.domain.proposal.coverage import coverage_of
from concord.domain.proposal.typed_table import TypedTable
from tests.proposals import DAILY, typed

OCTOBER = [date(2026, 10, 1) + timedelta(days=n) for n in range(31)]
WEEKDAYS = [day for day in OCTOBER if day.weekday() < 5]


def table(days: list[date]) -> TypedTable:
    return typed(("Date", "Team"), *[(day, team) for day in days for team in "ab"], day="date")


def test_every_day_for_each_site() -> None:
    assert coverage_of(typed(*DAILY, day="date"), ("date", "site")) == Coverage(
        every=CoverageUnit.CALENDAR_DAY, for_each=("site",)
    )


def test_weekdays_but_for_holidays_are_business_days() -> None:
    coverage = coverage_of(table(WEEKDAYS[:10] + WEEKDAYS[11:]), ("date", "team"))
    assert coverage == Coverage(every=CoverageUnit.BUSINESS_DAY, for_each=("team",))


def test_gaps_few_days_and_no_days_ask_for_one_row_a_period() -> None:
    for days in (OCTOBER[::2], WEEKDAYS[::2], OCTOBER[:4]):
        assert coverage_of(table(days), ("date", "team")) == Coverage()
    assert coverage_of(typed(("Team", "X"), ("a", 1)), ("team",)) == Coverage()


def test_a_site_that_lacks_a_day_is_not_asked_for() -> None:
    lines = [line for line in DAILY if line[:2] != (date(2026, 10, 7), "Cebu")]
    coverage = coverage_of(typed(*lines, day="date"), ("date", "site"))
    assert coverage == Coverage(every=CoverageUnit.CALENDAR_DAY)


def test_a_row_without_its_day_covers_none() -> None:
    lines = [*DAILY, (None, "Manila", 1, 1, 1, 1)]
    coverage = coverage_of(typed(*lines, day="date"), ("date", "site"))
    assert coverage.for_each == ("site",)


def test_moments_of_calls_cover_their_days() -> None:
    lines = [(f"{day} 07:00", "a") for day in OCTOBER]
    timed = typed(("Start", "Team"), *lines, day="start")
    assert coverage_of(timed, ("start",)).every is CoverageUnit.CALENDAR_DAY
    pairs = [(f"{day} 07:00", team) for day in OCTOBER for team in "ab"]
    both = typed(("Start", "Team"), *pairs, day="start")
    assert coverage_of(both, ("start", "team")).for_each == ("team",)
