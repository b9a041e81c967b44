"""What the rest of a period expects: by weekday, and nothing on days that are closed."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from concord.domain.business_calendar import BusinessCalendar
from concord.domain.coverage import Coverage, CoverageUnit
from concord.domain.forecast.day_figure import DayFigure
from concord.domain.forecast.rest import DaysSeen, Rest, rest_of
from concord.domain.kpi import TOTAL, Dimension
from concord.domain.source import Source
from tests.builders import CALENDAR, LONDON, at_site, period, source
from tests.builders_forecast import daily, day_of, on_day

OCTOBER = period("2026-10")
FRIDAY_23RD = day_of("2026-10-23")
TODAY = day_of("2026-11-02")
WHOLE = source()
HOLIDAY = replace(CALENDAR, holidays=frozenset({day_of("2026-10-26")}))
BUSINESS_DAYS = source(coverage=Coverage(every=CoverageUnit.BUSINESS_DAY, calendar=HOLIDAY))
EVERY_DAY = source(coverage=Coverage(every=CoverageUnit.CALENDAR_DAY))
BY_SITE = source(
    coverage=Coverage(
        every=CoverageUnit.BUSINESS_DAY,
        for_each=("site",),
        calendar=CALENDAR,
        sites=(("cebu", HOLIDAY),),
    )
)


def rest(
    asked: Source,
    figures: tuple[DayFigure, ...],
    as_of: date = FRIDAY_23RD,
    dimension: Dimension = TOTAL,
    missing: tuple[str, ...] = (),
) -> Rest:
    gone = {day_of(day) for day in missing}
    left = tuple(figure for figure in figures if figure.day not in gone)
    delivered = frozenset(figure.day for figure in left)
    seen = DaysSeen(figures=left, as_of=as_of, today=TODAY, delivered=delivered)
    found = rest_of(asked, OCTOBER, dimension, seen)
    assert sum(found.by_day, Fraction(0)) == (found.volume or 0)
    return replace(found, by_day=())


def weekdays(first: str, last: str, volume: int = 100) -> tuple[DayFigure, ...]:
    return tuple(f for f in daily(first, last, volume) if f.day.weekday() < 5)


def test_each_day_left_expects_what_its_weekday_had() -> None:
    mondays = {19: 300, 12: 100, 5: 200}
    figures = tuple(
        on_day(f.day, mondays.get(f.day.day, 10)) for f in daily("2026-10-01", "2026-10-23")
    )
    # Saturday and Sunday, a Monday of 200, five days of 10.
    assert rest(WHOLE, figures) == Rest(days=8, volume=Fraction(10 + 10 + 200 + 50))


def test_an_even_number_of_weekdays_expects_the_middle_of_the_two_in_the_middle() -> None:
    figures = (*daily("2026-10-17", "2026-10-23", 10), *daily("2026-10-10", "2026-10-16", 15))
    assert rest(WHOLE, figures).volume == Fraction("12.5") * 8


def test_only_the_last_eight_of_a_weekday_count_within_thirteen_weeks() -> None:
    latest = daily("2026-08-29", "2026-10-23", 10)
    older = daily("2026-05-01", "2026-08-28", 10_000)
    assert rest(WHOLE, (*older, *latest)).volume == 80
    long_ago = (on_day("2026-07-24", 10_000), on_day("2026-10-23", 10))
    assert rest(WHOLE, long_ago).volume == 80


def test_a_weekday_that_never_has_data_is_closed() -> None:
    figures = weekdays("2026-10-01", "2026-10-23")
    assert rest(WHOLE, figures) == Rest(days=6 - 1, volume=Fraction(500))


def test_in_its_first_days_every_weekday_is_like_those_seen() -> None:
    figures = daily("2026-10-19", "2026-10-23")
    assert rest(WHOLE, figures) == Rest(days=8, volume=Fraction(800))


def test_holidays_and_weekends_of_the_coverage_expect_nothing() -> None:
    figures = daily("2026-10-01", "2026-10-23")
    assert rest(BUSINESS_DAYS, figures) == Rest(days=4, volume=Fraction(400))


def test_a_weekday_never_seen_is_open_where_the_coverage_asks_for_it() -> None:
    figures = weekdays("2026-10-01", "2026-10-23")
    weekends_so_far, days_ahead = 6, 8
    days = weekends_so_far + days_ahead
    assert rest(EVERY_DAY, figures) == Rest(days=days, volume=Fraction(100 * days))


def test_a_day_asked_for_that_is_missing_is_still_to_come() -> None:
    figures = daily("2026-10-01", "2026-10-23")
    assert rest(EVERY_DAY, figures, missing=("2026-10-07",)).days == 9
    assert rest(WHOLE, figures, missing=("2026-10-07",)).days == 8


def test_service_days_follow_the_hours_of_the_service() -> None:
    sundays_off = BusinessCalendar(name="open", zone=LONDON, days_off=frozenset({6}))
    asked = source(coverage=Coverage(every=CoverageUnit.SERVICE_DAY, service_hours=sundays_off))
    assert rest(asked, daily("2026-10-01", "2026-10-23")).days == 7


@pytest.mark.parametrize(("site", "days"), [("manila", 5), ("cebu", 4)])
def test_a_site_keeps_its_own_holidays(site: str, days: int) -> None:
    figures = weekdays("2026-10-01", "2026-10-23")
    assert rest(BY_SITE, figures, dimension=at_site(site)).days == days


def test_the_total_is_open_while_any_site_is() -> None:
    figures = weekdays("2026-10-01", "2026-10-23")
    assert rest(BY_SITE, figures).days == 5


def test_relieved_days_expect_nothing_whether_they_lie_behind_or_ahead() -> None:
    figures = tuple(f for f in daily("2026-10-01", "2026-10-23") if f.day.day != 14)
    relieved = frozenset({day_of("2026-10-14"), day_of("2026-10-28")})
    delivered = frozenset(figure.day for figure in figures)
    seen = DaysSeen(
        figures=figures, as_of=FRIDAY_23RD, today=TODAY, delivered=delivered, relieved=relieved
    )
    left = rest_of(EVERY_DAY, OCTOBER, TOTAL, seen)
    assert (left.days, left.volume) == (7, Fraction(700))


@pytest.mark.parametrize(
    ("minimum", "days"), [("0", 3), ("9", 3), ("10", 2), ("10.5", 1), ("12", 0)]
)
def test_days_that_expect_too_little_are_told_from_the_others(minimum: str, days: int) -> None:
    by_day = (Fraction(9), Fraction(10), Fraction(11))
    left = Rest(days=3, volume=Fraction(30), by_day=by_day)
    assert left.days_from(Fraction(minimum)) == days
    assert Rest(days=3, volume=None).days_from(Fraction(minimum)) == 3


@pytest.mark.parametrize(
    ("so_far", "days", "volume"), [(30, 9, 870), (100, 8, 800), (120, 8, 800)]
)
def test_of_a_day_that_is_not_over_the_rest_is_still_to_come(
    so_far: int, days: int, volume: int
) -> None:
    figures = (*daily("2026-10-01", "2026-10-22"), on_day("2026-10-23", so_far))
    seen = DaysSeen(
        figures=figures,
        as_of=FRIDAY_23RD,
        today=FRIDAY_23RD,
        delivered=frozenset(figure.day for figure in figures),
    )
    left = rest_of(EVERY_DAY, OCTOBER, TOTAL, seen)
    assert left == Rest(days=days, volume=Fraction(volume), by_day=(Fraction(100),) * 8)
    without = replace(seen, relieved=frozenset({FRIDAY_23RD}))
    assert rest_of(EVERY_DAY, OCTOBER, TOTAL, without).volume == Fraction(800)


def test_of_a_closed_day_with_data_nothing_more_is_to_come() -> None:
    sunday = day_of("2026-10-25")
    figures = (*daily("2026-10-01", "2026-10-24"), on_day(sunday, 5))
    seen = DaysSeen(
        figures=figures,
        as_of=sunday,
        today=sunday,
        delivered=frozenset(figure.day for figure in figures),
    )
    # Monday is a holiday.
    assert rest_of(BUSINESS_DAYS, OCTOBER, TOTAL, seen).volume == Fraction(400)


def test_the_first_day_of_all_tells_nothing_before_it_is_over() -> None:
    figures = (on_day("2026-10-31", 10),)
    last = day_of("2026-10-31")
    seen = DaysSeen(figures=figures, as_of=last, today=last, delivered=frozenset({last}))
    assert rest_of(EVERY_DAY, period("2026-10-31"), TOTAL, seen) == Rest(days=0, volume=None)


def test_without_any_day_seen_nobody_can_tell_the_volume() -> None:
    assert rest(WHOLE, ()) == Rest(days=8, volume=None)


def test_after_the_last_day_nothing_is_left() -> None:
    last = day_of("2026-10-31")
    assert rest(WHOLE, daily("2026-10-01", "2026-10-31"), last) == Rest(days=0, volume=Fraction(0))
    assert rest(WHOLE, (), last) == Rest(days=0, volume=Fraction(0))


def test_days_that_the_clock_changes_are_days_like_others() -> None:
    figures = tuple(on_day(day_of("2026-10-01") + timedelta(days=n), 10) for n in range(23))
    assert day_of("2026-10-25") in OCTOBER
    assert rest(WHOLE, figures).volume == 80
