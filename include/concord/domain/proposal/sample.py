"""Files that were looked at: every sheet's rows, as far as they were taken."""

from __future__ import annotations

from dataclasses import dataclass

from concord.domain.source import TextFormat
from concord.domain.table import Row, Table, column_letters


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleTable:
    """A sheet of a file, or a text file.

    `is_only` says that no other sheet of the file is to be seen, `is_cut` that it goes on
    beyond these rows.
    """

    file: str
    table: Table
    rows: tuple[Row, ...]
    is_only: bool = True
    is_cut: bool = False

    def place(self, row: int, column: int) -> str:
        """Return where a cell stands, such as `D17` or `line 17, column 4`."""
        if self.table.sheet is None:
            return f"line {row}, column {column + 1}"
        return f"{column_letters(column)}{row}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleFile:
    """One file.  `text` is how a text file is written, None for a workbook.

    `unread` are the sheets that could not be taken, each with the reason.
    """

    name: str
    tables: tuple[SampleTable, ...]
    text: TextFormat | None = None
    unread: tuple[tuple[str, str], ...] = ()
