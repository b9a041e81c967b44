"""Reads OpenDocument workbooks (.ods) as a stream."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path

from concord.adapters.workbook.cautions import external_link, macros, password
from concord.adapters.workbook.chosen_sheet import chosen_sheet, hidden_sheets
from concord.adapters.workbook.limits import MAX_COLUMNS
from concord.adapters.workbook.ods_content import (
    Element,
    attribute,
    facts_of,
    local,
    repeated,
    rows_of,
)
from concord.adapters.workbook.refusal import UnreadableTableError
from concord.adapters.workbook.row_limits import placed_row, within_limits
from concord.domain.finding import Finding
from concord.domain.source import SheetRule
from concord.domain.table import EMPTY, Cell, CellKind, Row, Table

_MANIFEST = "META-INF/manifest.xml"
_MACROS = ("Basic/", "Scripts/")
_ERROR = re.compile(r"#(?:REF|DIV/0|N/A|NAME|NULL|NUM|VALUE)[!?]?|Err:\d{3}")
_TIME = re.compile(r"(-?)PT(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:\.\d{1,9})?)S)?")
_HIDDEN = frozenset({"collapse", "filter"})
_DAY = timedelta(days=1)


@contextmanager
def open_ods(path: Path, rule: SheetRule) -> Iterator[tuple[Table, tuple[Finding, ...]]]:
    """Open the sheet an agreement asks for, as a stream of rows, with remarks on the workbook.

    Raises UnreadableTableError with a finding when it is not there or not the only one.
    """
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        if _MANIFEST in names and b"encryption-data" in archive.read(_MANIFEST):
            raise UnreadableTableError(password())
        facts = facts_of(archive)
        sheet = chosen_sheet(facts.sheets, rule)
        table = Table(
            sheet=sheet.title,
            rows=within_limits(sheet.title, _rows(archive, sheet.title)),
            day_zero=facts.day_zero,
            merged=tuple(sheet.merged),
            hidden_columns=frozenset(sheet.hidden_columns),
        )
        cautions = [macros()] if any(name.startswith(_MACROS) for name in names) else []
        if facts.outside:
            cautions.append(external_link(facts.outside))
        yield table, (*cautions, *hidden_sheets(facts.sheets))


def _rows(archive: zipfile.ZipFile, title: str) -> Iterator[Row]:
    for first, element in rows_of(archive, title):
        cells = _cells(element)
        if not cells:
            continue
        is_hidden = attribute(element, "visibility") in _HIDDEN
        for number in range(first, first + repeated(element, "rows")):
            yield placed_row(number, cells, is_hidden=is_hidden)


def _cells(row: Element) -> dict[int, Cell]:
    """Return the cells that hold anything, by position; of strays only the first is kept."""
    cells: dict[int, Cell] = {}
    at = 0
    for element in row:
        if not local(element).endswith("table-cell"):
            continue
        count = repeated(element, "columns")
        cell = _cell(element)
        if cell is not EMPTY:
            cells |= dict.fromkeys(range(at, min(at + count, max(MAX_COLUMNS, at) + 1)), cell)
        at += count
    return cells


def _cell(element: Element) -> Cell:
    text = _text(element)
    is_formula = bool(attribute(element, "formula"))
    kinds = [v for key, v in element.attrib.items() if key.endswith("}value-type")]
    if "error" in kinds or (_ERROR.fullmatch(text) and (is_formula or "float" in kinds)):
        return Cell(kind=CellKind.ERROR, value=text, is_formula=is_formula)
    match kinds[0] if kinds else "":
        case "float" | "percentage" | "currency" as kind:
            return _number(element, kind, is_formula=is_formula)
        case "date":
            return _date(element, is_formula=is_formula)
        case "time":
            return _time(element, is_formula=is_formula)
        case "boolean":
            truth = attribute(element, "boolean-value") == "true"
            return Cell(kind=CellKind.BOOLEAN, value=truth, is_formula=is_formula)
        case "string":
            shown = attribute(element, "string-value") or text
            return _written(shown, is_formula=is_formula)
        case _:
            lost = Cell(kind=CellKind.FORMULA_WITHOUT_VALUE) if is_formula else EMPTY
            return _written(text, is_formula=is_formula) if text else lost


def _written(text: str, *, is_formula: bool) -> Cell:
    return Cell(kind=CellKind.TEXT, value=text, is_formula=is_formula) if text else EMPTY


def _number(element: Element, kind: str, *, is_formula: bool) -> Cell:
    try:
        value = Decimal(attribute(element, "value"))
    except InvalidOperation:
        value = Decimal("NaN")
    shown = {"percentage": "0%", "currency": f"[${attribute(element, 'currency')}]0.00"}
    return Cell(
        kind=CellKind.NUMBER,
        value=value,
        number_format=shown.get(kind, ""),
        is_formula=is_formula,
    )


def _date(element: Element, *, is_formula: bool) -> Cell:
    written = attribute(element, "date-value")
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return _written(written, is_formula=is_formula)
    serial = (moment.replace(tzinfo=None) - datetime(1899, 12, 30)) / _DAY  # noqa: DTZ001 - cells have no zone
    return Cell(
        kind=CellKind.DATE,
        value=moment,
        number_format="yyyy-mm-dd",
        serial=Decimal(repr(serial)),
        is_formula=is_formula,
    )


def _time(element: Element, *, is_formula: bool) -> Cell:
    written = attribute(element, "time-value")
    match = _TIME.fullmatch(written)
    if match is None:
        return _written(written, is_formula=is_formula)
    sign, hours, minutes, seconds = match.groups(default="")
    span = timedelta(hours=int(hours or 0), minutes=int(minutes or 0), seconds=float(seconds or 0))
    span = -span if sign else span
    return Cell(
        kind=CellKind.TIME,
        value=span,
        number_format="[h]:mm:ss",
        serial=Decimal(repr(span / _DAY)),
        is_formula=is_formula,
    )


def _text(cell: Element) -> str:
    """Return the paragraphs of a cell, one a line; what is noted beside it is no part of it."""
    return "\n".join("".join(_runs(child)) for child in cell if local(child) == "p")


def _runs(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        match local(child):
            case "s":
                written = attribute(child, "c")
                yield " " * (min(int(written), 1_000) if written.isdigit() else 1)
            case "tab":
                yield "\t"
            case "line-break":
                yield "\n"
            case "annotation":
                pass
            case _:
                yield from _runs(child)
        yield child.tail or ""
