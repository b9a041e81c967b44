"""What tells a row from every other: an id, or the smallest set of columns, the day first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from concord.domain.proposal import vocabulary
from concord.domain.proposal.column_type import TypedColumn
from concord.domain.proposal.typed_table import TypedTable
from concord.domain.source import ColumnType

_MOST_TEXTS = 8
_LARGEST = 3


def key_of(table: TypedTable) -> tuple[str, ...]:
    """Return the names of the key's columns; nothing where no few columns tell rows apart."""
    for columns in _candidates(table):
        rows = list(zip(*(typed.values for typed in columns), strict=True))
        if len(set(rows)) == len(rows):
            return tuple(typed.column.name for typed in columns)
    return ()


def _candidates(table: TypedTable) -> Iterator[tuple[TypedColumn, ...]]:
    whole = [c for c in table.columns if c.column.required and not c.bad]
    texts = sorted((c for c in whole if c.column.type is ColumnType.TEXT), key=_by_id)[
        :_MOST_TEXTS
    ]
    ids = [c for c in texts if vocabulary.is_id(c.column.headers[0])]
    day = table.day if table.day in whole else None
    yield from ((c,) for c in ids)
    is_daily = day is not None and day.column.type is ColumnType.DATE
    first: tuple[TypedColumn, ...] = () if day is None else (day,)
    for size in range(_LARGEST + 1):
        for others in _sets(texts, size):
            if first and (is_daily or size):
                yield (*first, *others)
            elif size:
                yield others
    if not first:
        return
    for size in range(1, _LARGEST + 1):
        yield from _sets(texts, size)


def _sets(texts: Sequence[TypedColumn], size: int) -> Iterator[tuple[TypedColumn, ...]]:
    yield from combinations(texts, size)


def _by_id(typed: TypedColumn) -> bool:
    """Sort columns named as ids before the others."""
    return not vocabulary.is_id(typed.column.headers[0])
