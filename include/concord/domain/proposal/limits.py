"""Counts that are never more than another count of their row."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from concord.domain.proposal.column_type import TypedColumn
from concord.domain.proposal.typed_table import TypedTable
from concord.domain.proposal.vocabulary import Role, role
from concord.domain.source import ColumnType

_FEWEST_ROWS = 30
_FEWEST_TOUCHES = 3
_MOST_COUNTS = 40


def limits_of(table: TypedTable) -> dict[str, str]:
    """Return, by column, the nearest count that it never exceeded and by its nature cannot."""
    counts = table.of_type(ColumnType.COUNT)[:_MOST_COUNTS]
    totals = {c.column.name: total(c) for c in counts}
    values = {c.column.name: c.numbers for c in counts}
    found: dict[str, str] = {}
    for part in counts:
        name = part.column.name
        larger = [w for w in counts if totals[w.column.name] > totals[name]]
        for whole in sorted(larger, key=lambda c: totals[c.column.name]):
            if _never_more(values[name], values[whole.column.name]) and _is_part(part, whole):
                found[name] = whole.column.name
                break
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


def _never_more(part: Sequence[Decimal | None], whole: Sequence[Decimal | None]) -> bool:
    pairs = zip(part, whole, strict=True)
    return all(a <= b for a, b in pairs if a is not None and b is not None)


def _is_part(part: TypedColumn, whole: TypedColumn) -> bool:
    rows, _, touches = held(part, whole)
    roles = role(part.column.headers[0]), role(whole.column.headers[0])
    if rows and _by_name(roles, part.column.headers, whole.column.headers):
        return True
    return rows >= _FEWEST_ROWS and touches >= _FEWEST_TOUCHES


def _by_name(roles: tuple[Role, Role], part: Sequence[str], whole: Sequence[str]) -> bool:
    if roles[0] in {Role.GOOD, Role.BAD} and roles[1] is Role.WHOLE:
        return True
    return whole[0].casefold() in part[0].casefold()
