"""Columns of text by whose values figures can be told apart."""

from __future__ import annotations

from collections.abc import Sequence

from concord.domain.proposal.column_type import TypedColumn
from concord.domain.proposal.typed_table import TypedTable
from concord.domain.proposal.vocabulary import is_person
from concord.domain.source import ColumnType

MOST_VALUES = 12
_MOST_GROUPS = 400
_MOST_DIMENSIONS = 6
_LONGEST = 40
_YES = ("y", "yes", "j", "ja", "true", "t", "1", "o", "oui", "s", "si", "sí", "x")
_NO = ("n", "no", "nein", "false", "f", "0", "non")


def values_of(typed: TypedColumn) -> tuple[str, ...]:
    """Return the texts of a column in the order they first stand there."""
    return tuple(dict.fromkeys(value for value in typed.values if isinstance(value, str)))


def declared_values(typed: TypedColumn) -> tuple[str, ...]:
    """Return the few values of a column that says only these, or nothing."""
    if typed.column.type is not ColumnType.TEXT:
        return ()
    found = values_of(typed)
    few = 2 <= len(found) <= MOST_VALUES and len(found) * 2 <= len(typed.values)  # noqa: PLR2004 - one value says nothing
    return found if few and all(len(value) <= _LONGEST for value in found) else ()


def flag_of(typed: TypedColumn) -> tuple[str, str] | None:
    """Return the values that mean yes and no, where a column holds them and at most a third."""
    found = values_of(typed)
    yes = [value for value in found if value.casefold() in _YES]
    no = [value for value in found if value.casefold() in _NO]
    is_flag = len(yes) == 1 and len(no) == 1 and len(found) <= 3  # noqa: PLR2004 - yes, no, unknown
    return (yes[0], no[0]) if is_flag else None


def dimensions_of(table: TypedTable, key: Sequence[str]) -> tuple[str, ...]:
    """Return the columns to show figures by: few values each, none that repeats another."""
    found: list[TypedColumn] = []
    for typed in table.of_type(ColumnType.TEXT):
        if not typed.column.required or typed.bad or flag_of(typed) is not None:
            continue
        if is_person(typed.column.headers[0]) or not _groups(typed, key):
            continue
        if len(found) < _MOST_DIMENSIONS and not any(_same(typed, other) for other in found):
            found.append(typed)
    return tuple(typed.column.name for typed in found)


def _groups(typed: TypedColumn, key: Sequence[str]) -> bool:
    found = values_of(typed)
    count, rows = len(found), len(typed.values)
    if declared_values(typed):
        return True
    if not 1 < count <= _MOST_GROUPS or max(map(len, found)) > _LONGEST:
        return False
    in_key = typed.column.name in key and len(key) > 1
    return in_key or count * 5 <= rows


def _same(one: TypedColumn, other: TypedColumn) -> bool:
    """Say whether each value of one column stands beside one value of the other."""
    pairs = set(zip(one.values, other.values, strict=True))
    return len(pairs) == len(set(one.values)) == len(set(other.values))
