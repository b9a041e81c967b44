"""Which days and hours of a source relief reaches, over zones and the change of clocks."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from concord.domain.relief import Clocks, Drops, LeftOut, ReliefRule, reached
from tests.builders import CALENDAR, LONDON, moment
from tests.builders_relief import event, standing

MANILA = ZoneInfo("Asia/Manila")
FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)


def found(
    rule: ReliefRule,
    first: date = FIRST,
    last: date = LAST,
    agreed: ZoneInfo = LONDON,
    source: ZoneInfo = LONDON,
) -> LeftOut:
    clocks = Clocks(agreement=agreed, calendar=CALENDAR, source=source)
    return reached(rule, clocks, first, last)


def days(*numbers: int, month: int = 10) -> frozenset[date]:
    return frozenset(date(2026, month, number) for number in numbers)


def windows(*pairs: tuple[str, str]) -> tuple[tuple[datetime, datetime], ...]:
    return tuple((datetime.fromisoformat(a), datetime.fromisoformat(b)) for a, b in pairs)


LATE = event(begins=moment("2026-10-14T22:30"), ends=moment("2026-10-14T23:30"))


@pytest.mark.parametrize(
    ("rule", "source", "touched"),
    [
        (event(), LONDON, days(14)),
        (event(), MANILA, days(14)),
        # 23:30 to 00:30 in London is the morning of the 15th in Manila.
        (LATE, LONDON, days(14, 15)),
        (LATE, MANILA, days(15)),
        # Up to midnight, and without it.
        (event(ends=moment("2026-10-14T23:00")), LONDON, days(14)),
        (event(ends=moment("2026-10-14T23:01")), LONDON, days(14, 15)),
    ],
)
def test_an_event_touches_days_on_the_source_s_clock(
    rule: ReliefRule, source: ZoneInfo, touched: frozenset[date]
) -> None:
    assert found(rule, source=source) == LeftOut(days=touched)


def test_only_the_days_asked_for_are_reached() -> None:
    long = event(begins=moment("2026-09-20"), ends=moment("2026-10-03T12:00"))
    assert found(long) == LeftOut(days=days(1, 2, 3))
    assert found(long, FIRST, FIRST) == LeftOut(days=days(1))
    assert found(event(), date(2026, 11, 1), date(2026, 11, 30)) == LeftOut()


def test_an_event_that_drops_hours_is_a_window_on_the_source_s_clock() -> None:
    rule = event(drops=Drops.HOURS)
    assert found(rule).windows == windows(("2026-10-14T09:10", "2026-10-14T13:40"))
    assert found(event(drops=Drops.ROWS)) == found(rule)
    in_manila = windows(("2026-10-14T16:10", "2026-10-14T20:40"))
    assert found(rule, source=MANILA).windows == in_manila


def test_a_standing_window_comes_round_on_the_agreement_s_clock() -> None:
    rule = standing("week on Sunday", "02:00-06:00")
    assert found(rule).windows == windows(
        ("2026-10-04T02:00", "2026-10-04T06:00"),
        ("2026-10-11T02:00", "2026-10-11T06:00"),
        ("2026-10-18T02:00", "2026-10-18T06:00"),
        ("2026-10-25T02:00", "2026-10-25T06:00"),
    )
    # Summer time ends in London on the 25th; clocks in Manila stay as they are.
    assert found(rule, source=MANILA).windows[-2:] == windows(
        ("2026-10-18T09:00", "2026-10-18T13:00"), ("2026-10-25T10:00", "2026-10-25T14:00")
    )


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        # The hour from 1 to 2 does not exist.
        ("00:30-01:30", [("2026-03-29T00:30", "2026-03-29T01:00")]),
        ("01:00-02:00", []),
        ("01:30-03:00", [("2026-03-29T02:00", "2026-03-29T03:00")]),
    ],
)
def test_hours_that_clocks_leave_out_are_no_relief(
    hours: str, expected: list[tuple[str, str]]
) -> None:
    day = date(2026, 3, 29)
    assert found(standing(hours=hours), day, day).windows == windows(*expected)


def test_hours_that_clocks_show_twice_are_relief_both_times() -> None:
    day = date(2026, 10, 25)
    rule = standing(hours="01:30-03:00")
    assert found(rule, day, day).windows == windows(("2026-10-25T01:30", "2026-10-25T03:00"))
    in_manila = windows(
        ("2026-10-25T08:30", "2026-10-25T09:00"), ("2026-10-25T09:30", "2026-10-25T11:00")
    )
    assert found(rule, day, day, source=MANILA).windows == in_manila


def test_a_shift_belongs_to_the_day_on_which_it_begins() -> None:
    rule = standing("week on Sunday", "22:00-02:00", until=date(2026, 10, 4))
    assert found(rule).windows == windows(("2026-10-04T22:00", "2026-10-05T02:00"))
    assert found(rule, date(2026, 10, 5), LAST).windows == windows(
        ("2026-10-05T00:00", "2026-10-05T02:00")
    )


@pytest.mark.parametrize(
    ("since", "until", "touched"),
    [
        (None, None, days(4, 11, 18, 25)),
        (date(2026, 10, 11), date(2026, 10, 18), days(11, 18)),
        (date(2026, 10, 12), date(2026, 10, 17), days()),
    ],
)
def test_it_holds_from_its_first_day_to_its_last(
    since: date | None, until: date | None, touched: frozenset[date]
) -> None:
    rule = standing(drops=Drops.DAY, since=since, until=until)
    assert found(rule) == LeftOut(days=touched)


def test_a_rhythm_is_counted_from_its_first_day() -> None:
    rule = standing("2 weeks on Sunday", drops=Drops.DAY, since=date(2026, 9, 27))
    assert found(rule) == LeftOut(days=days(11, 25))


def test_a_whole_day_is_left_out_from_midnight_to_midnight() -> None:
    rule = standing("month on 1st day", "00:00-24:00")
    assert found(rule).whole_days == days(1)
    assert found(rule, source=MANILA).whole_days == days(1)
    assert found(rule, source=MANILA).touched == days(1)


@pytest.mark.parametrize("source", [LONDON, MANILA])
def test_an_event_of_whole_days_is_these_days_on_every_clock(source: ZoneInfo) -> None:
    rule = event(days=(date(2026, 10, 14), date(2026, 10, 15)))
    assert found(rule, source=source) == LeftOut(days=days(14, 15))


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_a_day_on_which_clocks_change_is_as_whole_as_others(day: date) -> None:
    assert found(standing(hours="00:00-24:00"), day, day).whole_days == frozenset({day})


def test_days_of_a_period_are_those_that_it_touches() -> None:
    assert found(event(drops=Drops.PERIOD)) == LeftOut(days=days(14))
