"""What openpyxl's stream of cells does not tell of a sheet: formulas, hidden rows, merges."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

_CHUNK = 1 << 20
_LONGEST_TAG = 4096
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*>")
_NUMBER = re.compile(rb'\br="(\d+)"')
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]+\d+:[A-Z]+\d+)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFacts:
    """Rows are numbered from 1; merged ranges are as `B2:D2`."""

    has_formulas: bool
    hidden_rows: frozenset[int]
    merged: tuple[str, ...]


def sheet_facts(archive: zipfile.ZipFile, part: str) -> SheetFacts:
    """Scan the sheet's part once, in pieces that never cut a tag in two."""
    has_formulas = False
    hidden: set[int] = set()
    merged: list[str] = []
    rows = 0
    for piece in _pieces(archive, part):
        has_formulas = has_formulas or _FORMULA.search(piece) is not None
        for tag in _ROW.findall(piece):
            stated = _NUMBER.search(tag)
            rows = int(stated[1]) if stated else rows + 1
            if _HIDDEN.search(tag):
                hidden.add(rows)
        merged.extend(found.decode() for found in _MERGE.findall(piece))
    return SheetFacts(
        has_formulas=has_formulas, hidden_rows=frozenset(hidden), merged=tuple(merged)
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
