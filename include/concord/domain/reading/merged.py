"""Merged cells in a header: filled in where the agreement names its row, else never guessed at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from concord.domain.finding import Finding, Severity
from concord.domain.source import Source
from concord.domain.table import EMPTY, Cell, CellKind, MergedCells, Row, Table


def unmerged(table: Table, source: Source, rows: Sequence[Row]) -> Sequence[Row]:
    """Return the rows with the declared header row's merged cells filled in; others stay."""
    wanted = source.sheet.header_row
    if wanted is None or not table.merged:
        return rows
    by_number = {row.number: row for row in rows}
    header = by_number.get(wanted, Row(number=wanted, cells=()))
    by_number[wanted] = _filled(header, by_number, table.merged)
    return [by_number[number] for number in sorted(by_number)]


def _filled(header: Row, rows: dict[int, Row], merged: Iterable[MergedCells]) -> Row:
    cells = dict(enumerate(header.cells))
    for block in merged:
        if not block.first_row <= header.number <= block.last_row or block.first_row not in rows:
            continue
        first = rows[block.first_row].cell(block.first_column)
        for column in range(block.first_column, block.last_column + 1):
            if cells.get(column, EMPTY).kind is CellKind.EMPTY:
                cells[column] = first
    return replace(header, cells=_in_order(cells))


def _in_order(cells: dict[int, Cell]) -> tuple[Cell, ...]:
    return tuple(cells.get(at, EMPTY) for at in range(max(cells, default=-1) + 1))


def merged_header(
    table: Table, row: int, positions: Iterable[int], *, is_complete: bool
) -> Finding | None:
    """Return the finding on merged cells by which a column of the header cannot be told.

    That is one over a column's header and its neighbour, or any where a column is missing.
    """
    places = frozenset(positions)
    for block in table.merged:
        if not block.first_row <= row <= block.last_row:
            continue
        if not is_complete or _hides_a_neighbour(block, row, places):
            return _finding(table, block)
    return None


def _hides_a_neighbour(block: MergedCells, row: int, places: frozenset[int]) -> bool:
    is_wide = block.last_column > block.first_column
    return is_wide and any(block.covers(row, place) for place in places)


def _finding(table: Table, block: MergedCells) -> Finding:
    return Finding(
        severity=Severity.ERROR,
        rule="merged-header",
        where=table.address(block.first_row, block.first_column),
        found=f"merged cells {block.shown}",
        expected="a header of its own above each column",
        message=(
            f"The header holds merged cells ({block.shown}), so it cannot be told which column "
            "is which. Please unmerge them, put a header above each column, and send the file "
            "again. The file waits for a decision until then."
        ),
    )
