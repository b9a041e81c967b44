"""Find what still waits for a person in an agreement that was proposed: its CONFIRM marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import yaml

from concord.adapters.agreement_files.document import LOADER

_MARK = re.compile(r"#\s*CONFIRM\b:?\s*(.*)")
_BLOCK = ("|", ">")
_TO_THE_END = 1 << 30

Unconfirmed = tuple[int, int, str]
"""Line and column of a comment, from 1, and what is to be confirmed."""


def unconfirmed(text: str) -> Iterable[Unconfirmed]:
    """Yield the comments that begin with CONFIRM; the word inside a value is none.

    Text that is no YAML has none: what is wrong with it is told elsewhere.
    """
    if "CONFIRM" not in text:
        return
    try:
        covered = _scalars(text)
    except yaml.YAMLError:
        return
    for number, line in enumerate(text.split("\n")):
        for column in _comments(line, covered.get(number, [])):
            if match := _MARK.match(line, column):
                yield number + 1, column + 1, match[1].strip() or "the value in this line"


def _comments(line: str, covered: list[tuple[int, int]]) -> Iterator[int]:
    """Yield the column at which a line's comment begins, if it has one."""
    for match in re.finditer(r"#", line):
        at = match.start()
        if any(first <= at < last for first, last in covered):
            continue
        if at == 0 or line[at - 1] in " \t":
            yield at
            return


def _scalars(text: str) -> dict[int, list[tuple[int, int]]]:
    """Return which columns of which lines belong to values.  Raises YAMLError."""
    covered: dict[int, list[tuple[int, int]]] = {}
    for token in yaml.scan(text, Loader=LOADER):
        if not isinstance(token, yaml.ScalarToken):
            continue
        start, end = token.start_mark, token.end_mark
        for number in range(start.line, end.line + 1):
            is_first = number == start.line
            if is_first and token.style in _BLOCK:
                continue  # what follows the sign on its line is no value
            first = start.column if is_first else 0
            last = end.column if number == end.line else _TO_THE_END
            covered.setdefault(number, []).append((first, last))
    return covered
