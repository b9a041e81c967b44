"""The records of an old Excel workbook, for what its reader does not tell: formulas, links."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

_HEADER = struct.Struct("<HH")
_PLACE = struct.Struct("<HH")
_BEGIN, _END, _SHEET, _LINK = 0x0809, 0x000A, 0x0085, 0x01AE
_FORMULAS = frozenset({0x0006, 0x0206, 0x0406})
_RESULT = slice(6, 14)
_FLAGS_AT = 14
_CALCULATE_ON_LOAD = 0x02
_WORKSHEET = 0
_NOTHING = (bytes(8), b"\x03" + bytes(5) + b"\xff\xff")
_TO_ITSELF = (b"\x01\x04", b"\x01\x3a")


@dataclass(frozen=True, slots=True, kw_only=True)
class Formulas:
    """Places (row, column, both from 0) of formulas, and of those whose result is not saved."""

    all: frozenset[tuple[int, int]]
    unsaved: frozenset[tuple[int, int]]


def has_links(stream: bytes) -> bool:
    """Say whether the workbook takes values from other files."""
    return any(
        kind == _LINK and content[2:4] not in _TO_ITSELF for kind, content in _records(stream, 0)
    )


def formulas_of(stream: bytes, sheet: int) -> Formulas:
    """Return the formulas of a worksheet by its position among worksheets."""
    starts = [
        struct.unpack_from("<I", content)[0]
        for kind, content in _records(stream, 0)
        if kind == _SHEET and content[5] == _WORKSHEET
    ]
    found = set()
    unsaved = set()
    for kind, content in _records(stream, starts[sheet]):
        if kind in _FORMULAS:
            place = _PLACE.unpack_from(content)
            found.add(place)
            if content[_FLAGS_AT] & _CALCULATE_ON_LOAD and content[_RESULT] in _NOTHING:
                unsaved.add(place)
    return Formulas(all=frozenset(found), unsaved=frozenset(unsaved))


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records from a beginning to its end; charts that lie within are passed over."""
    at, depth = start, 0
    while at + _HEADER.size <= len(stream):
        kind, size = _HEADER.unpack_from(stream, at)
        at += _HEADER.size
        if kind == _BEGIN:
            depth += 1
        elif kind == _END:
            depth -= 1
            if depth <= 0:
                return
        elif depth == 1:
            yield kind, stream[at : at + size]
        at += size
