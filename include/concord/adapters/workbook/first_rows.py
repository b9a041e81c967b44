"""The first rows of a sheet, in which its header is looked for, without reading the rest."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from defusedxml.ElementTree import iterparse

from concord.domain.table import EMPTY, Cell, CellKind, Row

_SHARED_STRINGS = "xl/sharedStrings.xml"
_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


class UnusualSheetError(Exception):
    """The sheet is not written as spreadsheet programs write it: the careful reader's work."""


def first_rows(archive: zipfile.ZipFile, part: str, most: int) -> list[Row]:
    """Return the rows up to row number `most`.  Raises UnusualSheetError."""
    found = list(_rows(archive, part, most))
    indices = {value for _, cells in found for _, kind, value in cells if kind == "s"}
    strings = _shared_strings(archive, {int(index) for index in indices if index.isdigit()})
    return [
        Row(number=number, cells=_filled({at: _cell(k, v, strings) for at, k, v in cells}))
        for number, cells in found
    ]


_RawCell = tuple[int, str, str]


def _rows(archive: zipfile.ZipFile, part: str, most: int) -> Iterator[tuple[int, list[_RawCell]]]:
    with archive.open(part) as opened:
        for _, element in iterparse(opened, events=("end",)):
            if _name(element) != "row":
                continue
            number = element.get("r", "")
            if not number.isdigit():
                raise UnusualSheetError
            if int(number) > most:
                return
            yield int(number), [_raw(cell, number) for cell in element if _name(cell) == "c"]
            element.clear()


def _raw(cell: Any, row: str) -> _RawCell:  # noqa: ANN401 - defusedxml's stubs name no element
    place = _PLACE.fullmatch(cell.get("r", ""))
    if place is None or place[2] != row:
        raise UnusualSheetError
    texts = {_name(child): child for child in cell}
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _index(place[1]), kind, _text(texts["is"]) if "is" in texts else ""
    value = texts.get("v")
    return _index(place[1]), kind, "" if value is None else value.text or ""


def _cell(kind: str, value: str, strings: dict[int, str]) -> Cell:
    if value == "":
        return EMPTY
    match kind:
        case "s":
            if not value.isdigit() or int(value) not in strings:
                raise UnusualSheetError
            return _text_cell(strings[int(value)])
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


def _shared_strings(archive: zipfile.ZipFile, wanted: set[int]) -> dict[int, str]:
    """Return the wanted strings; what comes after the last of them is not read."""
    if not wanted or _SHARED_STRINGS not in archive.namelist():
        return {}
    found: dict[int, str] = {}
    number = 0
    with archive.open(_SHARED_STRINGS) as opened:
        for _, element in iterparse(opened, events=("end",)):
            if _name(element) != "si":
                continue
            if number in wanted:
                found[number] = _text(element)
            if number >= max(wanted):
                break
            number += 1
            element.clear()
    return found


def _text(element: Any) -> str:  # noqa: ANN401 - as above
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


def _name(element: Any) -> str:  # noqa: ANN401 - as above
    return str(element.tag).rpartition("}")[2]


def _index(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
