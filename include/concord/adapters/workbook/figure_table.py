"""Opens a table that our own people keep: gated as every file is, but in this process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from concord.adapters.workbook.careful_reader import open_sheet
from concord.adapters.workbook.csv_reader import open_text
from concord.adapters.workbook.gate import FileKind, gate
from concord.adapters.workbook.limits import ReadLimits
from concord.adapters.workbook.refusal import UnreadableTableError
from concord.adapters.workbook.xls_reader import open_xls
from concord.domain.source import SheetRule, TextFormat
from concord.domain.table import Table

_DELIMITERS = ",;\t|"


@contextmanager
def open_figures(path: Path) -> Iterator[Table]:
    """Open the only visible sheet of a workbook, or a text file with its likeliest delimiter.

    Raises UnreadableTableError.
    """
    gated = gate(path, path.name, ReadLimits())
    if gated.kind is FileKind.XLSX:
        with open_sheet(path, SheetRule()) as (table, _):
            yield table
    elif gated.kind is FileKind.XLS:
        with open_xls(path, SheetRule()) as (table, _):
            yield table
    elif gated.kind is FileKind.TEXT:
        with open_text(path, TextFormat(delimiter=_delimiter(path))) as table:
            yield table
    else:
        raise UnreadableTableError(gated.findings[-1])


def _delimiter(path: Path) -> str:
    """Return the separator that the first line holds most often."""
    with path.open("rb") as file:
        line = file.readline(1 << 16)
    first = line.decode("utf-16" if line[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8", "replace")
    return max(_DELIMITERS, key=first.count)
