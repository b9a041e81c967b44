"""What stands beside the table or is hidden in it: told, so that nothing is read unseen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from concord.domain.finding import Finding, Severity
from concord.domain.reading.header import Header
from concord.domain.table import Row, Table, column_letters

_SHOWN = 8


@dataclass(slots=True, kw_only=True)
class Beside:
    """Notes strays and hidden rows while the rows of a table pass by."""

    table: Table
    _strays: list[str] = field(default_factory=list)
    _hidden: list[int] = field(default_factory=list)

    def passing(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Yield the same rows; cells too far to the right are remembered."""
        for row in rows:
            if row.stray is not None and len(self._strays) <= _SHOWN:
                self._strays.append(f"{column_letters(row.stray)}{row.number}")
            yield row

    def count(self, row: Row) -> None:
        """Take note of a row of figures that is hidden."""
        if row.is_hidden:
            self._hidden.append(row.number)

    def findings(self, header: Header) -> Iterator[Finding]:
        """Yield what a person who looks at the sheet would not expect."""
        if self._hidden:
            yield _hidden_rows(self.table, self._hidden)
        placed = {place for place in header.positions.values() if place is not None}
        if columns := sorted(placed & self.table.hidden_columns):
            yield _hidden_columns(self.table, header.row, columns)
        if self._strays:
            yield _stray_cells(self.table, self._strays)


def _listed(items: Iterable[object], count: int) -> str:
    shown = [str(item) for item, _ in zip(items, range(_SHOWN), strict=False)]
    return ", ".join(shown) + (", …" if count > _SHOWN else "")


def _hidden_rows(table: Table, numbers: list[int]) -> Finding:
    shown = _listed(numbers, len(numbers))
    return Finding(
        severity=Severity.WARNING,
        rule="hidden-rows",
        where=table.address(numbers[0]),
        found=f"{len(numbers):,} hidden rows ({shown})",
        expected="no hidden rows",
        message=(
            f"{len(numbers):,} hidden or filtered rows are read like all others: {shown}. Please "
            "delete them if they are not meant to count, and send the file again."
        ),
    )


def _hidden_columns(table: Table, row: int, columns: list[int]) -> Finding:
    shown = _listed(map(column_letters, columns), len(columns))
    return Finding(
        severity=Severity.WARNING,
        rule="hidden-columns",
        where=table.address(row, columns[0]),
        found=f"{len(columns):,} hidden columns ({shown})",
        expected="no hidden columns",
        message=(
            f"Figures are read from columns that are hidden: {shown}. Please show them, so that "
            "everybody sees what is counted."
        ),
    )


def _stray_cells(table: Table, places: list[str]) -> Finding:
    shown = _listed(places, len(places))
    return Finding(
        severity=Severity.WARNING,
        rule="stray-cell",
        where=f"{table.sheet}!{places[0]}",
        found=shown,
        expected="nothing far away from the table",
        message=(
            f"Content far to the right of the table is not read: stray cell {shown} ignored. "
            "Please delete it; nothing else is to do."
        ),
    )
