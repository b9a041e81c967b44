"""The parts of a binary workbook (.xlsb): its records, strings, number formats and sheets."""

from __future__ import annotations

import posixpath
import struct
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from defusedxml.ElementTree import fromstring
from openpyxl.styles.numbers import BUILTIN_FORMATS

_WORKBOOK = "xl/workbook.bin"
_RELATIONS = "xl/_rels/workbook.bin.rels"
_STYLES = "xl/styles.bin"
_STRINGS = "xl/sharedStrings.bin"
_STRING, _FORMAT, _CELL_FORMAT, _PROPERTIES, _SHEET = 19, 44, 47, 153, 156
_BEGIN_CELL_FORMATS, _END_CELL_FORMATS = 617, 618
_STATES = ("visible", "hidden", "veryHidden")
_MORE, _BITS = 0x80, 0x7F
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class XlsbSheet:
    """A sheet and the part in which it lies."""

    title: str
    sheet_state: str
    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class XlsbWorkbook:
    """The sheets of a workbook, and whether its days count from 1904."""

    sheets: Sequence[XlsbSheet]
    is_from_1904: bool


def workbook_of(archive: zipfile.ZipFile) -> XlsbWorkbook:
    """Return what the workbook's own part says."""
    targets = {
        each.get("Id", ""): each.get("Target", "")
        for each in fromstring(archive.read(_RELATIONS))
        if each.get("Type", "").endswith("/worksheet")
    }
    sheets, from_1904 = [], False
    for kind, content in records(archive, _WORKBOOK):
        if kind == _PROPERTIES:
            from_1904 = bool(content[0] & 1)
        elif kind == _SHEET:
            relation, at = wide_string(content, 8)
            title, _ = wide_string(content, at)
            state = _STATES[min(content[0], 2)]
            if target := targets.get(relation):
                part = posixpath.normpath(posixpath.join("xl", target)).lstrip("/")
                sheets.append(XlsbSheet(title=title, sheet_state=state, part=part))
    return XlsbWorkbook(sheets=sheets, is_from_1904=from_1904)


def strings_of(archive: zipfile.ZipFile) -> list[str]:
    """Return the texts that cells share."""
    if _STRINGS not in archive.namelist():
        return []
    found = records(archive, _STRINGS)
    return [wide_string(content, 1)[0] for kind, content in found if kind == _STRING]


def formats_of(archive: zipfile.ZipFile) -> list[str]:
    """Return the number format of each cell format."""
    if _STYLES not in archive.namelist():
        return []
    codes = dict(BUILTIN_FORMATS)
    cell_formats: list[str] = []
    is_inside = False
    for kind, content in records(archive, _STYLES):
        if kind == _FORMAT:
            codes[int.from_bytes(content[:2], "little")] = wide_string(content, 2)[0]
        elif kind in {_BEGIN_CELL_FORMATS, _END_CELL_FORMATS}:
            is_inside = kind == _BEGIN_CELL_FORMATS
        elif kind == _CELL_FORMAT and is_inside:
            cell_formats.append(codes.get(int.from_bytes(content[2:4], "little"), "General"))
    return cell_formats


def wide_string(content: bytes, at: int) -> tuple[str, int]:
    """Return a text and where it ends.  Raises ValueError when it is cut off."""
    (length,) = struct.unpack_from("<I", content, at)
    if length == 0xFFFF_FFFF:  # noqa: PLR2004 - no text at all
        return "", at + 4
    end = at + 4 + 2 * length
    if end > len(content):
        message = "a text is cut off"
        raise ValueError(message)
    return content[at + 4 : end].decode("utf-16-le", "surrogatepass"), end


def records(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[int, bytes]]:
    """Yield the records of a part.  Raises ValueError when the last one is cut off."""
    with archive.open(part) as opened:
        buffer, at = b"", 0
        while True:
            if len(buffer) - at < _CHUNK:
                buffer, at = buffer[at:] + opened.read(_CHUNK), 0
            if at >= len(buffer):
                return
            kind, at = _kind(buffer, at)
            size, at = _size(buffer, at)
            if len(buffer) - at < size:
                buffer, at = buffer[at:] + opened.read(size), 0
            if len(buffer) - at < size:
                message = "a record is cut off"
                raise ValueError(message)
            yield kind, buffer[at : at + size]
            at += size


def _kind(buffer: bytes, at: int) -> tuple[int, int]:
    first = buffer[at]
    if not first & _MORE:
        return first, at + 1
    return (first & _BITS) | (buffer[at + 1] & _BITS) << 7, at + 2


def _size(buffer: bytes, at: int) -> tuple[int, int]:
    size = 0
    for place in range(4):
        size |= (buffer[at + place] & _BITS) << 7 * place
        if not buffer[at + place] & _MORE:
            return size, at + place + 1
    return size, at + 4
