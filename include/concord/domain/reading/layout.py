"""How a table is laid out: which column stands where, with a sample, and its first rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, islice

from concord.domain.finding import Finding
from concord.domain.period import MeasurementPeriod
from concord.domain.reading.cells import value_in
from concord.domain.reading.delivery import Delivery
from concord.domain.reading.header import SEARCHED_ROWS, Header, find_header
from concord.domain.reading.problem import BadCellError
from concord.domain.reading.remarks import Remarks
from concord.domain.reading.rows import RowReader, as_text
from concord.domain.reading.totals import Totals
from concord.domain.source import Column, Source
from concord.domain.table import CellKind, Row, Table, column_letters

_SAMPLED_ROWS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One cell as it was delivered, and its typed value as text, None where it has none."""

    where: str
    kind: str
    raw: str
    number_format: str
    value: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnPlace:
    """Where a declared column stands; `place` and `header` are None where it does not.

    `place` is a column's letters, its number in a text file.
    """

    name: str
    type: str
    wanted: tuple[str, ...]
    required: bool
    place: str | None = None
    header: str | None = None
    sample: Sample | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadColumn:
    """A column of the table that the agreement does not ask for."""

    place: str
    header: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalsRow:
    """A row left out as a total; `agrees` says that its counts are those of the rows."""

    row: int
    agrees: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRow:
    """An accepted row by its number, its values as text in the order of the source's columns."""

    row: int
    values: tuple[str | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A table as it is read.  All texts are as delivered and must be quoted when shown.

    `header_row` is None where no header was found; a header that lacks columns is shown
    although none of its rows can be used.
    """

    sheet: str | None
    header_row: int | None
    columns: tuple[ColumnPlace, ...]
    unread: tuple[UnreadColumn, ...] = ()
    totals: tuple[TotalsRow, ...] = ()
    rows: tuple[ShownRow, ...] = ()


def layout_of(
    table: Table, source: Source, named: MeasurementPeriod | None, most_rows: int
) -> Layout:
    """Return how `table` is read as a delivery of `source`, with its first accepted rows."""
    watched = _Watched(table=table, source=source)
    delivery = Delivery(table=replace(table, rows=watched.rows()), source=source, named=named)
    shown: list[ShownRow] = []
    for row in delivery.rows():
        if row.is_valid and len(shown) < most_rows:
            values = tuple(None if v is None else as_text(v) for v in row.values)
            shown.append(ShownRow(row=row.number, values=values))
    return watched.layout(tuple(shown), delivery.result().findings)


@dataclass(slots=True, kw_only=True)
class _Watched:
    """Lets a table's rows pass, and remembers what its layout is told by."""

    table: Table
    source: Source
    _reader: RowReader | None = None
    _header: Row | None = None
    _samples: list[Row] = field(default_factory=list)
    _totals: list[Row] = field(default_factory=list)

    def rows(self) -> Iterator[Row]:
        stream = iter(self.table.rows)
        first = list(islice(stream, max(SEARCHED_ROWS, self.source.sheet.header_row or 0)))
        header = _header_of(self.table, self.source, first)
        if header is None:
            yield from chain(first, stream)
            return
        self._header = next(row for row in first if row.number == header.row)
        self._reader = RowReader(
            table=self.table, source=self.source, header=header, remarks=Remarks()
        )
        totals = Totals(reader=self._reader, remarks=Remarks())
        for row in chain(first, stream):
            if row.number > header.row:
                self._remember(row, totals)
            yield row

    def layout(self, rows: tuple[ShownRow, ...], findings: tuple[Finding, ...]) -> Layout:
        differing = {f.where for f in findings if f.rule == "totals-mismatch"}
        return Layout(
            sheet=self.table.sheet,
            header_row=None if self._header is None else self._header.number,
            columns=tuple(self._column(column) for column in self.source.columns),
            unread=tuple(self._unread()),
            totals=tuple(
                TotalsRow(row=row.number, agrees=differing.isdisjoint(self._addresses(row)))
                for row in self._totals
            ),
            rows=rows,
        )

    def _remember(self, row: Row, totals: Totals) -> None:
        if totals.is_totals(row):
            self._totals.append(row)
        elif len(self._samples) < _SAMPLED_ROWS:
            self._samples.append(row)

    def _column(self, column: Column) -> ColumnPlace:
        declared = ColumnPlace(
            name=column.name, type=column.type, wanted=column.headers, required=column.required
        )
        reader, header = self._reader, self._header
        position = None if reader is None else reader.header.positions[column.name]
        if reader is None or header is None or position is None:
            return declared
        return replace(
            declared,
            place=self._place(position),
            header=header.cell(position).shown,
            sample=self._sample(reader, column),
        )

    def _sample(self, reader: RowReader, column: Column) -> Sample | None:
        if column.is_hidden:
            return None
        for row in self._samples:
            cell = reader.cell(row, column)
            if cell.kind is not CellKind.EMPTY:
                return Sample(
                    where=reader.where(row, column),
                    kind=cell.kind.value,
                    raw=cell.shown,
                    number_format=cell.number_format,
                    value=_value(reader, row, column),
                )
        return None

    def _unread(self) -> Iterator[UnreadColumn]:
        if self._reader is None or self._header is None:
            return
        taken = set(self._reader.header.positions.values())
        for position, cell in enumerate(self._header.cells):
            if position not in taken and cell.shown.strip():
                yield UnreadColumn(place=self._place(position), header=cell.shown)

    def _addresses(self, row: Row) -> set[str]:
        return {self.table.address(row.number, index) for index in range(len(row.cells))}

    def _place(self, position: int) -> str:
        return str(position + 1) if self.table.sheet is None else column_letters(position)


def _header_of(table: Table, source: Source, first: list[Row]) -> Header | None:
    """Return the header, even one that lacks columns: what is there is worth seeing."""
    header, _ = find_header(table, source, first)
    if header is not None:
        return header
    columns = tuple(replace(column, required=False) for column in source.columns)
    return find_header(table, replace(source, columns=columns), first)[0]


def _value(reader: RowReader, row: Row, column: Column) -> str | None:
    cell = reader.cell(row, column)
    try:
        value = value_in(cell, column, reader.source, reader.table.day_zero, _say_nothing)
    except BadCellError:
        return None
    return None if value is None else as_text(value)


def _say_nothing(rule: str, raw: str) -> None:
    """Say nothing: a sample is only shown, so that a mended cell is not worth a remark."""
