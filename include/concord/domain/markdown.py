"""Markdown for Airflow's pages: texts that it shows as they are, and tables of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_SPECIAL = frozenset("\\`*_{}[]<>()#+!|~$")


def plain(text: str) -> str:
    """Return `text` so that Markdown shows it as it is."""
    return "".join(f"\\{c}" if c in _SPECIAL else c for c in text)


def grid(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table whose cells are shown as they are."""
    lines = [header, *rows]
    written = [f"| {' | '.join(map(plain, line))} |" for line in lines]
    return "\n".join([written[0], "|---" * len(header) + "|", *written[1:]])
