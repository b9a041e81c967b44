"""Which reader opens which kind of file; each is imported only where it is needed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import assert_never

from concord.adapters.workbook.gate import FileKind
from concord.adapters.workbook.limits import ReadLimits
from concord.domain.finding import Finding
from concord.domain.source import SheetRule, TextFormat
from concord.domain.table import Table

Opened = tuple[Table, tuple[Finding, ...]]


@contextmanager
def opened_file(
    kind: FileKind, path: Path, sheet: SheetRule, text: TextFormat, limits: ReadLimits
) -> Iterator[Opened]:
    """Open the table of a file, with remarks on it.  Raises UnreadableTableError."""
    match kind:
        case FileKind.TEXT:
            from concord.adapters.workbook.csv_reader import open_text

            with open_text(path, text, limits) as table:
                yield table, ()
        case FileKind.XLSX:
            from concord.adapters.workbook.careful_reader import open_sheet

            with open_sheet(path, sheet) as opened:
                yield opened
        case FileKind.XLS:
            from concord.adapters.workbook.xls_reader import open_xls

            with open_xls(path, sheet) as opened:
                yield opened
        case FileKind.XLSB:
            from concord.adapters.workbook.xlsb_reader import open_xlsb

            with open_xlsb(path, sheet) as opened:
                yield opened
        case FileKind.ODS:
            from concord.adapters.workbook.ods_reader import open_ods

            with open_ods(path, sheet) as opened:
                yield opened
        case _:
            assert_never(kind)
