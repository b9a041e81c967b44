"""The first rows of a sheet, in which its header is looked for, without reading the rest."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from itertools import islice
from xml.etree.ElementTree import Element, XMLPullParser

from concord.domain.table import EMPTY, Cell, CellKind, Row

_SHARED_STRINGS = "xl/sharedStrings.xml"
_CHUNK = 4096
_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


class UnusualSheetError(Exception):
    """The sheet is not written as spreadsheet programs write it: the careful reader's work."""


def first_rows(archive: zipfile.ZipFile, part: str, most: int) -> Iterator[Row]:
    """Yield the rows up to row number `most`.  Raises UnusualSheetError."""
    strings = _SharedStrings(archive)
    for number, cells in _rows(archive, part, most):
        found = {at: _cell(kind, value, strings) for at, kind, value in cells}
        yield Row(number=number, cells=_filled(found))


_RawCell = tuple[int, str, str]


def _rows(archive: zipfile.ZipFile, part: str, most: int) -> Iterator[tuple[int, list[_RawCell]]]:
    for element in _elements(archive, part, "row"):
        number = element.get("r", "")
        if not number.isdigit():
            raise UnusualSheetError
        if int(number) > most:
            return
        yield int(number), [_raw(cell, number) for cell in element if _name(cell) == "c"]


def _raw(cell: Element, row: str) -> _RawCell:
    place = _PLACE.fullmatch(cell.get("r", ""))
    if place is None or place[2] != row:
        raise UnusualSheetError
    texts = {_name(child): child for child in cell}
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _index(place[1]), kind, _text(texts["is"]) if "is" in texts else ""
    value = texts.get("v")
    return _index(place[1]), kind, "" if value is None else value.text or ""


def _cell(kind: str, value: str, strings: _SharedStrings) -> Cell:
    if value == "":
        return EMPTY
    match kind:
        case "s":
            return _text_cell(strings.at(value))
        case "inlineStr" | "str":
            return _text_cell(value)
        case "n":
            return _number_cell(value)
        case _:
            raise UnusualSheetError


def _text_cell(text: str) -> Cell:
    return Cell(kind=CellKind.TEXT, value=text) if text else EMPTY


def _number_cell(value: str) -> Cell:
    try:
        return Cell(kind=CellKind.NUMBER, value=Decimal(value))
    except InvalidOperation as error:
        raise UnusualSheetError from error


class _SharedStrings:
    """The texts that cells refer to by number; no more of them are read than is asked for."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._read: list[str] = []
        self._rest = _strings(archive)

    def at(self, number: str) -> str:
        """Return a text by its number.  Raises UnusualSheetError."""
        if not number.isdigit():
            raise UnusualSheetError
        self._read.extend(islice(self._rest, max(0, int(number) + 1 - len(self._read))))
        if int(number) >= len(self._read):
            raise UnusualSheetError
        return self._read[int(number)]


def _strings(archive: zipfile.ZipFile) -> Iterator[str]:
    if _SHARED_STRINGS in archive.namelist():
        yield from (_text(element) for element in _elements(archive, _SHARED_STRINGS, "si"))


def _elements(archive: zipfile.ZipFile, part: str, name: str) -> Iterator[Element]:
    """Yield the elements of a name in a part, which is read no further than is asked for."""
    parser: XMLPullParser[Element] = XMLPullParser(events=("end",))
    with archive.open(part) as opened:
        while chunk := opened.read(_CHUNK):
            parser.feed(chunk)
            for *_, element in parser.read_events():
                if isinstance(element, Element) and _name(element) == name:
                    yield element
                    element.clear()


def _text(element: Element) -> str:
    """Return a string's runs joined; its phonetic reading is no part of it."""
    parts = []
    for child in element:
        if _name(child) == "t":
            parts.append(child.text or "")
        elif _name(child) == "r":
            parts.extend(t.text or "" for t in child if _name(t) == "t")
    return "".join(parts)


def _filled(cells: dict[int, Cell]) -> tuple[Cell, ...]:
    return tuple(cells.get(at, EMPTY) for at in range(max(cells, default=-1) + 1))


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _index(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
