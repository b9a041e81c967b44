"""Reads a sheet with openpyxl, which keeps error cells, formulas and dates apart."""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from itertools import zip_longest
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, to_excel
from openpyxl.workbook import Workbook

from concord.adapters.workbook.limits import MAX_COLUMNS, MAX_ROWS
from concord.adapters.workbook.refusal import UnreadableTableError, refusal
from concord.adapters.workbook.sheet_facts import SheetFacts, sheet_facts
from concord.domain.finding import Finding, Severity, quoted
from concord.domain.source import SheetRule
from concord.domain.table import EMPTY, Cell, CellKind, Row, Table

_SHOWN_SHEETS = 12
_DAY_ZERO = {CALENDAR_WINDOWS_1900: date(1899, 12, 30), CALENDAR_MAC_1904: date(1904, 1, 1)}


@contextmanager
def open_sheet(path: Path, rule: SheetRule) -> Iterator[tuple[Table, tuple[Finding, ...]]]:
    """Open the sheet an agreement asks for, as a stream of rows, with remarks on the workbook.

    Raises UnreadableTableError with a finding when it is not there or not the only one.
    """
    content = path.read_bytes()
    values = _load(content, data_only=True)
    try:
        sheet = _chosen(values, rule)
        with zipfile.ZipFile(BytesIO(content)) as archive:
            facts = sheet_facts(archive, sheet._worksheet_path)  # noqa: SLF001 - openpyxl hides it
        formulas = _load(content, data_only=False)[sheet.title] if facts.has_formulas else None
        table = Table(
            sheet=sheet.title,
            rows=_rows(sheet, formulas, facts, values.epoch),
            day_zero=_DAY_ZERO[values.epoch],
            hint=_hint(facts),
        )
        yield table, _remarks(values)
    finally:
        values.close()


def _load(content: bytes, *, data_only: bool) -> Workbook:
    return load_workbook(BytesIO(content), read_only=True, data_only=data_only, keep_links=False)


def _chosen(workbook: Workbook, rule: SheetRule) -> Any:  # noqa: ANN401 - openpyxl has no type for it
    sheets = workbook.worksheets
    if rule.name:
        return _named(sheets, rule.name)
    visible = [sheet for sheet in sheets if sheet.sheet_state == "visible"]
    if len(visible) == 1:
        return visible[0]
    raise UnreadableTableError(
        refusal(
            "sheet-ambiguous" if visible else "sheet-not-found",
            found=_titles(visible) or "no visible sheet",
            expected="one sheet, or the name of one in the agreement",
            message=(
                "It cannot be told which sheet holds the figures. Please send a workbook with "
                "one sheet, or have the sheet's name put into the agreement."
            ),
        )
    )


def _named(sheets: list[Any], name: str) -> Any:  # noqa: ANN401 - openpyxl has no type for it
    exact = [sheet for sheet in sheets if sheet.title == name]
    alike = exact or [sheet for sheet in sheets if _folded(sheet.title) == _folded(name)]
    if len(alike) == 1:
        return alike[0]
    raise UnreadableTableError(
        refusal(
            "sheet-ambiguous" if alike else "sheet-not-found",
            found=_titles(sheets) or "no sheets",
            expected=f"a sheet {quoted(name)}",
            message=(
                f"The sheet {quoted(name)} is not there exactly once. Please name it so and "
                "send the file again, or have the new name put into the agreement."
            ),
        )
    )


