"""Opens a table that our own people keep: gated as every file is, but in this process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from concord.adapters.workbook.gate import gate
from concord.adapters.workbook.limits import ReadLimits
from concord.adapters.workbook.opening import opened_file
from concord.adapters.workbook.refusal import UnreadableTableError
from concord.domain.source import SheetRule, TextFormat
from concord.domain.table import Table

_DELIMITERS = ",;\t|"


@contextmanager
def open_figures(path: Path) -> Iterator[Table]:
    """Open the only visible sheet of a workbook, or a text file with its likeliest delimiter.

    Raises UnreadableTableError.
    """
    limits = ReadLimits()
    gated = gate(path, path.name, limits)
    if gated.kind is None:
        raise UnreadableTableError(gated.findings[-1])
    text = TextFormat(delimiter=_delimiter(path))
    with opened_file(gated.kind, path, SheetRule(), text, limits) as (table, _):
        yield table


def _delimiter(path: Path) -> str:
    """Return the separator that the first line holds most often."""
    with path.open("rb") as file:
        line = file.readline(1 << 16)
    first = line.decode("utf-16" if line[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8", "replace")
    return max(_DELIMITERS, key=first.count)
