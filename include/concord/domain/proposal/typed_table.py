"""Tables of one layout read together: columns with types and values over all their rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from concord.domain.business_calendar import BusinessCalendar
from concord.domain.period import PeriodLength
from concord.domain.proposal.column_type import (
    NULL_TOKENS,
    PlacedCell,
    TypedColumn,
    typed_column,
)
from concord.domain.proposal.date_order import DateOrder, date_order
from concord.domain.proposal.headings import identifier
from concord.domain.proposal.layout import FoundTable
from concord.domain.proposal.number_signs import NumberSigns, number_signs
from concord.domain.reading.text import fold
from concord.domain.source import ColumnType, DriveFolder, FilePattern, Source, TextFormat
from concord.domain.table import EMPTY, CellKind

_UTC = ZoneInfo("UTC")
_NOT_TEXT = frozenset(ColumnType) - {ColumnType.TEXT}
_NUMERIC_TEXT = re.compile(r"[+\-\u2212]?[\d.,'\u2019\s]*\d[\d.,'\u2019\s]*%?")
_DATED_TEXT = re.compile(r"\d{1,4}([./ -])\d{1,2}\1\d{1,4}([T ].{0,20})?")
_MOSTLY = 0.7
_LONGEST = 40
"""No figure and no day takes more characters, and matching a long text takes its time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedTable:
    """What the tables of one layout hold.

    `files` names the file of each row, `day_name` the column by which rows fall into periods.
    `left_out` are columns whose cells are of no type that can be read.
    """

    tables: tuple[FoundTable, ...]
    columns: tuple[TypedColumn, ...]
    files: tuple[str, ...]
    signs: NumberSigns
    order: DateOrder
    null_tokens: tuple[str, ...]
    left_out: tuple[TypedColumn, ...] = ()
    day_name: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The files, in the order they were given."""
        return tuple(dict.fromkeys(found.sample.file for found in self.tables))

    def column(self, name: str) -> TypedColumn:
        """Return the column of that name.  Raises KeyError where there is none."""
        for typed in self.columns:
            if typed.column.name == name:
                return typed
        raise KeyError(name)

    def of_type(self, *kinds: ColumnType) -> tuple[TypedColumn, ...]:
        """Return the columns of these types, in their order."""
        return tuple(typed for typed in self.columns if typed.column.type in kinds)

    @property
    def day(self) -> TypedColumn | None:
        """The column by which rows fall into periods, if there is one."""
        return None if self.day_name is None else self.column(self.day_name)

    def days(self) -> Mapping[str, set[date]]:
        """Return the days of the rows, by file."""
        found: dict[str, set[date]] = {name: set() for name in self.names}
        if self.day is not None:
            for file, value in zip(self.files, self.day.values, strict=True):
                if isinstance(value, date):
                    found[file].add(value.date() if isinstance(value, datetime) else value)
        return found


def typed_table(
    tables: Sequence[FoundTable], headers: Mapping[str, tuple[str, ...]]
) -> TypedTable:
    """Read tables of one layout; `headers` are the spellings of each column, by the first."""
    cells = {first: tuple(_cells(tables, spellings)) for first, spellings in headers.items()}
    signs = number_signs(_alike(cells.values(), _NUMERIC_TEXT))
    order = date_order(_alike(cells.values(), _DATED_TEXT))
    source = _source(signs, order, tuple(sorted(NULL_TOKENS)))
    tokens = _tokens_of(_typed(_speaking(cells), headers, source), cells)
    columns = _typed(cells, headers, _source(signs, order, tokens))
    return TypedTable(
        tables=tuple(tables),
        columns=tuple(typed for typed in columns if typed.is_readable),
        left_out=tuple(typed for typed in columns if not typed.is_readable),
        files=tuple(found.sample.file for found in tables for _ in found.rows),
        signs=signs,
        order=order,
        null_tokens=tokens,
    )


def _typed(
    cells: Mapping[str, Sequence[PlacedCell]],
    headers: Mapping[str, tuple[str, ...]],
    source: Source,
) -> tuple[TypedColumn, ...]:
    columns: dict[str, TypedColumn] = {}
    for first, placed in cells.items():
        name = identifier(first, columns)
        columns[name] = typed_column(name, headers[first], placed, source)
    return tuple(columns.values())


def _speaking(cells: Mapping[str, Sequence[PlacedCell]]) -> dict[str, Sequence[PlacedCell]]:
    """Return the columns in which a text for a missing value stands."""
    return {
        first: placed
        for first, placed in cells.items()
        if any(text.strip() in NULL_TOKENS for text in _texts([placed]))
    }


def _cells(tables: Iterable[FoundTable], spellings: tuple[str, ...]) -> Iterable[PlacedCell]:
    folded = {fold(spelling) for spelling in spellings}
    for found in tables:
        places = [c.position for c in found.columns if fold(c.header) in folded]
        position = places[0] if places else None
        for row in found.rows:
            yield PlacedCell(
                cell=EMPTY if position is None else row.cell(position),
                file=found.sample.file,
                where=found.sample.place(row.number, position or 0),
                zero=found.sample.table.day_zero,
            )


def _texts(columns: Iterable[Sequence[PlacedCell]]) -> Iterable[str]:
    for cells in columns:
        yield from (p.cell.shown for p in cells if p.cell.kind is CellKind.TEXT)


def _alike(columns: Iterable[Sequence[PlacedCell]], form: re.Pattern[str]) -> Iterable[str]:
    """Yield the texts of such a form, from columns in which most have it."""
    for cells in columns:
        texts = [text.strip() for text in _texts([cells])]
        texts = [text for text in texts if text and text not in NULL_TOKENS]
        formed = [text for text in texts if len(text) <= _LONGEST and form.fullmatch(text)]
        if len(formed) >= _MOSTLY * len(texts):
            yield from formed


def _tokens_of(
    columns: Iterable[TypedColumn], cells: Mapping[str, Sequence[PlacedCell]]
) -> tuple[str, ...]:
    """Return the texts for a missing value that stand among figures or dates."""
    found: dict[str, None] = {}
    for typed in columns:
        if typed.column.type in _NOT_TEXT:
            texts = (text.strip() for text in _texts([cells[typed.column.headers[0]]]))
            found.update(dict.fromkeys(text for text in texts if text in NULL_TOKENS))
    return tuple(found)


def _source(signs: NumberSigns, order: DateOrder, tokens: tuple[str, ...]) -> Source:
    """Return a source that says how text reads; nothing else of it is used."""
    text = TextFormat(
        decimal=signs.decimal,
        thousands=signs.thousands,
        date_order=order.order,
        null_tokens=tokens,
    )
    return Source(
        id="guessed",
        service="",
        drive=DriveFolder(connection=""),
        files=FilePattern(text=""),
        covers=PeriodLength.MONTH,
        zone=_UTC,
        calendar=BusinessCalendar(name="", zone=_UTC),
        columns=(),
        text=text,
    )
