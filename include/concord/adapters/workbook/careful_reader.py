"""Reads a sheet with openpyxl, which keeps error cells, formulas and dates apart."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from concord.adapters.workbook.chosen_sheet import chosen_sheet, hidden_sheets
from concord.adapters.workbook.numeric_cell import DAY_ZERO
from concord.adapters.workbook.refusal import UnreadableTableError, refusal
from concord.adapters.workbook.row_limits import within_limits
from concord.adapters.workbook.sheet_facts import SheetFacts, sheet_facts
from concord.adapters.workbook.sheet_parser import SheetRows
from concord.domain.finding import Finding
from concord.domain.source import SheetRule
from concord.domain.table import Table


@contextmanager
def open_sheet(path: Path, rule: SheetRule) -> Iterator[tuple[Table, tuple[Finding, ...]]]:
    """Open the sheet an agreement asks for, as a stream of rows, with remarks on the workbook.

    Raises UnreadableTableError with a finding when it is not there or not the only one.
    """
    content = path.read_bytes()
    values = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    try:
        if not values.worksheets:
            raise UnreadableTableError(_without_sheets())
        sheet: Any = chosen_sheet(values.worksheets, rule)
        with zipfile.ZipFile(BytesIO(content)) as archive:
            facts = sheet_facts(archive, sheet._worksheet_path)  # noqa: SLF001 - openpyxl hides it
        table = Table(
            sheet=sheet.title,
            rows=within_limits(sheet.title, SheetRows(values, sheet).rows()),
            day_zero=DAY_ZERO[values.epoch],
            hint=_hint(facts),
            merged=facts.merged,
            hidden_columns=facts.hidden_columns,
        )
        yield table, hidden_sheets(values.worksheets)
    finally:
        values.close()


def _without_sheets() -> Finding:
    return refusal(
        "unsupported-type",
        found="a workbook without sheets, as one in the strict form of Open XML seems to be",
        expected="an Excel workbook (.xlsx)",
        message="Please save it as 'Excel workbook (.xlsx)', not as 'Strict', and send that.",
    )


def _hint(facts: SheetFacts) -> str:
    if not facts.merged:
        return ""
    shown = ", ".join(merged.shown for merged in facts.merged[:3])
    return f"Merged cells ({shown}) can hide headers: please unmerge them."
