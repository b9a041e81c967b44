"""Reads binary workbooks (.xlsb) as a stream of their records."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900
from xlrd import error_text_from_code

from concord.adapters.workbook.chosen_sheet import chosen_sheet, hidden_sheets
from concord.adapters.workbook.limits import MAX_COLUMNS
from concord.adapters.workbook.numeric_cell import DAY_ZERO, numeric_cell
from concord.adapters.workbook.row_limits import placed_row, within_limits
from concord.adapters.workbook.xlsb_parts import (
    XlsbSheet,
    formats_of,
    records,
    strings_of,
    wide_string,
    workbook_of,
)
from concord.domain.finding import Finding
from concord.domain.source import SheetRule
from concord.domain.table import EMPTY, Cell, CellKind, MergedCells, Row, Table

_ROW, _COLUMNS, _MERGED, _END = 0, 60, 176, 146
_RICH_TEXT = 62
_FIRST_SHORT, _LAST_SHORT = 12, 18
_FORMULAS = frozenset({8, 9, 10, 11})
_KINDS = {
    **dict.fromkeys((2, 13), "rk"),
    **dict.fromkeys((3, 11, 14), "error"),
    **dict.fromkeys((4, 10, 15), "boolean"),
    **dict.fromkeys((5, 9, 16), "real"),
    **dict.fromkeys((6, 8, 17), "text"),
    **dict.fromkeys((7, 18), "shared"),
    _RICH_TEXT: "rich",
}
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x10, 0x01


@contextmanager
def open_xlsb(path: Path, rule: SheetRule) -> Iterator[tuple[Table, tuple[Finding, ...]]]:
    """Open the sheet an agreement asks for, as a stream of rows, with remarks on the workbook.

    Raises UnreadableTableError with a finding when it is not there or not the only one.
    """
    with zipfile.ZipFile(path) as archive:
        workbook = workbook_of(archive)
        sheet = chosen_sheet(workbook.sheets, rule)
        epoch = CALENDAR_MAC_1904 if workbook.is_from_1904 else CALENDAR_WINDOWS_1900
        cells = _Cells(strings=strings_of(archive), formats=formats_of(archive), epoch=epoch)
        hidden, merged = _layout(archive, sheet)
        table = Table(
            sheet=sheet.title,
            rows=within_limits(sheet.title, _rows(archive, sheet, cells)),
            day_zero=DAY_ZERO[epoch],
            merged=merged,
            hidden_columns=hidden,
        )
        yield table, hidden_sheets(workbook.sheets)


def _layout(
    archive: zipfile.ZipFile, sheet: XlsbSheet
) -> tuple[frozenset[int], tuple[MergedCells, ...]]:
    hidden: set[int] = set()
    merged = []
    for kind, content in records(archive, sheet.part):
        if kind == _COLUMNS:
            first, last, _, _, flags = struct.unpack_from("<IIIIH", content)
            if flags & _HIDDEN_COLUMN:
                hidden.update(range(first, min(last, MAX_COLUMNS) + 1))
        elif kind == _MERGED:
            top, bottom, left, right = struct.unpack_from("<IIII", content)
            merged.append(
                MergedCells(
                    first_row=top + 1, last_row=bottom + 1, first_column=left, last_column=right
                )
            )
    return frozenset(hidden), tuple(merged)


def _rows(archive: zipfile.ZipFile, sheet: XlsbSheet, cells: _Cells) -> Iterator[Row]:
    number, is_hidden, column = 0, False, -1
    row: dict[int, Cell] = {}
    for kind, content in records(archive, sheet.part):
        if kind in {_ROW, _END}:
            yield placed_row(number, row, is_hidden=is_hidden)
            row, column = {}, -1
            if kind == _END:
                return
            number = int.from_bytes(content[:4], "little") + 1
            is_hidden = bool(content[11] & _HIDDEN_ROW)
        elif kind in _KINDS or kind in {1, _FIRST_SHORT}:
            is_short = _FIRST_SHORT <= kind <= _LAST_SHORT
            column = column + 1 if is_short else int.from_bytes(content[:4], "little")
            if kind in _KINDS:
                row[column] = cells.cell(kind, content[0 if is_short else 4 :])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cells:
    strings: Sequence[str]
    formats: Sequence[str]
    epoch: datetime

    def cell(self, kind: int, content: bytes) -> Cell:
        """Return a cell from its format and value.  Raises IndexError for a text not there."""
        style, value = int.from_bytes(content[:3], "little"), content[4:]
        is_formula = kind in _FORMULAS
        match _KINDS[kind]:
            case "rk":
                return self._number(_from_rk(value), style)
            case "real":
                return self._number(struct.unpack_from("<d", value)[0], style, is_formula)
            case "error":
                shown = error_text_from_code.get(value[0], "#VALUE!")
                return Cell(kind=CellKind.ERROR, value=shown, is_formula=is_formula)
            case "boolean":
                return Cell(kind=CellKind.BOOLEAN, value=bool(value[0]), is_formula=is_formula)
            case "shared":
                return _text(self.strings[int.from_bytes(value[:4], "little")])
            case "rich":
                return _text(wide_string(value, 1)[0])
            case _:
                return _text(wide_string(value, 0)[0], is_formula)

    def _number(self, value: float, style: int, is_formula: bool = False) -> Cell:  # noqa: FBT001, FBT002 - one fact of the cell
        number_format = self.formats[style] if style < len(self.formats) else "General"
        return numeric_cell(value, number_format, self.epoch, is_formula=is_formula)


def _text(text: str, is_formula: bool = False) -> Cell:  # noqa: FBT001, FBT002 - as above
    return Cell(kind=CellKind.TEXT, value=text, is_formula=is_formula) if text else EMPTY


def _from_rk(value: bytes) -> float:
    """Return a number that was packed into four bytes: whole or not, as it is or in hundredths."""
    (packed,) = struct.unpack_from("<i", value)
    in_hundredths, is_whole = packed & 1, packed & 2
    if is_whole:
        number = float(packed >> 2)
    else:
        (number,) = struct.unpack("<d", bytes(4) + struct.pack("<I", packed & 0xFFFF_FFFC))
    return number / 100 if in_hundredths else number