def _folded(title: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", title).casefold().split())


def _titles(sheets: list[Any]) -> str:
    return ", ".join(quoted(sheet.title) for sheet in sheets[:_SHOWN_SHEETS])


def _hint(facts: SheetFacts) -> str:
    if not facts.merged:
        return ""
    return f"Merged cells ({', '.join(facts.merged[:3])}) can hide headers: please unmerge them."


def _remarks(workbook: Workbook) -> tuple[Finding, ...]:
    hidden = [sheet for sheet in workbook.worksheets if sheet.sheet_state != "visible"]
    if not hidden:
        return ()
    return (
        Finding(
            severity=Severity.WARNING,
            rule="hidden-sheet",
            where="",
            found=_titles(hidden),
            expected="no hidden sheets",
            message="Hidden sheets are not read unless the agreement names them.",
        ),
    )


def _rows(sheet: Any, formulas: Any, facts: SheetFacts, epoch: datetime) -> Iterator[Row]:  # noqa: ANN401 - as above
    # A sheet may state dimensions smaller than its content, and rows beyond would be lost.
    sheet.reset_dimensions()
    behind: Any = ()
    if formulas is not None:
        formulas.reset_dimensions()
        behind = formulas.iter_rows()
    for number, (cells, written) in enumerate(zip_longest(sheet.iter_rows(), behind), start=1):
        row = _row(number, cells or (), written or (), epoch)
        if row.width > MAX_COLUMNS:
            raise _too_wide(sheet.title, number, row.width)
        if number > MAX_ROWS and not row.is_blank:
            raise _too_long(sheet.title, number)
        if not row.is_blank:
            yield Row(number=number, cells=row.cells, is_hidden=number in facts.hidden_rows)


def _row(number: int, cells: Any, written: Any, epoch: datetime) -> Row:  # noqa: ANN401 - as above
    formulas = {i for i, cell in enumerate(written) if cell.data_type == "f"}
    return Row(
        number=number,
        cells=tuple(_cell(cell, epoch, is_formula=i in formulas) for i, cell in enumerate(cells)),
    )


def _cell(cell: Any, epoch: datetime, *, is_formula: bool) -> Cell:  # noqa: ANN401 - as above
    value = cell.value
    if value is None or value == "":
        return Cell(kind=CellKind.FORMULA_WITHOUT_VALUE) if is_formula and value is None else EMPTY
    if cell.data_type == "e":
        return Cell(kind=CellKind.ERROR, value=str(value))
    match value:
        case bool():
            return Cell(kind=CellKind.BOOLEAN, value=value)
        case int() | float():
            number = Decimal(repr(value))
            return Cell(kind=CellKind.NUMBER, value=number, number_format=cell.number_format)
        case datetime() | date() | time() | timedelta():
            return _moment(value, cell.number_format, epoch)
        case _:
            return Cell(kind=CellKind.TEXT, value=str(value))


def _moment(
    value: datetime | date | time | timedelta, number_format: str, epoch: datetime
) -> Cell:
    serial = Decimal(repr(to_excel(value, epoch)))  # type: ignore[no-untyped-call] # its stubs lack it
    if isinstance(value, time):
        elapsed = timedelta(
            hours=value.hour,
            minutes=value.minute,
            seconds=value.second,
            microseconds=value.microsecond,
        )
        return Cell(kind=CellKind.TIME, value=elapsed, number_format=number_format, serial=serial)
    if isinstance(value, timedelta):
        return Cell(kind=CellKind.TIME, value=value, number_format=number_format, serial=serial)
    moment = value if isinstance(value, datetime) else datetime.combine(value, time(0))
    return Cell(kind=CellKind.DATE, value=moment, number_format=number_format, serial=serial)


def _too_wide(sheet: str, row: int, width: int) -> UnreadableTableError:
    return UnreadableTableError(
        refusal(
            "too-wide",
            where=f"{sheet}!{row}",
            found=f"{width:,} columns",
            expected=f"at most {MAX_COLUMNS} columns",
            message="Please delete what stands far to the right of the table, and send it again.",
        )
    )


def _too_long(sheet: str, row: int) -> UnreadableTableError:
    return UnreadableTableError(
        refusal(
            "too-long",
            where=f"{sheet}!{row}",
            found=f"row {row:,}",
            expected=f"at most {MAX_ROWS:,} rows",
            message="Please send the figures in several files.",
        )
    )
