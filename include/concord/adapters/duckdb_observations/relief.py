"""The condition under which stored rows are left out by relief."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from concord.adapters.duckdb_observations.sandbox import identifier
from concord.domain.relief import LeftOut
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
    if source.column(source.day_column).type is ColumnType.TIMESTAMP and left_out.windows:
        at = identifier(source.day_column)
        within = _any(
            f"({at} >= {_moment(begin)} AND {at} < {_moment(end)})"
            for begin, end in left_out.windows
        )
        # The days come first, so that few rows are held against every window.
        touched = LeftOut(windows=left_out.windows).touched
        parts.append(f"({_on(touched)} AND {within})")
    return f"coalesce({_any(parts)}, false)"


def _on(days: Iterable[date]) -> str:
    listed = ", ".join(_day(day) for day in sorted(days))
    return f"_day IN ({listed})" if listed else "false"


def _any(conditions: Iterable[str]) -> str:
    listed = " OR ".join(conditions)
    return f"({listed})" if listed else "false"


def _day(day: date) -> str:
    return f"DATE '{day.isoformat()}'"


def _moment(moment: datetime) -> str:
    return f"TIMESTAMP '{moment.isoformat(sep=' ')}'"
