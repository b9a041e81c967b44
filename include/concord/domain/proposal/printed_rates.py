"""Columns that only print a percentage which two counts of the row give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import permutations

from concord.domain.proposal.column_type import TypedColumn
from concord.domain.proposal.typed_table import TypedTable
from concord.domain.source import ColumnType

_COMPARED_ROWS = 400
_FEWEST_ROWS = 3
_MOST_COUNTS = 16
_MOSTLY = Fraction(95, 100)
_PER_CENT = 100

Triple = tuple[Decimal, Decimal, Decimal]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedRate:
    """`column` prints part of whole, or, with `is_rest`, what is left of the whole without it."""

    column: str
    part: str
    whole: str
    is_rest: bool = False


def printed_rates(table: TypedTable) -> tuple[PrintedRate, ...]:
    """Return the columns that can be left to be computed, each with its counts."""
    counts = table.of_type(ColumnType.COUNT)[:_MOST_COUNTS]
    found = []
    for rate in table.of_type(ColumnType.PERCENT, ColumnType.NUMBER)[:_MOST_COUNTS]:
        for part, whole in permutations(counts, 2):
            if (printed := _printed(rate, part, whole)) is not None:
                found.append(printed)
                break
    return tuple(found)


def _printed(rate: TypedColumn, part: TypedColumn, whole: TypedColumn) -> PrintedRate | None:
    rows = _rows(rate, part, whole)
    if len(rows) < _FEWEST_ROWS or all(value in {0, 1, _PER_CENT} for value, _, _ in rows):
        return None
    slack = _slack([value for value, _, _ in rows])
    scales = (_PER_CENT,) if rate.column.type is ColumnType.PERCENT else (1, _PER_CENT)
    for scale in scales:
        for is_rest in (False, True):
            if _agrees(rows, scale, slack, is_rest=is_rest):
                names = (typed.column.name for typed in (rate, part, whole))
                column, numerator, denominator = names
                return PrintedRate(
                    column=column, part=numerator, whole=denominator, is_rest=is_rest
                )
    return None


def _rows(*columns: TypedColumn) -> list[Triple]:
    rows = []
    for value, part, whole in zip(*(typed.numbers for typed in columns), strict=True):
        if value is not None and part is not None and whole:
            rows.append((value, part, whole))
            if len(rows) == _COMPARED_ROWS:
                break
    return rows


def _slack(values: Sequence[Decimal]) -> Fraction:
    """Return half a unit of the last place that is printed anywhere in the column."""
    places = max(-int(value.as_tuple().exponent) for value in values)
    return Fraction(51, 100) / Fraction(10) ** max(0, min(places, 12))


def _agrees(rows: Sequence[Triple], scale: int, slack: Fraction, *, is_rest: bool) -> bool:
    missed = 0
    for value, part, whole in rows:
        share = Fraction(part) / Fraction(whole)
        wanted = (1 - share if is_rest else share) * scale
        missed += abs(Fraction(value) - wanted) > slack
        if missed > (1 - _MOSTLY) * len(rows):
            return False
    return True
