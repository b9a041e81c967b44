"""Markdown for Airflow's pages: texts that it shows as they are, and tables of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_SPECIAL = frozenset("\\`*_{}[]<>()#+!|~$")
_ADDRESS = re.compile(r"(\S*(?:://|www\.)\S*)", re.IGNORECASE)


def plain(text: str) -> str:
    """Return `text` so that Markdown shows it as it is; addresses stand as code.

    Those pages make links of addresses in plain text, whatever is escaped in them.
    """
    pieces = _ADDRESS.split(text)
    return "".join(code(p) if n % 2 else _escaped(p) for n, p in enumerate(pieces))


def _escaped(text: str) -> str:
    return "".join(f"\\{c}" if c in _SPECIAL else c for c in text)


def code(text: str) -> str:
    """Return content of files for the cell of a table: letter for letter, never as a link."""
    if not text.strip():
        return ""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    escaped = text.replace("|", "\\|")
    return f"{fence} {escaped} {fence}"


def grid(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table whose cells are shown as they are."""
    return written_grid(header, [[plain(cell) for cell in row] for row in rows])


def written_grid(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table whose cells are Markdown already; its header is shown as it is."""
    return "\n".join([_line(map(plain, header)), "|---" * len(header) + "|", *map(_line, rows)])


def fitting_grid(header: Sequence[str], rows: Sequence[Sequence[str]], most: int) -> str:
    """Return `written_grid` with as many rows as fit into `most` bytes, and how many do not."""
    size, kept = 0, 0
    for row in rows:
        size += len(_line(row).encode()) + 1
        if size > most:
            break
        kept += 1
    more = len(rows) - kept
    table = written_grid(header, rows[:kept])
    return f"{table}\n\nand {more} more" if more else table


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
