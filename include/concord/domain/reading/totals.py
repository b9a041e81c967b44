"""Totals rows: left out by the agreement's rule, and checked against the rows above them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from concord.domain.finding import Finding, Severity, quoted
from concord.domain.reading.cells import value_in
from concord.domain.reading.problem import BadCellError
from concord.domain.reading.remarks import Remarks
from concord.domain.reading.rows import ObservedRow, RowReader
from concord.domain.reading.text import fold
from concord.domain.source import Column, ColumnType
from concord.domain.table import CellKind, Row


@dataclass(slots=True, kw_only=True)
class Totals:
    """Sums of the count columns so far: of the whole table, and since the last totals row."""

    reader: RowReader
    remarks: Remarks
    _whole: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    _since: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    _unknown: set[str] = field(default_factory=set)

    def is_totals(self, row: Row) -> bool:
        """Say whether the row's first text is one of the declared names of totals rows."""
        names = self.reader.source.totals_rows
        if not names:
            return False
        texts = (cell.shown for cell in row.cells if cell.kind is CellKind.TEXT)
        return fold(next(texts, "")) in {fold(name) for name in names}

    def count(self, row: ObservedRow) -> None:
        """Add a row's counts; a count that could not be read makes its sum unknown."""
        for column, value in zip(self.reader.source.columns, row.values, strict=True):
            if column.type is not ColumnType.COUNT:
                continue
            if isinstance(value, Decimal):
                self._whole[column.name] += value
                self._since[column.name] += value
            elif column.required or not row.is_valid:
                self._unknown.add(column.name)

    def check(self, row: Row) -> None:
        """Compare a totals row with the sums, and begin the next part."""
        for column in self.reader.source.columns:
            if column.type is ColumnType.COUNT and column.name not in self._unknown:
                self._compare(row, column)
        self._since.clear()

    def _compare(self, row: Row, column: Column) -> None:
        stated = self._stated(row, column)
        sums = (self._whole[column.name], self._since[column.name])
        if stated is None or stated in sums:
            return
        finding = Finding(
            severity=Severity.WARNING,
            rule="totals-mismatch",
            where=self.reader.where(row, column),
            found=quoted(stated),
            expected=f"{sums[0]:f}, the sum of the rows",
            message=(
                f"The total says {quoted(stated)}, the rows add up to {sums[0]:f}. The rows are "
                "used. Please check whether one is missing or was changed after the total."
            ),
        )
        self.remarks.add(finding)

    def _stated(self, row: Row, column: Column) -> Decimal | None:
        cell, reader = self.reader.cell(row, column), self.reader
        if cell.kind is CellKind.EMPTY:
            return None
        try:
            value = value_in(cell, column, reader.source, reader.table.day_zero, _say_nothing)
        except BadCellError:
            return None
        return value if isinstance(value, Decimal) else None


def _say_nothing(rule: str, raw: str) -> None:
    """Totals are only compared, so that a mended cell is not worth a remark."""
