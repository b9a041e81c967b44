"""Which months the sample company has behind it on a given day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from concord.domain.period import MeasurementPeriod, PeriodLength

MONTHS = 14
_REPORTED_AFTER = timedelta(days=9)
_SATURDAY = 5


def is_weekend(day: date) -> bool:
    """Say whether `day` is a Saturday or a Sunday."""
    return day.weekday() >= _SATURDAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The sample's calendar, seen from `today`."""

    today: date

    @property
    def last_month(self) -> MeasurementPeriod:
        """The last month whose deliveries and reports are due everywhere, holidays or not."""
        return MeasurementPeriod.before(self.today - _REPORTED_AFTER)

    @property
    def months(self) -> tuple[MeasurementPeriod, ...]:
        """The last month and those before it, oldest first."""
        months = [self.last_month]
        while len(months) < MONTHS:
            months.append(months[-1].previous())
        return tuple(reversed(months))

    @property
    def ended_since(self) -> tuple[MeasurementPeriod, ...]:
        """The month that is over but too young to be reported, in a month's first days."""
        newest = MeasurementPeriod.before(self.today)
        return () if newest == self.last_month else (newest,)

    @property
    def running(self) -> MeasurementPeriod:
        """The month of `today`."""
        return MeasurementPeriod.containing(self.today, PeriodLength.MONTH)

    def age(self, month: MeasurementPeriod) -> int:
        """Return how many months before the last month this one lies; negative if after."""
        last = self.last_month.start
        return 12 * (last.year - month.start.year) + last.month - month.start.month

    @property
    def now(self) -> datetime:
        """A moment before `today` has begun anywhere on earth: nothing arrives after it."""
        return datetime.combine(self.today - timedelta(days=1), time(9, 45), UTC)


def arrival(month: MeasurementPeriod, weekday_number: int, at: time, zone: ZoneInfo) -> datetime:
    """Return the n-th weekday after the month's end, at a time of day in the partner's zone."""
    day = month.end
    for _ in range(weekday_number):
        day += timedelta(days=1)
        while is_weekend(day):
            day += timedelta(days=1)
    return datetime.combine(day, at, zone)
