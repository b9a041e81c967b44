"""Business days and business hours of one place, with its holidays as plain dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SATURDAY, SUNDAY = 5, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessCalendar:
    """Which days and hours somebody works.

    `holidays` must cover every year that is asked about; the adapter that makes calendars
    takes generous bounds.  `opens` and `closes` are wall-clock times in `zone`.  From each
    day of `revised` on, in order, another calendar holds in the same zone.
    """

    name: str
    zone: ZoneInfo
    holidays: frozenset[date] = frozenset()
    days_off: frozenset[int] = frozenset({SATURDAY, SUNDAY})
    opens: time = time(9)
    closes: time = time(17)
    revised: tuple[tuple[date, BusinessCalendar], ...] = ()

    def on(self, day: date) -> BusinessCalendar:
        """Return the calendar in force on `day`."""
        in_force = [calendar for since, calendar in self.revised if since <= day]
        return in_force[-1] if in_force else self

    def is_business_day(self, day: date) -> bool:
        """Say whether people work on `day`."""
        calendar = self.on(day)
        return day.weekday() not in calendar.days_off and day not in calendar.holidays

    def in_zone(self, zone: ZoneInfo) -> BusinessCalendar:
        """Return the same days and hours on another clock."""
        revised = tuple((since, calendar.in_zone(zone)) for since, calendar in self.revised)
        return replace(self, zone=zone, revised=revised)

    def with_hours(self, opens: time, closes: time) -> BusinessCalendar:
        """Return the same days with other hours."""
        revised = tuple((day, later.with_hours(opens, closes)) for day, later in self.revised)
        return replace(self, opens=opens, closes=closes, revised=revised)

    def preceding(self, day: date) -> date:
        """Return `day`, or the last business day before it."""
        while not self.is_business_day(day):
            day -= timedelta(days=1)
        return day

    def following(self, day: date) -> date:
        """Return `day`, or the first business day after it."""
        while not self.is_business_day(day):
            day += timedelta(days=1)
        return day

    def shift(self, day: date, business_days: int) -> date:
        """Return the n-th business day after `day` (before it if negative; `day` if zero)."""
        step = timedelta(days=1 if business_days >= 0 else -1)
        for _ in range(abs(business_days)):
            day += step
            while not self.is_business_day(day):
                day += step
        return day

    def business_days(self, first: date, last: date) -> tuple[date, ...]:
        """Return the business days from `first` to `last`, both included."""
        span = (first + timedelta(days=offset) for offset in range((last - first).days + 1))
        return tuple(day for day in span if self.is_business_day(day))

    def add_hours(self, moment: datetime, hours: timedelta) -> datetime:
        """Return the moment when `hours` of working time have passed since `moment`.

        Time outside business hours does not count.  The result is in the calendar's zone.
        """
        now = moment.astimezone(self.zone)
        # Yesterday's shift may still be running when hours go past midnight.
        day = now.date() - timedelta(days=1)
        left = hours
        while True:
            day = self.following(day)
            opens, closes = self._hours_of(day)
            start = max(now, opens)
            if start < closes:
                available = _elapsed(start, closes)
                if left <= available:
                    return (start.astimezone(UTC) + left).astimezone(self.zone)
                left -= available
            day += timedelta(days=1)

    def _hours_of(self, day: date) -> tuple[datetime, datetime]:
        """Return opening and closing of `day`; a shift past midnight closes the next day."""
        hours = self.on(day)
        closing_day = day if hours.closes > hours.opens else day + timedelta(days=1)
        return (
            datetime.combine(day, hours.opens, self.zone),
            datetime.combine(closing_day, hours.closes, self.zone),
        )


def jointly(calendars: Sequence[BusinessCalendar]) -> BusinessCalendar:
    """Return the days on which all of them work, on the first one's clock and hours."""
    starts = sorted({since for calendar in calendars for since, _ in calendar.revised})
    revised = tuple((since, _joint([c.on(since) for c in calendars])) for since in starts)
    return replace(_joint(calendars), revised=revised)


def _joint(calendars: Sequence[BusinessCalendar]) -> BusinessCalendar:
    first, *others = calendars
    return replace(
        first,
        name=" and ".join(calendar.name for calendar in calendars),
        holidays=first.holidays.union(*(calendar.holidays for calendar in others)),
        days_off=first.days_off.union(*(calendar.days_off for calendar in others)),
        revised=(),
    )


def _elapsed(start: datetime, end: datetime) -> timedelta:
    # Subtracting within one zone ignores a clock change, so go through UTC.
    return end.astimezone(UTC) - start.astimezone(UTC)
