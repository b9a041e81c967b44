"""Check-ins: series of meetings, and the days on which they are held."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from concord.domain.business_calendar import BusinessCalendar, jointly
from concord.domain.notation import day as day_text
from concord.domain.quantity import CALENDAR_START, Recurrence, Span, SpanUnit

AN_HOUR = timedelta(hours=1)
# Days off in a row, of both sides together, after which a meeting still finds its day.
_LONGEST_ROLL = timedelta(days=31)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingSeries:
    """Meetings that come round, as agreed: when, for how long, and which roles attend.

    The time of `rhythm` is in `zone`; without one, the day alone is agreed.  `quorum` are
    roles without which it is not held.  `pack_before` says how long before it the agenda
    pack goes out, and `minutes` whether they are kept.
    """

    series: str
    rhythm: Recurrence
    zone: ZoneInfo
    attend: tuple[str, ...]
    length: timedelta = AN_HOUR
    quorum: tuple[str, ...] = ()
    where: str = ""
    agenda: str = ""
    pack_before: Span | None = None
    minutes: bool = True
    starts: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One meeting of a series: `planned` by the rhythm, held on `day` for the reason given."""

    series: MeetingSeries
    planned: date
    day: date
    moved: str = ""

    @property
    def identity(self) -> str:
        """What names it within its partner's calendar, wherever its day moves.

        It is the series and the round: the week or the month that it is planned for, or the
        day where it comes round by the day.
        """
        return f"meeting/{self.series.series}/{_round_of(self.planned, self.series.rhythm)}"

    @property
    def begins(self) -> datetime | None:
        """When it begins, None where no time was agreed."""
        at = self.series.rhythm.at
        return None if at is None else datetime.combine(self.day, at, self.series.zone)


def meetings(
    series: MeetingSeries,
    ours: BusinessCalendar,
    theirs: BusinessCalendar,
    first: date,
    last: date,
) -> tuple[Meeting, ...]:
    """Return the meetings held from `first` to `last`, both included, by day.

    A date that is a day off on either side rolls to the following day on which both work.
    One that falls on another of the series by that is not held twice.
    """
    both = jointly([ours, theirs])
    found: dict[date, Meeting] = {}
    for planned in _planned(series, both, first - _LONGEST_ROLL, last):
        day = both.following(planned)
        if day == planned or day not in found:
            moved = "" if day == planned else _why(planned, ours, theirs)
            found[day] = Meeting(series=series, planned=planned, day=day, moved=moved)
    return tuple(found[day] for day in sorted(found) if first <= day <= last)


def _planned(
    series: MeetingSeries, calendar: BusinessCalendar, first: date, last: date
) -> Iterator[date]:
    until = last if series.until is None else min(last, series.until)
    start = series.starts or CALENDAR_START
    yield from series.rhythm.dates(first, until, calendar, start=start)


def _why(planned: date, ours: BusinessCalendar, theirs: BusinessCalendar) -> str:
    sides = {"the client": ours, "the partner": theirs}
    off = [side for side, calendar in sides.items() if not calendar.is_business_day(planned)]
    return f"moved from {day_text(planned)}, a day off for {' and '.join(off)}"


def _round_of(planned: date, rhythm: Recurrence) -> str:
    if rhythm.every.unit in {SpanUnit.MONTH, SpanUnit.YEAR}:
        return f"{planned:%Y-%m}"
    if rhythm.every.unit is SpanUnit.WEEK:
        return f"{planned:%G-W%V}"
    return planned.isoformat()


def fits(calendar: BusinessCalendar, begins: datetime, length: timedelta) -> bool:
    """Say whether the whole of a meeting lies within the working hours of a calendar."""
    ends = begins.astimezone(UTC) + length
    return calendar.add_hours(begins, length).astimezone(UTC) == ends


def has_common_hours(
    ours: BusinessCalendar, theirs: BusinessCalendar, day: date, length: timedelta
) -> bool:
    """Say whether on some quarter of an hour of `day`, by our clock, both sides could meet."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=ours.zone).astimezone(UTC)
    quarters = (midnight + timedelta(minutes=15 * n) for n in range(24 * 4))
    return any(fits(ours, at, length) and fits(theirs, at, length) for at in quarters)
