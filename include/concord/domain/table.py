"""Tables as readers give them: cells with their kind, rows with their number, nothing guessed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum


class CellKind(Enum):
    """What a cell holds.  `TIME` is a time of day or an elapsed time, as a timedelta."""

    EMPTY = "an empty cell"
    TEXT = "text"
    NUMBER = "a number"
    BOOLEAN = "a true/false value"
    DATE = "a date"
    TIME = "a time"
    ERROR = "a formula error"
    FORMULA_WITHOUT_VALUE = "a formula without a saved value"


RawValue = str | Decimal | bool | datetime | timedelta | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell.  `serial` is the number of days behind a date or time cell of a workbook.

    `is_formula` says that the value is the saved result of a formula.
    """

    kind: CellKind
    value: RawValue = None
    number_format: str = ""
    serial: Decimal | None = None
    is_formula: bool = False

    @property
    def shown(self) -> str:
        """The content as a person would see it, unquoted."""
        return "" if self.value is None else str(self.value)


EMPTY = Cell(kind=CellKind.EMPTY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: its number in the sheet or line in the file (from 1), and its cells from A on.

    `stray` is the position of the first cell too far to the right to be read, None without.
    """

    number: int
    cells: tuple[Cell, ...]
    is_hidden: bool = False
    stray: int | None = None

    def cell(self, index: int) -> Cell:
        """Return the cell at a position, an empty one beyond the row's end."""
        return self.cells[index] if index < len(self.cells) else EMPTY

    @property
    def is_blank(self) -> bool:
        """Say whether no cell of the row holds anything."""
        return all(cell.kind is CellKind.EMPTY for cell in self.cells)

    @property
    def width(self) -> int:
        """How many cells there are up to the last one that holds something."""
        filled = (i for i, cell in enumerate(self.cells, 1) if cell.kind is not CellKind.EMPTY)
        return max(filled, default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedCells:
    """Cells drawn as one: only the first holds anything.  Rows from 1, columns from 0."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int

    @property
    def shown(self) -> str:
        """The range as people write it: `B2:D2`."""
        first, last = column_letters(self.first_column), column_letters(self.last_column)
        return f"{first}{self.first_row}:{last}{self.last_row}"

    def covers(self, row: int, column: int) -> bool:
        """Say whether a cell belongs to the range."""
        rows = self.first_row <= row <= self.last_row
        return rows and self.first_column <= column <= self.last_column


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A sheet, or a text file (`sheet` is None), as a stream of rows in order.

    `day_zero` is the day that serial number 0 stands for.  `hint` is a remark on the layout
    that helps when no header is found.  `hidden_columns` are positions from 0.
    """

    sheet: str | None
    rows: Iterable[Row]
    day_zero: date = date(1899, 12, 30)
    hint: str = ""
    merged: tuple[MergedCells, ...] = ()
    hidden_columns: frozenset[int] = frozenset()

    def address(self, row: int, column: int | None = None) -> str:
        """Return `Daily!D17`, or `line 17` of a text file; columns count from 0."""
        if self.sheet is None:
            return f"line {row}"
        letters = "" if column is None else column_letters(column)
        return f"{self.sheet}!{letters}{row}"


def column_letters(index: int) -> str:
    """Return the letters of a column by its position from 0: A, B … Z, AA."""
    letters, rest = "", index + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def column_index(letters: str) -> int:
    """Return the position from 0 of a column by its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
