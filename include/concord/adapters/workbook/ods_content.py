"""The content of an OpenDocument workbook as a stream, and what it says of its sheets."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from defusedxml.ElementTree import iterparse

from concord.adapters.workbook.limits import MAX_COLUMNS, MAX_ROWS
from concord.domain.table import MergedCells

_CONTENT = "content.xml"
_OUTSIDE = frozenset({"table-source", "cell-range-source", "dde-link", "dde-source"})
_MOST_MERGED = 1_000
_FIRST_DAY = date(1899, 12, 30)

Element = Any
"""An XML element; defusedxml's stubs name none."""


@dataclass(slots=True, kw_only=True)
class OdsSheet:
    """A sheet before its cells are read; columns count from 0."""

    title: str
    style: str
    sheet_state: str = "visible"
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[MergedCells] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class OdsFacts:
    """What one pass over the content found; `outside` names what takes values from elsewhere."""

    sheets: list[OdsSheet] = field(default_factory=list)
    day_zero: date = _FIRST_DAY
    outside: str = ""
    _hidden_styles: set[str] = field(default_factory=set)

    def note(self, element: Element, above: list[Element], place: Place) -> None:
        """Take note of an element that has ended."""
        name = local(element)
        if name in _OUTSIDE:
            self.outside = name
        elif name == "table-properties" and attribute(element, "display") == "false":
            self._hidden_styles.add(attribute(above[-1], "name"))
        elif name == "null-date":
            self.day_zero = date.fromisoformat(attribute(element, "date-value") or "1899-12-30")
        elif name == "table-column":
            first = place.columns
            place.columns += repeated(element, "columns")
            if attribute(element, "visibility") in {"collapse", "filter"}:
                last = min(place.columns, MAX_COLUMNS)
                self.sheets[-1].hidden_columns.update(range(first, last))

    def merge(self, row: Element, number: int) -> None:
        """Take note of the merged cells that begin in a row."""
        at = 0
        for cell in row:
            wide, high = spanned(cell, "columns"), spanned(cell, "rows")
            merged = self.sheets[-1].merged
            if (wide > 1 or high > 1) and len(merged) < _MOST_MERGED:
                merged.append(
                    MergedCells(
                        first_row=number,
                        last_row=number + high - 1,
                        first_column=at,
                        last_column=at + wide - 1,
                    )
                )
            at += repeated(cell, "columns")

    def conclude(self) -> None:
        """Tell which sheets are hidden, once all styles are known."""
        for sheet in self.sheets:
            sheet.sheet_state = "hidden" if sheet.style in self._hidden_styles else "visible"


@dataclass(slots=True, kw_only=True)
class Place:
    """Where in the content a stream stands: rows from 1, how many columns were declared."""

    sheet: str = ""
    row: int = 1
    columns: int = 0


def facts_of(archive: zipfile.ZipFile) -> OdsFacts:
    """Return what the content says of its sheets, reading it once."""
    facts, place = OdsFacts(), Place()
    for event, element, above in _events(archive):
        if event == "start":
            if local(element) == "table" and not is_within_cell(above):
                title, style = attribute(element, "name"), attribute(element, "style-name")
                facts.sheets.append(OdsSheet(title=title, style=style))
                place.row, place.columns = 1, 0
        elif local(element) == "table-row" and not is_within_cell(above):
            facts.merge(element, place.row)
            place.row += repeated(element, "rows")
        else:
            facts.note(element, above, place)
    facts.conclude()
    return facts


def rows_of(archive: zipfile.ZipFile, title: str) -> Iterator[tuple[int, Element]]:
    """Yield the rows of a sheet as they are written, each with its number."""
    place = Place()
    for event, element, above in _events(archive):
        if event == "start":
            if local(element) == "table" and not is_within_cell(above):
                place.sheet, place.row = attribute(element, "name"), 1
        elif local(element) == "table-row" and not is_within_cell(above):
            if place.sheet == title:
                yield place.row, element
            place.row += repeated(element, "rows")


def _events(archive: zipfile.ZipFile) -> Iterator[tuple[str, Element, list[Element]]]:
    """Yield starts and ends with the elements above; a row that has ended is forgotten."""
    above: list[Element] = []
    with archive.open(_CONTENT) as opened:
        for event, element in iterparse(opened, events=("start", "end")):
            if event == "start":
                yield event, element, above
                above.append(element)
                continue
            above.pop()
            yield event, element, above
            if local(element) in {"table-row", "style", "table-column"} and above:
                above[-1].remove(element)


def is_within_cell(above: list[Element]) -> bool:
    """Say whether an element belongs to a table within a cell, which holds no figures of ours."""
    return any(local(element).endswith("table-cell") for element in above)


def local(element: Element) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: Element, name: str) -> str:
    """Return an attribute by its name without namespace, empty without."""
    return next((v for key, v in element.attrib.items() if key.rpartition("}")[2] == name), "")


def repeated(element: Element, what: str) -> int:
    """Return how often a row, column or cell stands there; no more than a sheet can hold."""
    return _count(attribute(element, f"number-{what}-repeated"))


def spanned(element: Element, what: str) -> int:
    """Return over how many rows or columns a cell is drawn."""
    return _count(attribute(element, f"number-{what}-spanned"))


def _count(written: str) -> int:
    return min(int(written), MAX_ROWS + 1) if written.isdigit() and int(written) else 1
