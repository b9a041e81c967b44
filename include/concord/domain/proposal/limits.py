"""Counts that are never more than another count of their row."""

from __future__ import annotations

from collections.abc import Sequence

from concord.domain.proposal.column_type import TypedColumn
from concord.domain.proposal.typed_table import TypedTable
from concord.domain.proposal.vocabulary import Role, role
from concord.domain.source import ColumnType

_FEWEST_ROWS = 30
_FEWEST_TOUCHES = 3


def limits_of(table: TypedTable) -> dict[str, str]:
    """Return, by column, the nearest count that it never exceeded and by its nature cannot."""
    counts = [c for c in table.of_type(ColumnType.COUNT) if not c.bad]
    found: dict[str, str] = {}
    for part in counts:
        wholes = [w for w in counts if w is not part and _is_part(part, w)]
        if wholes:
            found[part.column.name] = min(wholes, key=total).column.name
    return found


def total(typed: TypedColumn) -> int:
    """Return the sum of a column of counts."""
    return sum(int(value) for value in typed.numbers if value is not None)


def held(part: TypedColumn, whole: TypedColumn) -> tuple[int, int, int]:
    """Return in how many rows both are there, in how many the part fits, and is the whole."""
    pairs = [
        (a, b)
        for a, b in zip(part.numbers, whole.numbers, strict=True)
        if a is not None and b is not None
    ]
    return len(pairs), sum(a <= b for a, b in pairs), sum(a == b and a > 0 for a, b in pairs)


def _is_part(part: TypedColumn, whole: TypedColumn) -> bool:
    rows, fits, touches = held(part, whole)
    if not rows or fits < rows or total(part) >= total(whole):
        return False
    roles = role(part.column.headers[0]), role(whole.column.headers[0])
    if _by_name(roles, part.column.headers, whole.column.headers):
        return True
    return rows >= _FEWEST_ROWS and touches >= _FEWEST_TOUCHES


def _by_name(roles: tuple[Role, Role], part: Sequence[str], whole: Sequence[str]) -> bool:
    if roles[0] in {Role.GOOD, Role.BAD} and roles[1] is Role.WHOLE:
        return True
    return whole[0].casefold() in part[0].casefold()
