"""One cell by its column's rules: a typed value, nothing (None), or what is wrong with it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import assert_never

from concord.domain.finding import quoted
from concord.domain.reading.moments import day_in, moment_in, seconds_in
from concord.domain.reading.numbers import count_in, expected_number, number_in
from concord.domain.reading.problem import BadCellError, Note, Problem
from concord.domain.reading.text import is_damaged, reverses, visible
from concord.domain.source import CellValue, Column, ColumnType, Source
from concord.domain.table import Cell, CellKind

_MOST_DIGITS = 15  # a workbook keeps no more, so a longer number is not what was typed


def value_in(cell: Cell, column: Column, source: Source, zero: date, note: Note) -> CellValue:
    """Return the typed value, None where an optional cell is empty or says it has none.

    `zero` is the day of serial number 0.  Raises BadCellError.
    """
    if cell.kind is CellKind.EMPTY:
        _refuse_absent(column, "empty-cell", "The cell is empty.", "")
        return None
    if isinstance(cell.value, str):
        if reverses(cell.value):
            raise BadCellError(_reversed(cell, column))
        if cell.kind is CellKind.TEXT and cell.value.strip() in source.text.null_tokens:
            says = f"{quoted(cell.shown)} stands for a missing value."
            _refuse_absent(column, "missing-value", says, cell.shown)
            return None
        if cell.kind is CellKind.TEXT and not visible(cell.value):
            _refuse_absent(column, "empty-cell", "The cell shows nothing.", cell.shown)
            return None
    _refuse_broken(cell, column)
    return _typed(cell, column, source, zero, note)


def _typed(cell: Cell, column: Column, source: Source, zero: date, note: Note) -> CellValue:
    match column.type:
        case ColumnType.DATE:
            return day_in(cell, column, source.text, zero, note)
        case ColumnType.TIMESTAMP:
            return moment_in(cell, column, source.text, zero, source.zone, note)
        case ColumnType.TEXT:
            return _text_in(cell, column, note)
        case ColumnType.COUNT:
            return Decimal(count_in(cell, column, source.text, note))
        case ColumnType.NUMBER | ColumnType.PERCENT:
            return number_in(cell, column, source.text, note)
        case ColumnType.DURATION:
            return seconds_in(cell, column, source.text, note)
        case _:
            assert_never(column.type)


def expected_in(column: Column) -> str:
    """Return in words what a column asks for."""
    if column.one_of:
        return "one of " + ", ".join(column.one_of)
    match column.type:
        case ColumnType.DATE:
            return "a date"
        case ColumnType.TIMESTAMP:
            return "a date and time"
        case ColumnType.TEXT:
            return "a text"
        case _:
            return expected_number(column)


def _refuse_absent(column: Column, rule: str, says: str, found: str) -> None:
    if not column.required:
        return
    expected = expected_in(column)
    raise BadCellError(
        Problem(
            rule=rule,
            found=found,
            expected=expected,
            says=says,
            remedy=f"Please enter {expected} and send the file again.",
        )
    )


def _refuse_broken(cell: Cell, column: Column) -> None:
    if cell.kind is CellKind.ERROR:
        raise BadCellError(
            Problem(
                rule="formula-error",
                found=cell.shown,
                expected=expected_in(column),
                says=f"The formula in this cell gives the error {quoted(cell.shown)}.",
                remedy="Please mend the formula or enter the value, and send the file again.",
            )
        )
    if cell.kind is CellKind.FORMULA_WITHOUT_VALUE:
        raise BadCellError(
            Problem(
                rule="formula-without-value",
                found=cell.shown,
                expected=expected_in(column),
                says="The cell holds a formula whose result was never saved.",
                remedy="Please open the file in Excel, save it once, and send it again.",
            )
        )
    if cell.kind is CellKind.BOOLEAN:
        raise BadCellError(
            Problem(
                rule="boolean",
                found=cell.shown,
                expected=expected_in(column),
                says=f"{quoted(cell.shown)} is a true/false value.",
                remedy=f"Please enter {expected_in(column)} and send the file again.",
            )
        )


def _reversed(cell: Cell, column: Column) -> Problem:
    return Problem(
        rule="bidi-control",
        found=cell.shown,
        expected=expected_in(column),
        says="The cell holds characters that change the order in which it is shown.",
        remedy="Please type the value anew, without pasting it, and send the file again.",
    )


def _text_in(cell: Cell, column: Column, note: Note) -> str:
    if cell.kind is CellKind.NUMBER and isinstance(cell.value, Decimal):
        text = _number_as_text(cell, cell.value, column)
        note("number-as-text", cell.shown)
    elif cell.kind is CellKind.TEXT and isinstance(cell.value, str):
        if is_damaged(cell.value):
            raise BadCellError(_damaged(cell, column))
        text = visible(cell.value)
        if text != cell.value.strip():
            note("invisible-characters", cell.value)
    else:
        raise BadCellError(_not_text(cell, column))
    if column.one_of and text not in column.one_of:
        raise BadCellError(_not_one_of(cell, text, column))
    return text


def _damaged(cell: Cell, column: Column) -> Problem:
    return Problem(
        rule="mojibake",
        found=cell.shown,
        expected=expected_in(column),
        says=f"Letters of {quoted(cell.shown)} were damaged when the file was written: it was "
        "saved in one encoding and opened in another.",
        remedy="Please export the file anew and send that.",
    )


def _number_as_text(cell: Cell, value: Decimal, column: Column) -> str:
    if not value.is_finite() or value != value.to_integral_value():
        raise BadCellError(_not_text(cell, column))
    digits = str(int(value))
    if len(digits) > _MOST_DIGITS:
        raise BadCellError(_not_text(cell, column))
    return digits


def _not_text(cell: Cell, column: Column) -> Problem:
    return Problem(
        rule="not-text",
        found=cell.shown,
        expected=expected_in(column),
        says=f"{quoted(cell.shown)} is {cell.kind.value}, and may not be what was typed.",
        remedy="Please format the cell as text, type the value anew, and send the file again.",
    )


def _not_one_of(cell: Cell, text: str, column: Column) -> Problem:
    spellings = {value.casefold(): value for value in column.one_of}
    near = get_close_matches(text.casefold(), spellings, n=1)
    meant = f" (do you mean {quoted(spellings[near[0]])}?)" if near else ""
    expected = expected_in(column)
    return Problem(
        rule="not-one-of",
        found=cell.shown,
        expected=expected,
        says=f"{quoted(cell.shown)} is not {expected}{meant}.",
        remedy="Please enter one of these exactly, or have a new one put into the agreement.",
    )
