"""Reads a sheet with openpyxl, which keeps error cells, formulas and dates apart."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from concord.adapters.workbook.chosen_sheet import chosen_sheet, hidden_sheets
from concord.adapters.workbook.limits import MAX_COLUMNS, MAX_ROWS
from concord.adapters.workbook.refusal import UnreadableTableError, refusal
from concord.adapters.workbook.sheet_facts import SheetFacts, sheet_facts
from concord.adapters.workbook.sheet_parser import SheetRows
from concord.domain.finding import Finding
from concord.domain.source import SheetRule
from concord.domain.table import CellKind, Row, Table

_DAY_ZERO = {CALENDAR_WINDOWS_1900: date(1899, 12, 30), CALENDAR_MAC_1904: date(1904, 1, 1)}


@contextmanager
def open_sheet(path: Path, rule: SheetRule) -> Iterator[tuple[Table, tuple[Finding, ...]]]:
    """Open the sheet an agreement asks for, as a stream of rows, with remarks on the workbook.

    Raises UnreadableTableError with a finding when it is not there or not the only one.
    """
    content = path.read_bytes()
    values = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    try:
        sheet: Any = chosen_sheet(values.worksheets, rule)
        with zipfile.ZipFile(BytesIO(content)) as archive:
            facts = sheet_facts(archive, sheet._worksheet_path)  # noqa: SLF001 - openpyxl hides it
        table = Table(
            sheet=sheet.title,
            rows=_within_limits(sheet.title, SheetRows(values, sheet).rows()),
            day_zero=_DAY_ZERO[values.epoch],
            hint=_hint(facts),
            merged=facts.merged,
            hidden_columns=facts.hidden_columns,
        )
        yield table, hidden_sheets(values.worksheets)
    finally:
        values.close()


def _hint(facts: SheetFacts) -> str:
    if not facts.merged:
        return ""
    shown = ", ".join(merged.shown for merged in facts.merged[:3])
    return f"Merged cells ({shown}) can hide headers: please unmerge them."


def _within_limits(sheet: str, rows: Iterator[Row]) -> Iterator[Row]:
    for row in rows:
        filled = sum(cell.kind is not CellKind.EMPTY for cell in row.cells)
        if row.stray is not None and filled >= MAX_COLUMNS:
            raise _too_wide(sheet, row.number)
        if row.number > MAX_ROWS:
            raise _too_long(sheet, row.number)
        yield row


def _too_wide(sheet: str, row: int) -> UnreadableTableError:
    return UnreadableTableError(
        refusal(
            "too-wide",
            where=f"{sheet}!{row}",
            found=f"more than {MAX_COLUMNS} columns",
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
