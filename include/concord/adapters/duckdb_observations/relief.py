"""The condition under which stored rows are left out by relief."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from concord.adapters.duckdb_observations.sandbox import identifier
from concord.domain.relief import LeftOut, Stretch
from concord.domain.source import ColumnType, Source


def is_left_out(source: Source, left_out: LeftOut) -> str:
    """Return the SQL condition on effective rows: whether relief leaves them out.

    A row that has a day but no time of day is left out with the whole of its day, one without
    a day with all days of its file's period.  It is never null.
    """
    if source.day_column is None:
        return _any(
            f"(_first >= {_day(first)} AND _last <= {_day(last)})"
            for first, last in left_out.stretches
        )
    parts = [_on(left_out.whole_days)]
    if source.column(source.day_column).type is ColumnType.TIMESTAMP:
        at = identifier(source.day_column)
        parts += [
            f"({_on(days)} AND {at} >= {_time(begin)} AND {at} < {_time(end)})"
            for (begin, end), days in _by_hours(left_out.windows).items()
        ]
    return f"coalesce({_any(parts)}, false)"


_Hours = tuple[timedelta, timedelta]


def _by_hours(windows: Iterable[Stretch]) -> dict[_Hours, list[date]]:
    """Return the days of each stretch of hours: what comes round daily is one comparison a row.

    A window over midnight is a stretch of each of its days.
    """
    found: dict[_Hours, list[date]] = defaultdict(list)
    for begin, end in windows:
        for day in LeftOut(windows=((begin, end),)).touched:
            midnight = datetime.combine(day, time())
            hours = max(begin - midnight, timedelta(0)), min(end - midnight, timedelta(days=1))
            found[hours].append(day)
    return found


def _time(of_day: timedelta) -> str:
    return f"_day + INTERVAL {of_day // timedelta(microseconds=1)} MICROSECOND"


def _on(days: Iterable[date]) -> str:
    listed = ", ".join(_day(day) for day in sorted(days))
    return f"_day IN ({listed})" if listed else "false"


def _any(conditions: Iterable[str]) -> str:
    listed = " OR ".join(conditions)
    return f"({listed})" if listed else "false"


def _day(day: date) -> str:
    return f"DATE '{day.isoformat()}'"
