"""What must be known of a sheet before its cells: hidden columns, merged ranges."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from concord.adapters.workbook.limits import MAX_COLUMNS
from concord.domain.table import MergedCells, column_index

_CHUNK = 1 << 20
_LONGEST_TAG = 4096
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_MERGE = re.compile(
    rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"'
)
_COLUMN = re.compile(rb"<(?:\w+:)?col\b[^>]*>")
_FIRST = re.compile(rb'\bmin="(\d{1,5})"')
_LAST = re.compile(rb'\bmax="(\d{1,5})"')


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFacts:
    """Columns are numbered from 0."""

    hidden_columns: frozenset[int]
    merged: tuple[MergedCells, ...]


def sheet_facts(archive: zipfile.ZipFile, part: str) -> SheetFacts:
    """Scan the sheet's part once, in pieces that never cut a tag in two."""
    columns: set[int] = set()
    merged: list[MergedCells] = []
    for piece in _pieces(archive, part):
        columns.update(_hidden_columns(piece))
        merged.extend(_merged(*found) for found in _MERGE.findall(piece))
    return SheetFacts(hidden_columns=frozenset(columns), merged=tuple(merged))


def _hidden_columns(piece: bytes) -> Iterator[int]:
    for tag in _COLUMN.findall(piece):
        first, last = _FIRST.search(tag), _LAST.search(tag)
        if first and last and _HIDDEN.search(tag):
            yield from range(int(first[1]) - 1, min(int(last[1]), MAX_COLUMNS))


def _merged(left: bytes, top: bytes, right: bytes, bottom: bytes) -> MergedCells:
    return MergedCells(
        first_row=int(top),
        last_row=int(bottom),
        first_column=column_index(left.decode()),
        last_column=column_index(right.decode()),
    )


def _pieces(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    rest = b""
    with archive.open(part.removeprefix("/")) as opened:
        while chunk := opened.read(_CHUNK):
            whole = rest + chunk
            cut = whole.rfind(b"<")
            # A tag longer than any that a program writes is not waited for.
            if cut < 0 or len(whole) - cut > _LONGEST_TAG:
                cut = len(whole)
            yield whole[:cut]
            rest = whole[cut:]
    yield rest
