"""What tells a row from every other: an id, or the smallest set of columns, the day first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from concord.domain.proposal import vocabulary
from concord.domain.proposal.column_type import TypedColumn
from concord.domain.proposal.typed_table import TypedTable
from concord.domain.source import ColumnType

_MOST_OTHERS = 8
_LARGEST = 3
_NAMES = (ColumnType.TEXT, ColumnType.COUNT)


def key_of(table: TypedTable) -> tuple[str, ...]:
    """Return the names of the key's columns; nothing where no few columns tell rows apart."""
    for columns in _candidates(table):
        # A newer file revises rows of its period: files may repeat each other's keys.
        rows = list(zip(table.files, *(typed.values for typed in columns), strict=True))
        if len(set(rows)) == len(rows):
            return tuple(typed.column.name for typed in columns)
    return ()


def _candidates(table: TypedTable) -> Iterator[tuple[TypedColumn, ...]]:
    whole = [c for c in table.columns if c.column.required and not c.bad]
    ids = [c for c in whole if c.column.type in _NAMES and vocabulary.is_id(c.column.headers[0])]
    texts = [c for c in whole if c.column.type is ColumnType.TEXT and c not in ids]
    others = (*ids, *texts)[:_MOST_OTHERS]
    yield from ((typed,) for typed in ids)
    if table.day in whole and table.day is not None:
        # Two cases may begin at the same moment: a timestamp alone tells nothing.
        is_daily = table.day.column.type is ColumnType.DATE
        for size in range(0 if is_daily else 1, _LARGEST + 1):
            yield from ((table.day, *few) for few in combinations(others, size))
    for size in range(1, _LARGEST + 1):
        yield from combinations(others, size)
