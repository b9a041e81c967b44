"""Which days and hours of a source a relief reaches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import assert_never
from zoneinfo import ZoneInfo

from concord.domain.business_calendar import BusinessCalendar
from concord.domain.quantity import CALENDAR_START
from concord.domain.relief.clock import Stretch, moments, shown
from concord.domain.relief.left_out import NOTHING, LeftOut
from concord.domain.relief.rule import Drops, ReliefEvent, ReliefRule, StandingRelief

_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    """The clock and calendar of an agreement, on which relief is stated, and a source's clock."""

    agreement: ZoneInfo
    calendar: BusinessCalendar
    source: ZoneInfo


def reached(rule: ReliefRule, clocks: Clocks, first: date, last: date) -> LeftOut:
    """Return what `rule` leaves out of the source's days from `first` to `last`, if it counts.

    A rule that drops periods reaches the days that it touches: the periods of any length that
    these lie in are left out whole.
    """
    span = (_midnight(first), _midnight(last + _A_DAY))
    windows = [
        (max(begin, span[0]), min(end, span[1]))
        for begin, end in _windows(rule, clocks, first, last)
        if begin < span[1] and span[0] < end
    ]
    found = NOTHING | LeftOut(windows=tuple(windows))
    match rule.drops:
        case Drops.ROWS | Drops.HOURS:
            return found
        case Drops.DAY | Drops.PERIOD:
            return LeftOut(days=found.touched)
        case _:  # pragma: no cover
            assert_never(rule.drops)


def _windows(rule: ReliefRule, clocks: Clocks, first: date, last: date) -> Iterator[Stretch]:
    """Yield the stretches of the source's clock that a rule covers around these days."""
    if isinstance(rule, ReliefEvent):
        if rule.days is None:
            yield from shown((rule.begins, rule.ends), clocks.source)
        else:
            yield _midnight(rule.days[0]), _midnight(rule.days[1] + _A_DAY)
        return
    for stretch in _rounds(rule, clocks, first, last):
        if rule.hours.length == _A_DAY and rule.hours.opens == time():
            yield stretch
            continue
        for moment in moments(stretch, clocks.agreement):
            yield from shown(moment, clocks.source)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def _rounds(rule: StandingRelief, clocks: Clocks, first: date, last: date) -> Iterator[Stretch]:
    """Yield each window on the agreement's clock that may reach into these days.

    Clocks lie more than a day apart at most, and a shift may end on the next day.
    """
    begin = max(first - 3 * _A_DAY, rule.since or CALENDAR_START)
    end = min(last + 2 * _A_DAY, rule.until or date.max)
    start = rule.since or CALENDAR_START
    for day in rule.every.dates(begin, end, clocks.calendar, start=start):
        opens = datetime.combine(day, rule.hours.opens)
        yield opens, opens + rule.hours.length
