"""Where the table of a sheet begins: its header row without an agreement that names it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from concord.domain.proposal.headings import written_header
from concord.domain.proposal.sample import SampleTable
from concord.domain.reading.header import SEARCHED_ROWS
from concord.domain.reading.text import fold
from concord.domain.table import CellKind, Row

_LOOKED_BELOW = 12
_LONGEST_HEADER = 120
_FIGURE = re.compile(r"[+\-]?[\d.,:/\s'%-]*\d[\d.,:/\s'%-]*")
TOTALS = frozenset(
    [
        "total",
        "totals",
        "grand total",
        "sum",
        "sub total",
        "subtotal",
        "sub-total",
        "summe",
        "gesamt",
        "gesamtsumme",
        "insgesamt",
        "zwischensumme",
        "endsumme",
        "total général",
        "total general",
        "sous-total",
        "somme",
        "suma",
        "totale",
        "totaal",
        "overall",
        "all sites",
        "all teams",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundColumn:
    """A header as it is to be written, and its position from 0."""

    header: str
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTable:
    """A sheet's table: header row, columns, rows of data, and what was left out of it.

    `totals` are the totals rows; `twins` are headers that stand there more than once.
    """

    sample: SampleTable
    header_row: int
    columns: tuple[FoundColumn, ...]
    rows: tuple[Row, ...]
    totals: tuple[Row, ...]
    twins: tuple[str, ...]

    @property
    def signature(self) -> frozenset[str]:
        """The headers, folded: tables of one layout have the same."""
        return frozenset(fold(column.header) for column in self.columns)


def find_table(sample: SampleTable) -> FoundTable | None:
    """Return the table of a sheet, or None where no header stands above figures."""
    searched = [row for row in sample.rows if not row.is_blank][:SEARCHED_ROWS]
    scores = [(_score(row, searched[i + 1 :]), -i) for i, row in enumerate(searched)]
    best = max(scores, default=(0, 0))
    if best[0] <= 0:
        return None
    header = searched[-best[1]]
    columns, twins = _columns(header)
    below = [row for row in sample.rows if row.number > header.number and not row.is_blank]
    positions = [column.position for column in columns]
    body = _without_notes(below, positions)
    totals = tuple(row for row in body if is_totals(row))
    rows = tuple(row for row in body if not is_totals(row))
    if not columns or not rows:
        return None
    return FoundTable(
        sample=sample,
        header_row=header.number,
        columns=columns,
        rows=rows,
        totals=totals,
        twins=twins,
    )


def is_totals(row: Row) -> bool:
    """Say whether a row's first text is a usual name of totals rows."""
    texts = (cell.shown for cell in row.cells if cell.kind is CellKind.TEXT)
    return fold(next(texts, "")).rstrip(":") in TOTALS


def _score(row: Row, below: Sequence[Row]) -> int:
    """Return how many headers a row holds, one more above figures; 0 for what cannot be one."""
    filled = [i for i, cell in enumerate(row.cells) if cell.kind is not CellKind.EMPTY]
    if not below or len(filled) < 2 or not all(_is_heading(row, i) for i in filled):  # noqa: PLR2004 - a table has columns
        return 0
    near = below[:_LOOKED_BELOW]
    used = [i for i in filled if any(r.cell(i).kind is not CellKind.EMPTY for r in near)]
    if len(used) * 2 < len(filled):
        return 0
    # A title above the header has words below it, the header has figures.
    is_above_figures = any(_is_figure(below[0], i) for i in filled)
    return len(filled) + is_above_figures


def _is_heading(row: Row, index: int) -> bool:
    cell = row.cell(index)
    text = cell.shown.strip()
    if cell.kind is not CellKind.TEXT or not text or len(text) > _LONGEST_HEADER:
        return False
    return not _FIGURE.fullmatch(text)


def _is_figure(row: Row, index: int) -> bool:
    return row.cell(index).kind is not CellKind.EMPTY and not _is_heading(row, index)


def _columns(header: Row) -> tuple[tuple[FoundColumn, ...], tuple[str, ...]]:
    """Return the columns of a header row, and the headers that do not tell one from another."""
    texts = {
        i: written_header(cell.shown)
        for i, cell in enumerate(header.cells)
        if cell.kind is CellKind.TEXT and fold(cell.shown)
    }
    counts = Counter(fold(text) for text in texts.values())
    columns = tuple(
        FoundColumn(header=text, position=i)
        for i, text in texts.items()
        if counts[fold(text)] == 1
    )
    twins = tuple(dict.fromkeys(text for text in texts.values() if counts[fold(text)] > 1))
    return columns, twins


def _without_notes(rows: Sequence[Row], positions: Sequence[int]) -> list[Row]:
    """Return the rows without the lone texts that follow the last full one."""
    if len(positions) < 2:  # noqa: PLR2004 - one column alone: every row is a lone cell
        return list(rows)
    notes = sum(1 for _ in takewhile(_is_lone, reversed(rows)))
    return list(rows[: len(rows) - notes])


def _is_lone(row: Row) -> bool:
    filled = [cell for cell in row.cells if cell.kind is not CellKind.EMPTY]
    return len(filled) == 1 and filled[0].kind is CellKind.TEXT
