"""For which days, and for whom, a delivery has rows: all that it has in every file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from concord.domain.coverage import Coverage, CoverageUnit
from concord.domain.proposal.dimensions import declared_values
from concord.domain.proposal.typed_table import TypedTable
from concord.domain.source import ColumnType

_FEWEST_DAYS = 5
_SATURDAY = 5
_HOLIDAYS = 0.75
"""The share of weekdays that must be there: the others may be holidays."""


def coverage_of(table: TypedTable, key: Sequence[str]) -> Coverage:
    """Return the days that every file has without a gap, for each of a key's declared values."""
    files = [days for days in table.days().values() if days]
    every = _unit(files)
    if every is CoverageUnit.PERIOD:
        return Coverage()
    columns = [table.column(name) for name in key]
    named = [c for c in columns if c.column.type is ColumnType.TEXT and declared_values(c)]
    if len(named) != 1 or not _is_full(table, named[0].column.name):
        return Coverage(every=every)
    return Coverage(every=every, for_each=(named[0].column.name,))


def _unit(files: Sequence[set[date]]) -> CoverageUnit:
    if not files or min(map(len, files)) < _FEWEST_DAYS:
        return CoverageUnit.PERIOD
    if all(_span(days) == days for days in files):
        return CoverageUnit.CALENDAR_DAY
    weekdays = [{day for day in _span(days) if day.weekday() < _SATURDAY} for days in files]
    pairs = list(zip(files, weekdays, strict=True))
    if all(days <= week and len(days) >= _HOLIDAYS * len(week) for days, week in pairs):
        return CoverageUnit.BUSINESS_DAY
    return CoverageUnit.PERIOD


def _span(days: set[date]) -> set[date]:
    first, last = min(days), max(days)
    return {first + timedelta(days=n) for n in range((last - first).days + 1)}


def _is_full(table: TypedTable, name: str) -> bool:
    """Say whether every day of every file has a row for each value."""
    values = set(declared_values(table.column(name)))
    found: dict[tuple[str, date], set[object]] = {}
    days = () if table.day is None else table.day.values
    for file, day, value in zip(table.files, days, table.column(name).values, strict=True):
        if isinstance(day, date):
            at = day.date() if isinstance(day, datetime) else day
            found.setdefault((file, at), set()).add(value)
    return all(values <= there for there in found.values())
