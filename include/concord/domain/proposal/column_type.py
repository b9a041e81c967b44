"""What the cells under a header are: the type that reads most of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from concord.domain.proposal import vocabulary
from concord.domain.proposal.marks import Note, confirm, guess, samples
from concord.domain.reading.cells import value_in
from concord.domain.reading.problem import BadCellError
from concord.domain.reading.text import is_damaged, visible
from concord.domain.source import CellValue, Column, ColumnType, DurationUnit, Source
from concord.domain.table import Cell, CellKind

_ENOUGH = 0.8
"""The share of cells that a type must read: the others are slips to be told of."""
_FEW = 40
_LEADING_ZERO = re.compile(r"0\d+")
_LONG_DIGITS = 12
NULL_TOKENS = frozenset(
    [
        "-",
        "–",
        "—",
        "--",
        "n/a",
        "N/A",
        "n.a.",
        "N.A.",
        "#N/A",
        "NA",
        "k.A.",
        "k.",
        "A.",
        "TBD",
        "tbd",
        "?",
        "null",
        "NULL",
        "None",
        "none",
        "nil",
        "NaN",
        "nan",
        ".",
        "..",
        "s/d",
        "n.d.",
        "N.D.",
        "nd",
        "ND",
        "n/v",
        "pending",
        "PENDING",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedCell:
    """A cell and where it stands: its file, and its address in it.

    `zero` is the day that serial number 0 of its workbook stands for.
    """

    cell: Cell
    file: str
    where: str
    zero: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedColumn:
    """A column with its values, None for blank and bad cells, and the mark of its type."""

    column: Column
    note: Note
    values: tuple[CellValue, ...]
    bad: tuple[PlacedCell, ...] = ()

    @property
    def is_readable(self) -> bool:
        """Say whether most of the cells that hold something could be read, and none is damaged.

        A single damaged cell of a column that is used would keep a whole file waiting.
        """
        read = sum(value is not None for value in self.values)
        return len(self.bad) <= read and not self.damaged

    @property
    def damaged(self) -> tuple[PlacedCell, ...]:
        """The cells whose letters were damaged when their file was written."""
        return tuple(placed for placed in self.bad if is_damaged(str(placed.cell.value)))

    @property
    def numbers(self) -> tuple[Decimal | None, ...]:
        """The values of a numeric column."""
        return tuple(value if isinstance(value, Decimal) else None for value in self.values)


def typed_column(
    name: str, headers: tuple[str, ...], cells: Sequence[PlacedCell], source: Source
) -> TypedColumn:
    """Return the column under the headers, typed by its cells; `source` says how text reads."""
    filled = [placed for placed in cells if _is_filled(placed.cell, source)]
    shown = samples((placed.where, placed.cell) for placed in filled)
    best, note = _guessed(headers[0], filled, source, shown)
    column = replace(best, name=name, headers=headers, required=False)
    values = tuple(_value(placed, column, source) for placed in cells)
    bad = tuple(p for p, value in zip(cells, values, strict=True)
                if value is None and _is_filled(p.cell, source))  # fmt: skip
    is_whole = len(filled) == len(cells) and bool(cells)
    return TypedColumn(
        column=replace(column, required=is_whole), note=note, values=values, bad=bad
    )


def _is_filled(cell: Cell, source: Source) -> bool:
    if cell.kind is CellKind.EMPTY:
        return False
    if cell.kind is not CellKind.TEXT:
        return True
    return bool(visible(cell.shown)) and cell.shown.strip() not in source.text.null_tokens


def _guessed(
    header: str, filled: Sequence[PlacedCell], source: Source, shown: str
) -> tuple[Column, Note]:
    if not filled:
        return _column(header, ColumnType.TEXT), guess("empty in every row that was read")
    for kind in _candidates(header, filled):
        column = _column(header, kind, _unit(header, kind, filled))
        # Most types are ruled out by the first few cells.
        if _reads(filled[:_FEW], column, source) and _reads(filled, column, source):
            return _marked(header, column, source, filled, shown)
    return _marked(header, _column(header, ColumnType.TEXT), source, filled, shown)


def _reads(filled: Sequence[PlacedCell], column: Column, source: Source) -> bool:
    read = sum(_value(placed, column, source) is not None for placed in filled)
    return read >= _ENOUGH * len(filled)


def _marked(
    header: str, column: Column, source: Source, filled: Sequence[PlacedCell], shown: str
) -> tuple[Column, Note]:
    unread = [p for p in filled if _value(p, column, source) is None]
    if unread:
        wrong = samples((f"{p.file} {p.where}", p.cell) for p in unread)
        return column, confirm(f"not a {column.type}: {wrong}; the others are, such as {shown}")
    if column.unit is not None and vocabulary.unit_in(header) is None:
        return column, confirm(f"which unit? the header names none; from {shown}")
    if column.type is ColumnType.DATE and filled[0].cell.kind is CellKind.NUMBER:
        return column, confirm(f"a date? the cells are plain numbers: {shown}")
    return column, guess(f"from {shown}")


def _candidates(header: str, filled: Sequence[PlacedCell]) -> list[ColumnType]:
    kinds = {placed.cell.kind for placed in filled}
    if _is_code(filled):
        return [ColumnType.TEXT]
    dates = [_day_type(filled)]
    if kinds == {CellKind.NUMBER} and not vocabulary.is_day(header):
        dates = []
    numbers = [ColumnType.COUNT, ColumnType.NUMBER]
    if _is_percentage(header, filled):
        numbers = [ColumnType.PERCENT]
    if vocabulary.is_duration(header) or CellKind.TIME in kinds or _has_clock(filled):
        numbers = [ColumnType.DURATION, *numbers]
    if vocabulary.is_day(header) and kinds == {CellKind.NUMBER}:
        # A year or a number of a month is no serial number of a day.
        return [ColumnType.DATE, *numbers] if _are_recent_days(filled) else numbers
    return [*dates, *numbers]


def _are_recent_days(filled: Sequence[PlacedCell]) -> bool:
    first, last = Decimal(36_526), Decimal(55_153)  # 2000 to 2050
    values = [p.cell.value for p in filled]
    return all(isinstance(v, Decimal) and v.is_finite() and first <= v < last for v in values)


def _is_code(filled: Sequence[PlacedCell]) -> bool:
    """Say whether digits are a name: leading zeros, or longer than any count is."""
    texts = [p.cell.shown.strip() for p in filled if p.cell.kind is CellKind.TEXT]
    return any(_LEADING_ZERO.fullmatch(text) for text in texts) or (
        bool(texts) and all(text.isdigit() and len(text) > _LONG_DIGITS for text in texts)
    )


def _day_type(filled: Sequence[PlacedCell]) -> ColumnType:
    for placed in filled:
        value = placed.cell.value
        if isinstance(value, datetime) and value.time() != time():
            return ColumnType.TIMESTAMP
        if isinstance(value, str) and ":" in value:
            return ColumnType.TIMESTAMP
    return ColumnType.DATE


def _is_percentage(header: str, filled: Sequence[PlacedCell]) -> bool:
    cells = [placed.cell for placed in filled]
    shown = sum("%" in c.number_format or (isinstance(c.value, str) and "%" in c.value)
                for c in cells)  # fmt: skip
    return shown * 2 > len(cells) or ("%" in header and not shown)


def _has_clock(filled: Sequence[PlacedCell]) -> bool:
    texts = [p.cell.shown.strip() for p in filled if p.cell.kind is CellKind.TEXT]
    return bool(texts) and all(re.fullmatch(r"\d+:\d\d:\d\d(\.\d+)?", text) for text in texts)


def _unit(header: str, kind: ColumnType, filled: Sequence[PlacedCell]) -> DurationUnit | None:
    """Return the unit of plain numbers: named by the header, else seconds to be confirmed."""
    if kind is not ColumnType.DURATION:
        return None
    is_plain = any(
        not isinstance(p.cell.value, timedelta | date) and ":" not in p.cell.shown for p in filled
    )
    return DurationUnit(vocabulary.unit_in(header) or "seconds") if is_plain else None


def _column(header: str, kind: ColumnType, unit: DurationUnit | None = None) -> Column:
    return Column(name="guessed", headers=(header,), type=kind, unit=unit, required=False)


def _value(placed: PlacedCell, column: Column, source: Source) -> CellValue:
    try:
        return value_in(placed.cell, column, source, placed.zero, _say_nothing)
    except BadCellError:
        return None


def _say_nothing(rule: str, raw: str) -> None:
    """Say nothing: a sample is only looked at."""
