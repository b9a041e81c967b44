"""Where the nodes of a parsed expression stand in its text."""

from __future__ import annotations

from sqlglot import exp

SELECT = "SELECT "
"""What is put before an expression to have it parsed; places count without it."""


def offset_of(node: exp.Expression) -> int:
    """Return where a node begins in the text of its expression."""
    return max(_span(node)[0] - len(SELECT), 0)


def as_written(text: str, node: exp.Expression) -> str:
    """Return the piece of the text that a node was parsed from."""
    start, end = (index - len(SELECT) for index in _span(node))
    if end < 0:
        return text
    start = max(start, 0)
    # Closing brackets carry no position of their own.
    while end + 1 < len(text) and text.count("(", start, end + 1) > text.count(
        ")", start, end + 1
    ):
        end += 1
    return text[start : end + 1]


def _span(node: exp.Expression) -> tuple[int, int]:
    """Return the first and last position that a node's tokens are known to have."""
    known = [
        (int(part.meta["start"]), int(part.meta["end"]))
        for part in node.walk()
        if "start" in part.meta and "end" in part.meta
    ]
    if not known:
        return -1, -1
    return min(start for start, _ in known), max(end for _, end in known)
