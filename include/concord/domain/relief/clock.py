"""Stretches of time as clocks of a zone show them, also when these are put forward or back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

Stretch = tuple[datetime, datetime]
"""From a moment up to, and without, another."""

_A_DAY = timedelta(days=1)
_A_SECOND = timedelta(seconds=1)
# Clocks differ from UTC by less than this.
_FARTHEST = timedelta(hours=26)


def shown(stretch: Stretch, zone: ZoneInfo) -> tuple[Stretch, ...]:
    """Return what clocks in `zone` show while a stretch of real time goes by.

    There are several stretches where clocks are put forward or back meanwhile.  What they leave
    out then is within, and what they show twice as soon as one of the two passes is.
    """
    found = [
        (_naive(begin + offset), _naive(end + offset))
        for begin, end, offset in _steady(stretch, zone)
    ]
    later = [begin for begin, _ in found[1:]]
    joined = [
        (begin, max(end, next_)) for (begin, end), next_ in zip(found[:-1], later, strict=True)
    ]
    return (*joined, *found[-1:])


def moments(clock: Stretch, zone: ZoneInfo) -> tuple[Stretch, ...]:
    """Return the real time, in UTC, in which clocks in `zone` show what lies in `clock`.

    What they leave out takes no time, and what they show twice takes both passes.
    """
    begins, ends = (each.replace(tzinfo=UTC) for each in clock)
    around = (begins - _FARTHEST, ends + _FARTHEST)
    found: list[Stretch] = []
    for first, last, offset in _steady(around, zone):
        begin, end = max(first, begins - offset), min(last, ends - offset)
        if found and found[-1][1] == begin < end:
            found[-1] = (found[-1][0], end)
        elif begin < end:
            found.append((begin, end))
    return tuple(found)


def _naive(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None)


def _steady(stretch: Stretch, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime, timedelta]]:
    """Yield the parts of a stretch, in UTC, in each of which one offset from UTC holds."""
    begin, end = (each.astimezone(UTC) for each in stretch)
    while begin < end:
        offset = _offset(begin, zone)
        change = _change(begin, end, zone)
        yield begin, change, offset
        begin = change


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta(0)


def _change(begin: datetime, end: datetime, zone: ZoneInfo) -> datetime:
    """Return when the offset of `begin` ends, or `end`; no two changes fall on one day."""
    offset = _offset(begin, zone)
    before = begin
    while before < end:
        after = min(before + _A_DAY, end)
        if _offset(after, zone) != offset:
            return _first_other(before, after, zone)
        before = after
    return end


def _first_other(same: datetime, other: datetime, zone: ZoneInfo) -> datetime:
    offset = _offset(same, zone)
    while other - same > _A_SECOND:
        middle = (same + (other - same) / 2).replace(microsecond=0)
        if _offset(middle, zone) == offset:
            same = middle
        else:
            other = middle
    return other
