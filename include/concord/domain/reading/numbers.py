"""Numbers in cells: by the declared separators, exactly, and never a guess."""

from __future__ import annotations

import re
import unicodedata
from decimal import Context, Decimal
from functools import cache

from concord.domain.finding import quoted
from concord.domain.reading.currency import currency_in
from concord.domain.reading.problem import BadCellError, Note, Problem
from concord.domain.reading.text import visible
from concord.domain.source import Column, ColumnType, TextFormat
from concord.domain.table import Cell, CellKind

_WHOLE = 100
_PLACES = Decimal(1).scaleb(-12)
_LARGEST = Decimal(10) ** 18
_EXACT = Context(prec=38)  # 18 digits and 12 places are more than the usual context keeps
_GROUPED = re.compile(r"[+-]?\d{1,3}([.,' ])\d{3}(?:\1\d{3})*(?:[.,]\d+)?")
_MINUS = str.maketrans({"\u2212": "-", "\u2019": "'"})
_EXPECTED = {
    ColumnType.COUNT: "a count (a whole number, 0 or more)",
    ColumnType.NUMBER: "a number",
    ColumnType.PERCENT: "a percentage such as 95 or 95 %",
    ColumnType.DURATION: "a duration such as 1:05:30",
}


def expected_number(column: Column) -> str:
    """Return in words what a numeric column asks for."""
    return _EXPECTED[column.type]


def number_in(cell: Cell, column: Column, text: TextFormat, note: Note) -> Decimal:
    """Return the number of a cell; percentages in percent points.  Raises BadCellError."""
    if cell.kind is CellKind.NUMBER and isinstance(cell.value, Decimal):
        value = _finite(cell, cell.value, column)
        is_share = column.type is ColumnType.PERCENT and "%" in cell.number_format
        return _in_range(cell, value * 100 if is_share else value, column)
    if cell.kind is CellKind.TEXT and isinstance(cell.value, str):
        return _in_range(cell, _from_text(cell, cell.value, column, text, note), column)
    raise not_a_number(cell, column)


def _in_range(cell: Cell, value: Decimal, column: Column) -> Decimal:
    if column.type is ColumnType.PERCENT:
        if value < 0:
            raise _bad(cell, column, "percentage-out-of-range", "is below 0 %")
        if value > _WHOLE and not column.may_exceed_100:
            raise _bad(cell, column, "percentage-out-of-range", "is more than 100 %")
    return stored(cell, value, column)


def count_in(cell: Cell, column: Column, text: TextFormat, note: Note) -> int:
    """Return the whole number of at least zero in a cell.  Raises BadCellError."""
    value = number_in(cell, column, text, note)
    if value != value.to_integral_value():
        raise _bad(cell, column, "not-a-whole-number", "is not a whole number")
    if value < 0:
        raise _bad(cell, column, "negative-count", "is below zero")
    return int(value)


def not_a_number(cell: Cell, column: Column) -> BadCellError:
    """Return the error for a cell of another kind, or text that is no number."""
    return _bad(cell, column, "not-a-number", f"is not {expected_number(column)}")


def _bad(cell: Cell, column: Column, rule: str, says: str) -> BadCellError:
    kind = "" if cell.kind in {CellKind.NUMBER, CellKind.TEXT} else f" ({cell.kind.value})"
    return BadCellError(
        Problem(
            rule=rule,
            found=cell.shown,
            expected=expected_number(column),
            says=f"{quoted(cell.shown)}{kind} {says}.",
            remedy=f"Please enter {expected_number(column)} and send the file again.",
        )
    )


def _finite(cell: Cell, value: Decimal, column: Column) -> Decimal:
    if not value.is_finite():
        raise _bad(cell, column, "not-finite", "is not a finite number")
    return value


def stored(cell: Cell, value: Decimal, column: Column) -> Decimal:
    """Return a value as it is kept: within 18 digits, at most 12 places.  Raises BadCellError."""
    if value.copy_abs() >= _LARGEST:
        raise _bad(cell, column, "number-too-large", "is too large to be true")
    exponent = value.as_tuple().exponent
    too_fine = isinstance(exponent, int) and exponent < -12  # noqa: PLR2004 - the scale kept
    return value.quantize(_PLACES, context=_EXACT) if too_fine else value


def _from_text(cell: Cell, raw: str, column: Column, text: TextFormat, note: Note) -> Decimal:
    digits = plain(raw, note)
    if column.type is ColumnType.PERCENT and digits.endswith("%"):
        digits = digits[:-1].rstrip()
    if not _pattern(text.decimal, text.thousands).fullmatch(digits):
        if currency_in(digits):
            raise _with_currency(cell, column)
        raise _unclear(cell, column) if _GROUPED.fullmatch(digits) else not_a_number(cell, column)
    if text.thousands:
        digits = digits.replace(text.thousands, "")
    return Decimal(digits.replace(text.decimal, "."))


def plain(raw: str, note: Note) -> str:
    """Return text with digits and spaces in their plain forms, each mending noted."""
    seen = visible(raw)
    if seen != raw.strip():
        note("invisible-characters", raw)
    if seen.isascii():
        return seen
    if any(unicodedata.category(c) == "No" for c in seen):
        return seen
    compatible = unicodedata.normalize("NFKC", seen).translate(_MINUS)
    plain = "".join(_digit(c) for c in compatible)
    if any(not old.isascii() and old.isdigit() for old in seen):
        note("digits-normalised", raw)
    return plain


def _digit(character: str) -> str:
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)


@cache
def _pattern(decimal: str, thousands: str) -> re.Pattern[str]:
    whole = "[0-9]+"
    if thousands:
        whole = rf"(?:[0-9]{{1,3}}(?:{re.escape(thousands)}[0-9]{{3}})+|[0-9]+)"
    return re.compile(rf"[+-]?{whole}(?:{re.escape(decimal)}[0-9]+)?")


def _with_currency(cell: Cell, column: Column) -> BadCellError:
    return BadCellError(
        Problem(
            rule="currency-in-number",
            found=cell.shown,
            expected=expected_number(column),
            says=f"{quoted(cell.shown)} holds a currency, and is not read as a number.",
            remedy="Please enter the number alone, in the agreed currency, and send it again.",
        )
    )


def _unclear(cell: Cell, column: Column) -> BadCellError:
    return BadCellError(
        Problem(
            rule="number-format-unclear",
            found=cell.shown,
            expected=expected_number(column),
            says=(
                f"{quoted(cell.shown)} can be read in two ways that differ by a factor of 1,000."
            ),
            remedy=(
                "Please enter it as a number without separators, or have the decimal and "
                "thousands signs of this delivery written into the agreement."
            ),
        )
    )
