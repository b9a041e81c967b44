"""One row by the agreement: typed values, whether it counts, and what is wrong in which cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from concord.domain.finding import quoted
from concord.domain.person_key import PersonKey
from concord.domain.printed_ratio import PrintedRatio
from concord.domain.reading.cells import value_in
from concord.domain.reading.header import Header
from concord.domain.reading.printed import unlike_counts
from concord.domain.reading.problem import BadCellError, Problem, without_content
from concord.domain.reading.remarks import Remarks
from concord.domain.source import CellValue, Column, Source
from concord.domain.table import EMPTY, Cell, CellKind, Row, Table

NOBODY = PersonKey(partner="", secret=b"")
"""Stands in where rows are read and not kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservedRow:
    """A typed row.  Invalid ones keep the cells that could be read; the others are None.

    `key` is None without a declared key, or where one of its cells cannot be read.
    """

    number: int
    day: date | None
    is_valid: bool
    key: str | None
    values: tuple[CellValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowReader:
    """Reads the rows below a header; findings go to `remarks`.

    People are told apart by pseudonyms of the `person_key`, and findings never quote them.
    """

    table: Table
    source: Source
    header: Header
    remarks: Remarks
    person_key: PersonKey = NOBODY

    def read(self, row: Row) -> ObservedRow:
        """Return the row with typed values."""
        values: dict[str, CellValue] = {}
        bad: set[str] = set()
        for column in self.source.columns:
            try:
                values[column.name] = self._value(row, column)
            except BadCellError as error:
                values[column.name] = None
                bad.add(column.name)
                hidden = self._may_name(column, error.problem.found)
                problem = without_content(error.problem) if hidden else error.problem
                self.remarks.add(problem.at(self.where(row, column)))
        excess = [column for column in self.source.columns if self._exceeds(row, column, values)]
        for column in self.source.columns:
            if column.prints is not None:
                self._compare(row, column, column.prints, values)
        return ObservedRow(
            number=row.number,
            day=_day(values, self.source),
            is_valid=not bad and not excess,
            key=key_of(self.source, values, bad),
            values=tuple(values.values()),
        )

    def cell(self, row: Row, column: Column) -> Cell:
        """Return the cell of a declared column."""
        position = self.header.positions[column.name]
        return EMPTY if position is None else row.cell(position)

    def where(self, row: Row, column: Column) -> str:
        """Return the address of a declared column's cell."""
        return self.table.address(row.number, self.header.positions[column.name])

    def _value(self, row: Row, column: Column) -> CellValue:
        def note(rule: str, raw: str) -> None:
            shown = "" if self._may_name(column, raw) else raw
            self.remarks.note(rule, column.name, self.where(row, column), shown)

        cell = self.cell(row, column)
        if cell.is_formula and column.type.is_numeric:
            note("formula", cell.shown)
        value = value_in(cell, column, self.source, self.table.day_zero, note)
        if column.is_hidden and isinstance(value, str):
            return self.person_key.pseudonym(value)
        return value

    def _may_name(self, column: Column, shown: str) -> bool:
        """Say whether a content may be a person's name: also one that slipped elsewhere."""
        return column.is_hidden or (self.source.hides_people and any(map(str.isalpha, shown)))

    def _exceeds(self, row: Row, column: Column, values: Mapping[str, CellValue]) -> bool:
        if column.at_most is None:
            return False
        value, limit = values[column.name], values[column.at_most]
        if not isinstance(value, Decimal) or not isinstance(limit, Decimal) or value <= limit:
            return False
        self.remarks.add(_excess(self, row, column).at(self.where(row, column)))
        return True

    def _compare(
        self, row: Row, column: Column, ratio: PrintedRatio, values: Mapping[str, CellValue]
    ) -> None:
        """Remark on a printed figure that the row's counts do not come to."""
        printed = values[column.name]
        if not isinstance(printed, Decimal):
            return
        cell = self.cell(row, column)
        # A number shows no zeros of its own; a text is what was printed.
        shown = printed.normalize() if cell.kind is CellKind.NUMBER else printed
        if ratio.differs(shown, values):
            problem = unlike_counts(cell.shown, column, ratio, values)
            self.remarks.add(problem.at(self.where(row, column), "The counts are used."))


def _excess(reader: RowReader, row: Row, column: Column) -> Problem:
    other = reader.source.column(column.at_most or "")
    value = quoted(reader.cell(row, column).shown)
    limit = quoted(reader.cell(row, other).shown)
    header = quoted(other.headers[0])
    return Problem(
        rule="exceeds",
        found=reader.cell(row, column).shown,
        expected=f"at most {limit}, the value of {header}",
        says=f"{value} is more than {limit} under {header} in the same row.",
        remedy="Please correct one of the two and send the file again.",
    )


def _day(values: Mapping[str, CellValue], source: Source) -> date | None:
    value = None if source.day_column is None else values[source.day_column]
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def key_of(source: Source, values: Mapping[str, CellValue], bad: set[str]) -> str | None:
    """Return the key's values as text joined by `|`; None where one of them is unreadable."""
    if not source.key or not bad.isdisjoint(source.key):
        return None
    return "|".join(as_text(values[name]) for name in source.key)


def as_text(value: CellValue) -> str:
    """Return a value as text, the same for equal values."""
    if isinstance(value, Decimal):
        written = f"{value:f}" if value else "0"
        return written.rstrip("0").rstrip(".") if "." in written else written
    return "" if value is None else str(value)
