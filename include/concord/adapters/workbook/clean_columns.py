"""Whole columns proven clean: each value is what the row reader would have made of its cell.

What is not proven is not guessed: the column is refused, and the careful reader takes the file.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Context, Decimal
from typing import Any, assert_never

import pyarrow as pa
import pyarrow.compute as pc

from concord.adapters.workbook.parquet import PLACES, type_of
from concord.domain.period import is_plausible
from concord.domain.reading.cells import value_in
from concord.domain.reading.problem import BadCellError
from concord.domain.source import Column, ColumnType, DurationUnit, Source
from concord.domain.table import Cell, CellKind

_MOST_WORDS = 20_000
"""Up to so many different texts that are not plainly plain are looked at one by one."""

_EXACT_BELOW = float(2**53)
"""A column holds whole numbers from here on rounded, and a cell as it was written."""
_ESCAPE = "_x"
"""Begins what stands for a character that XML cannot hold; columns hold it as it is written."""

_WIDE = Context(prec=38)
_FINER = pa.decimal128(38, 20)
_ZERO_DAY = date(1899, 12, 30)


class NotCleanError(Exception):
    """A column holds something that only the careful reader can judge."""


def clean_column(raw: Any, column: Column, source: Source) -> Any:  # noqa: ANN401 - pyarrow has no types
    """Return the column as it is stored.  Raises NotCleanError."""
    if column.required and raw.null_count:
        raise NotCleanError
    if raw.null_count == len(raw):
        return pa.nulls(len(raw), type_of(column.type))
    match column.type:
        case ColumnType.TEXT:
            return _texts(raw, column, source)
        case ColumnType.COUNT:
            return _counts(raw)
        case ColumnType.NUMBER:
            return _decimals(raw)
        case ColumnType.PERCENT:
            return _percentages(raw, column)
        case ColumnType.DURATION:
            return _durations(raw, column)
        case ColumnType.DATE:
            return pc.cast(_moments(raw), pa.date32())
        case ColumnType.TIMESTAMP:
            return _timestamps(raw, source)
        case _:
            assert_never(column.type)


def _require(holds: bool | None) -> None:  # noqa: FBT001 - the one thing it is about
    if not holds:
        raise NotCleanError


def _all(mask: Any) -> bool:  # noqa: ANN401 - as above
    """Say whether a mask is true wherever it is known."""
    return bool(pc.all(mask, min_count=0).as_py())


def _texts(raw: Any, column: Column, source: Source) -> Any:  # noqa: ANN401 - as above
    _require(pa.types.is_string(raw.type) or pa.types.is_large_string(raw.type))
    words = pc.unique(raw).drop_null()
    if column.one_of:
        _require(len(words) <= len(column.one_of))
    else:
        words = words.filter(pc.invert(_are_plain(words, source)))
        _require(len(words) <= _MOST_WORDS)
    for word in words.to_pylist():
        _require(_is_plain(word, column, source))
    return pc.cast(raw, pa.string())


def _are_plain(words: Any, source: Source) -> Any:  # noqa: ANN401 - as above
    """Say of each text whether it is printable ASCII without space around it, and no token."""
    edges = pc.or_(pc.starts_with(words, " "), pc.ends_with(words, " "))
    plain = pc.and_not(pc.ascii_is_printable(words), edges)
    plain = pc.and_not(plain, pc.or_(pc.match_substring(words, _ESCAPE), pc.equal(words, "")))
    tokens = source.text.null_tokens
    return pc.and_not(plain, pc.is_in(words, pa.array(tokens, words.type))) if tokens else plain


def _any(mask: Any) -> bool:  # noqa: ANN401 - as above
    return bool(pc.any(mask, min_count=0).as_py())


def _is_plain(word: str, column: Column, source: Source) -> bool:
    """Say whether the row reader takes a text as it stands, without any remark."""
    if _ESCAPE in word or any(character < " " for character in word):
        return False
    remarks: list[str] = []
    cell = Cell(kind=CellKind.TEXT, value=word)
    try:
        value = value_in(cell, column, source, _ZERO_DAY, lambda rule, _: remarks.append(rule))
    except BadCellError:
        return False
    return value == word and not remarks


def _counts(raw: Any) -> Any:  # noqa: ANN401 - as above
    numbers = _numbers(raw)
    _require(_all(pc.greater_equal(numbers, 0.0)))
    _require(_is_whole(numbers))
    return pc.cast(numbers, pa.int64())


def _numbers(raw: Any) -> Any:  # noqa: ANN401 - as above
    _require(pa.types.is_float64(raw.type) or pa.types.is_int64(raw.type))
    numbers = pc.cast(raw, pa.float64())
    _require(_all(pc.less(pc.abs(numbers), _EXACT_BELOW)))
    return numbers


def _is_whole(numbers: Any) -> bool:  # noqa: ANN401 - as above
    return _all(pc.equal(numbers, pc.floor(numbers)))


def _decimals(raw: Any) -> Any:  # noqa: ANN401 - as above
    numbers = _numbers(raw)
    stored = type_of(ColumnType.NUMBER)
    if _is_whole(numbers):
        return pc.cast(pc.cast(numbers, pa.int64()), stored)
    # As text a number is as short as it can be told, which is what the cell shows.
    words = pc.cast(numbers, pa.string())
    try:
        finer = pc.cast(words, _FINER)
    except pa.ArrowInvalid:
        values = [None if n is None else _rounded(n) for n in numbers.to_pylist()]
        return pa.array(values, stored)
    return pc.cast(pc.round(finer, ndigits=12, round_mode="half_to_even"), stored)


def _percentages(raw: Any, column: Column) -> Any:  # noqa: ANN401 - as above
    numbers = _numbers(raw)
    _require(_all(pc.greater_equal(numbers, 0.0)))
    _require(column.may_exceed_100 or _all(pc.less_equal(numbers, 100.0)))
    return _decimals(raw)


def _rounded(number: float) -> Decimal:
    return Decimal(repr(number)).quantize(PLACES, context=_WIDE)


def _durations(raw: Any, column: Column) -> Any:  # noqa: ANN401 - as above
    _require(column.unit is DurationUnit.SECONDS)
    _require(_all(pc.greater_equal(_numbers(raw), 0.0)))
    return _decimals(raw)


def _moments(raw: Any) -> Any:  # noqa: ANN401 - as above
    _require(pa.types.is_timestamp(raw.type))
    bounds = pc.min_max(raw).as_py()
    _require(is_plausible(bounds["min"].date()) and is_plausible(bounds["max"].date()))
    return raw


def _timestamps(raw: Any, source: Source) -> Any:  # noqa: ANN401 - as above
    moments = pc.cast(_moments(raw), pa.timestamp("us"))
    bounds = pc.min_max(moments).as_py()
    for first, last in _clock_changes(bounds["min"].date(), bounds["max"].date(), source):
        inside = pc.and_(pc.greater_equal(moments, first), pc.less(moments, last))
        _require(not _any(inside))
    return moments


def _clock_changes(first: date, last: date, source: Source) -> list[tuple[datetime, datetime]]:
    """Return the local times around each change of clocks, in which a time may be no time."""
    day, changes = first, []
    while day <= last:
        start = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a wall clock's
        end = start + timedelta(days=1)
        if _offset(start, source) != _offset(end, source):
            changes.append((start, end))
        day += timedelta(days=1)
    return changes


def _offset(moment: datetime, source: Source) -> timedelta | None:
    return moment.replace(tzinfo=source.zone).utcoffset()
