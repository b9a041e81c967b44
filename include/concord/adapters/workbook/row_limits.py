"""How wide and how long a table may be, whatever kind of file it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from concord.adapters.workbook.limits import MAX_COLUMNS, MAX_ROWS
from concord.adapters.workbook.refusal import UnreadableTableError, refusal
from concord.domain.table import EMPTY, Cell, CellKind, Row


def placed_row(number: int, cells: Mapping[int, Cell], *, is_hidden: bool = False) -> Row:
    """Return a row of cells by their position from 0; the first one too far right is a stray."""
    filled = [at for at, cell in cells.items() if cell.kind is not CellKind.EMPTY]
    near = [at for at in filled if at < MAX_COLUMNS]
    far = [at for at in filled if at >= MAX_COLUMNS]
    return Row(
        number=number,
        cells=tuple(cells.get(at, EMPTY) for at in range(max(near, default=-1) + 1)),
        is_hidden=is_hidden,
        stray=min(far, default=None),
    )


def within_limits(sheet: str, rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows that hold anything.  Raises UnreadableTableError when there is too much."""
    for row in rows:
        if row.is_blank and row.stray is None:
            continue
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
