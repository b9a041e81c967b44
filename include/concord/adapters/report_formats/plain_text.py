"""The plain-text twin: wrapped lines, aligned facts, tables that stay readable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from concord.adapters.report_formats.sections import Align, Cell, Grid, Section

WIDTH = 76
_GAP = "  "


def paragraph(text: str, indent: str = "", first: str | None = None) -> str:
    """Return `text` wrapped; words that are too long, such as links, stay whole."""
    lines = wrap(
        text,
        WIDTH,
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(lines)


def heading(text: str) -> str:
    """Return a title with a rule under it."""
    title = paragraph(text)
    return f"{title}\n{'-' * min(WIDTH, max(map(len, title.splitlines()), default=0))}"


def facts(pairs: Sequence[tuple[str, str]]) -> str:
    """Return label and value pairs with the values in one column."""
    width = max((len(label) for label, _ in pairs), default=0) + 3
    return "\n".join(
        paragraph(value or "–", " " * width, f"{label + ':':<{width}}") for label, value in pairs
    )


def section(part: Section) -> str:
    """Return a section with its title, sentences and tables."""
    blocks = [heading(part.title), *(paragraph(text) for text in part.sentences)]
    blocks.extend(table(grid) for grid in part.grids if grid.rows)
    return "\n\n".join(blocks)


def table(grid: Grid) -> str:
    """Return a table in columns, or row by row where columns would not fit."""
    texts = [grid.header, *(tuple(_words(cell) for cell in row) for row in grid.rows)]
    widths = [max(len(row[i]) for row in texts) for i in range(len(grid.header))]
    fits = sum(widths) + len(_GAP) * (len(widths) - 1) <= WIDTH
    body = _columns(texts, widths, grid.align) if fits else _records(grid)
    return "\n".join([paragraph(grid.caption), *body] if grid.caption else body)


def _words(cell: Cell) -> str:
    return f"{cell.text} ({cell.note})" if cell.note else cell.text


def _columns(
    rows: Sequence[Sequence[str]], widths: Sequence[int], align: Sequence[Align]
) -> Iterable[str]:
    lines = [_line(row, widths, align) for row in rows]
    return [lines[0], _GAP.join("-" * width for width in widths), *lines[1:]]


def _line(row: Sequence[str], widths: Sequence[int], align: Sequence[Align]) -> str:
    cells = (
        text.rjust(width) if edge is Align.RIGHT else text.ljust(width)
        for text, width, edge in zip(row, widths, align, strict=True)
    )
    return _GAP.join(cells).rstrip()


def _records(grid: Grid) -> Iterator[str]:
    for number, row in enumerate(grid.rows):
        if number:
            yield ""
        (_, lead), *rest = zip(grid.header, row, strict=True)
        # The first column names the row: its header would only be in the way.
        yield paragraph(_words(lead), "  ", "* ")
        for label, cell in rest:
            if cell.text:
                yield paragraph(_labelled(label, cell), "    ", "  ")


def _labelled(label: str, cell: Cell) -> str:
    return f"{label}: {_words(cell)}" if label else _words(cell)
