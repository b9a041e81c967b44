"""Sections of a report or letter as words: what both twins of a mail show."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from concord.domain.letter import Table, Tone


class Align(StrEnum):
    """On which edge a column's cells stand: words left, figures right."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell; with a tone it is shown as a coloured word, `note` stands under it."""

    text: str
    tone: Tone | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table of words, column by column aligned."""

    header: tuple[str, ...]
    align: tuple[Align, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A titled part: sentences, then tables."""

    title: str
    sentences: tuple[str, ...] = ()
    grids: tuple[Grid, ...] = ()


def grid(
    header: tuple[str, ...],
    rows: list[tuple[Cell | str, ...]],
    right: frozenset[int] = frozenset(),
) -> Grid:
    """Return a table; plain texts become cells, columns numbered in `right` align right."""
    return Grid(
        header=header,
        align=tuple(Align.RIGHT if i in right else Align.LEFT for i in range(len(header))),
        rows=tuple(tuple(c if isinstance(c, Cell) else Cell(text=c) for c in row) for row in rows),
    )


def plain_grid(table: Table) -> Grid:
    """Return a letter's table."""
    return Grid(
        header=table.header,
        align=(Align.LEFT,) * len(table.header),
        rows=tuple(tuple(Cell(text=text) for text in row) for row in table.rows),
        caption=table.caption,
    )
