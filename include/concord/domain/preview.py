"""Previews: a file's own rows around what was found, so that a person sees what is decided."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from concord.domain.finding import Finding, Severity, visible
from concord.domain.table import Row, Table, column_letters

BEGINNING = 3
"""Rows from the table's beginning: its header is among them more often than not."""

AROUND = 2
"""Rows before and after a row that something was found in."""

MOST_PLACES = 3
MOST_COLUMNS = 8
LONGEST_CELL = 32

_CELL = re.compile(r"(?:.*!)?([A-Z]{1,3})?([1-9][0-9]{0,6})(?::[A-Z]{0,3}[0-9]*)?", re.DOTALL)
_LINE = re.compile(r"line ([1-9][0-9]{0,8})(?:, column ([1-9][0-9]{0,4}))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A row, counted from 1, and the column in it from 0 where one is meant."""

    row: int
    column: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewRow:
    """One row as it stands in the file: its number, and its cells' contents made visible."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """Rows of one table under the letters of their columns; `sheet` is None for a text file."""

    sheet: str | None
    columns: tuple[str, ...]
    rows: tuple[PreviewRow, ...]


def place_of(where: str) -> Place | None:
    """Return the place that a finding names, such as `Daily!D17`; None where it names none."""
    if line := _LINE.fullmatch(where):
        return Place(row=int(line[1]), column=int(line[2]) - 1 if line[2] else None)
    cell = _CELL.fullmatch(where)
    if cell is None:
        return None
    return Place(row=int(cell[2]), column=_position(cell[1]) if cell[1] else None)


def _position(letters: str) -> int:
    position = 0
    for letter in letters:
        position = 26 * position + ord(letter) - ord("A") + 1
    return position - 1


def places_of(findings: Iterable[Finding]) -> tuple[Place, ...]:
    """Return the first places that findings name, errors before the rest, each row once."""
    places: dict[int, Place] = {}
    for finding in sorted(findings, key=lambda each: each.severity is not Severity.ERROR):
        place = place_of(finding.where)
        if place is not None:
            places.setdefault(place.row, place)
    return tuple(places.values())[:MOST_PLACES]


def preview_of(table: Table, places: Sequence[Place]) -> Preview:
    """Return the rows of a table at its beginning and around some places.

    Of wide tables it shows the columns about the first place that names one.  Rows beyond
    the last place are not asked for.
    """
    first = _first_column(places)
    shown = range(first, first + MOST_COLUMNS)
    taken = list(_taken(table.rows, places))
    width = max((row.width for row in taken), default=0)
    columns = [index for index in shown if index < width]
    return Preview(
        sheet=None if table.sheet is None else visible(table.sheet),
        columns=tuple(column_letters(index) for index in columns),
        rows=tuple(
            PreviewRow(
                number=row.number,
                cells=tuple(visible(row.cell(i).shown, limit=LONGEST_CELL) for i in columns),
            )
            for row in taken
        ),
    )


def _first_column(places: Sequence[Place]) -> int:
    named = next((place.column for place in places if place.column is not None), 0)
    # What stands left of a cell says more than what stands right of it.
    return max(0, named - MOST_COLUMNS + 2)


def _taken(rows: Iterable[Row], places: Sequence[Place]) -> Iterable[Row]:
    last = max((place.row for place in places), default=0) + AROUND
    for index, row in enumerate(rows):
        begins = index < BEGINNING
        if not begins and row.number > last:
            return
        if begins or any(abs(row.number - place.row) <= AROUND for place in places):
            yield replace(row, cells=row.cells[: row.width])
