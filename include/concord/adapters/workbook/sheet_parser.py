"""The rows of a sheet, by openpyxl's parser: one pass tells values and formulas apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from openpyxl.workbook import Workbook
from openpyxl.worksheet._reader import WorkSheetParser

from concord.adapters.workbook.numeric_cell import moment_cell
from concord.adapters.workbook.row_limits import placed_row
from concord.domain.table import EMPTY, Cell, CellKind, Row

_VALUE, _FORMULA = (
    f"{{http://schemas.openxmlformats.org/spreadsheetml/2006/main}}{tag}" for tag in ("v", "f")
)
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_YES = frozenset({"1", "true"})
_NO_NUMBER = Decimal("NaN")


class SheetRows:
    """Reads one sheet of an open workbook, row by row."""

    def __init__(self, workbook: Workbook, sheet: Any) -> None:  # noqa: ANN401 - openpyxl has no type for it
        self._workbook = workbook
        self._sheet = sheet
        self._format = cache(self._number_format)

    def rows(self) -> Iterator[Row]:
        """Yield the rows that are written, blank ones too."""
        with self._sheet._get_source() as part:  # noqa: SLF001 - openpyxl hides the stream
            parser = _Parser(
                part,
                self._sheet._shared_strings,  # noqa: SLF001 - as above
                data_only=True,
                epoch=self._workbook.epoch,
                date_formats=self._workbook._date_formats,  # type: ignore[attr-defined] # noqa: SLF001 - as above
                timedelta_formats=self._workbook._timedelta_formats,  # type: ignore[attr-defined] # noqa: SLF001 - as above
            )
            for number, cells in parser.parse():
                placed = {raw["column"] - 1: self._cell(raw) for raw in cells}
                yield placed_row(number, placed, is_hidden=parser.is_hidden(number))

    def _cell(self, raw: dict[str, Any]) -> Cell:
        value, is_formula = raw["value"], raw["is_formula"]
        if value is None or value == "":
            lost = is_formula and raw["is_unsaved"]
            return Cell(kind=CellKind.FORMULA_WITHOUT_VALUE) if lost else EMPTY
        if raw["data_type"] == "e":
            return Cell(kind=CellKind.ERROR, value=str(value), is_formula=is_formula)
        number_format = self._format(raw["style_id"])
        match value:
            case bool():
                return Cell(kind=CellKind.BOOLEAN, value=value, is_formula=is_formula)
            case int() | float() | Decimal():
                return Cell(
                    kind=CellKind.NUMBER,
                    value=Decimal(repr(value)) if isinstance(value, float) else Decimal(value),
                    number_format=number_format,
                    is_formula=is_formula,
                )
            case datetime() | date() | time() | timedelta():
                return moment_cell(
                    value, number_format, self._workbook.epoch, is_formula=is_formula
                )
            case _:
                text = unescaped(str(value))
                return Cell(kind=CellKind.TEXT, value=text, is_formula=is_formula)

    def _number_format(self, style: int | str) -> str:
        styles = self._workbook._cell_styles  # type: ignore[attr-defined] # noqa: SLF001 - as above
        if not isinstance(style, int) or style >= len(styles):
            return "General"
        return str(_format_code(self._workbook, styles[style].numFmtId))


class _Parser(WorkSheetParser):
    """One wrong cell is one wrong cell, and a formula is told beside its saved value."""

    def is_hidden(self, row: int) -> bool:
        """Say whether a row is hidden; asked once, so that rows are not remembered."""
        return self.row_dimensions.pop(str(row), {}).get("hidden") in _YES

    def parse_cell(self, element: Any) -> dict[str, Any]:  # noqa: ANN401 - an XML element
        formula, saved = element.find(_FORMULA) is not None, element.find(_VALUE)
        try:
            cell: dict[str, Any] = super().parse_cell(element)
        except (ValueError, OverflowError):
            cell = self._unreadable(element)
        stated = saved is not None and element.get("t") == "str"
        if cell["data_type"] == "e" and element.get("t", "n") == "n":
            # openpyxl makes an error of a date out of range; the number itself is sound.
            cell |= {"data_type": "n", "value": _number(element.findtext(_VALUE) or "")}
        return cell | {"is_formula": formula, "is_unsaved": not stated}

    def _unreadable(self, element: Any) -> dict[str, Any]:  # noqa: ANN401 - as above
        written = element.findtext(_VALUE) or ""
        match element.get("t", "n"):
            case "n":
                value: object = _number(written)
            case "b" if written in {"true", "false"}:
                value = written == "true"
            case "d":
                value = written
            case _:
                raise ValueError(written)
        style = element.get("s", "0")
        return {
            "row": self.row_counter,
            "column": self.col_counter,
            "value": value,
            "data_type": "n",
            "style_id": int(style) if style.isdigit() else 0,
        }


def _number(written: str) -> Decimal:
    try:
        return Decimal(written)
    except InvalidOperation:
        return _NO_NUMBER


def _format_code(workbook: Workbook, number: int) -> str:
    from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE

    if number < BUILTIN_FORMATS_MAX_SIZE:
        return str(BUILTIN_FORMATS.get(number, "General"))
    own: Sequence[str] = workbook._number_formats  # type: ignore[attr-defined] # noqa: SLF001 - as above
    at = number - BUILTIN_FORMATS_MAX_SIZE
    return own[at] if at < len(own) else "General"


def unescaped(text: str) -> str:
    """Return a text of a workbook with its escapes for characters that XML cannot hold."""
    if "_x" not in text:
        return text
    plain = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    # Two halves of one character may be escaped one by one.
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
