"""Reads workbooks of Excel 97-2003 (.xls) with xlrd."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import olefile
import xlrd
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900
from xlrd.biffh import XLRDError
from xlrd.book import Book
from xlrd.sheet import Sheet

from concord.adapters.workbook.biff_records import Formulas, formulas_of, has_links
from concord.adapters.workbook.cautions import external_link, macros, password
from concord.adapters.workbook.chosen_sheet import chosen_sheet, hidden_sheets
from concord.adapters.workbook.numeric_cell import DAY_ZERO, numeric_cell
from concord.adapters.workbook.refusal import UnreadableTableError
from concord.adapters.workbook.row_limits import placed_row, within_limits
from concord.domain.finding import Finding
from concord.domain.source import SheetRule
from concord.domain.table import EMPTY, Cell, CellKind, MergedCells, Row, Table

_STATES = ("visible", "hidden", "veryHidden")
_STREAMS = ("Workbook", "Book")
_NUMBERS = (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE)
_EPOCHS = (CALENDAR_WINDOWS_1900, CALENDAR_MAC_1904)


@contextmanager
def open_xls(path: Path, rule: SheetRule) -> Iterator[tuple[Table, tuple[Finding, ...]]]:
    """Open the sheet an agreement asks for, as a stream of rows, with remarks on the workbook.

    Raises UnreadableTableError with a finding when it is not there or not the only one.
    """
    stream, cautions = _inspected(path)
    book = _opened(path)
    sheets = [
        _XlsSheet(title=sheet.name, sheet_state=_STATES[sheet.visibility], book=book, sheet=sheet)
        for sheet in book.sheets()
    ]
    chosen = chosen_sheet(sheets, rule)
    formulas = formulas_of(stream, chosen.sheet.number)
    yield chosen.table(formulas), (*cautions, *hidden_sheets(sheets))


def _opened(path: Path) -> Book:
    try:
        return xlrd.open_workbook(
            filename=str(path), logfile=_SILENT, formatting_info=True, ragged_rows=True
        )
    except XLRDError as error:
        if "encrypted" in str(error):
            raise UnreadableTableError(password()) from error
        raise


class _Silent:
    """Takes what xlrd prints: its words quote the file."""

    def write(self, text: str) -> int:
        return len(text)

    def flush(self) -> None:
        """Nothing is kept."""


_SILENT = _Silent()


def _inspected(path: Path) -> tuple[bytes, list[Finding]]:
    """Return the stream of the workbook, and what else its container holds."""
    with olefile.OleFileIO(str(path)) as container:
        name = next(name for name in _STREAMS if container.exists(name))
        stream = container.openstream(name).read()
        parts = ["/".join(part) for part in container.listdir()]
    cautions = []
    if any("_VBA_PROJECT" in part.upper() for part in parts):
        cautions.append(macros())
    embedded = next((part for part in parts if part.startswith("MBD")), None)
    if embedded is not None or has_links(stream):
        cautions.append(external_link(embedded or "a link to another workbook"))
    return stream, cautions


@dataclass(frozen=True, slots=True, kw_only=True)
class _XlsSheet:
    title: str
    sheet_state: str
    book: Book
    sheet: Sheet
    _formats: dict[int, str] = field(default_factory=dict)

    def table(self, formulas: Formulas) -> Table:
        """Return the sheet as a stream of rows."""
        hidden = (at for at, info in self.sheet.colinfo_map.items() if info.hidden)
        return Table(
            sheet=self.title,
            rows=within_limits(self.title, self._rows(formulas)),
            day_zero=DAY_ZERO[self._epoch],
            merged=tuple(
                MergedCells(
                    first_row=top + 1, last_row=bottom, first_column=left, last_column=right - 1
                )
                for top, bottom, left, right in self.sheet.merged_cells
            ),
            hidden_columns=frozenset(hidden),
        )

    @property
    def _epoch(self) -> datetime:
        return _EPOCHS[self.book.datemode]

    def _rows(self, formulas: Formulas) -> Iterator[Row]:
        for number in range(self.sheet.nrows):
            info = self.sheet.rowinfo_map.get(number)
            cells = {
                at: self._cell(number, at, formulas) for at in range(self.sheet.row_len(number))
            }
            yield placed_row(number + 1, cells, is_hidden=info is not None and bool(info.hidden))

    def _cell(self, row: int, column: int, formulas: Formulas) -> Cell:
        kind: int = self.sheet.cell_type(row, column)
        value: object = self.sheet.cell_value(row, column)
        is_formula = (row, column) in formulas.all
        if (row, column) in formulas.unsaved:
            return Cell(kind=CellKind.FORMULA_WITHOUT_VALUE)
        match value:
            case float() if kind in _NUMBERS:
                number_format = self._format(self.sheet.cell_xf_index(row, column))
                return numeric_cell(value, number_format, self._epoch, is_formula=is_formula)
            case str() if value:
                return Cell(kind=CellKind.TEXT, value=value, is_formula=is_formula)
            case int() if kind == xlrd.XL_CELL_BOOLEAN:
                return Cell(kind=CellKind.BOOLEAN, value=bool(value), is_formula=is_formula)
            case int() if kind == xlrd.XL_CELL_ERROR:
                shown = xlrd.error_text_from_code.get(value, "#VALUE!")
                return Cell(kind=CellKind.ERROR, value=shown, is_formula=is_formula)
            case _:
                return EMPTY

    def _format(self, style: int) -> str:
        if style not in self._formats:
            key = self.book.xf_list[style].format_key
            self._formats[style] = self.book.format_map[key].format_str
        return self._formats[style]
