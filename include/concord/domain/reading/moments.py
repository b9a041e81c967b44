"""Dates, moments and durations in cells: real date cells, ISO text, or the declared order."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from concord.domain.finding import quoted
from concord.domain.period import is_plausible
from concord.domain.reading.numbers import not_a_number, number_in, plain, stored
from concord.domain.reading.problem import BadCellError, Note, Problem
from concord.domain.source import Column, ColumnType, DurationUnit, TextFormat
from concord.domain.table import Cell, CellKind

_PLAUSIBLE_SERIALS = (Decimal(25_569), Decimal(73_415))  # 1970 to 2100
_WRITTEN = re.compile(r"(\d{1,4})([./ -])(\d{1,2})\2(\d{1,4})(?:[T ]+(\d.*))?")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]+\d.*)?")
_CLOCK = re.compile(r"(\d{1,12}):([0-5]\d):([0-5]\d)(\.\d{1,6})?")
_SECONDS = {
    DurationUnit.SECONDS: Decimal(1),
    DurationUnit.MINUTES: Decimal(60),
    DurationUnit.HOURS: Decimal(3600),
}
_NONE = timedelta(0)
_FIRST_YEAR_OF_DATES = Decimal(367)  # a smaller serial is elapsed time shown as a date
_TIMES = re.compile(r"\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:\d{2})?")


def day_in(cell: Cell, column: Column, text: TextFormat, zero: date, note: Note) -> date:
    """Return the day of a cell; a time of day beside it is dropped.  Raises BadCellError."""
    return _moment(cell, column, text, zero, note).date()


def moment_in(
    cell: Cell, column: Column, text: TextFormat, zero: date, zone: ZoneInfo, note: Note
) -> datetime:
    """Return the wall-clock moment of a cell in `zone`, without zone.  Raises BadCellError."""
    moment = _moment(cell, column, text, zero, note)
    if moment.tzinfo is not None:
        return moment.astimezone(zone).replace(tzinfo=None)
    first, second = (moment.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    if first != second:
        _judge_change(cell, column, note, is_left_out=(first or _NONE) < (second or _NONE))
    return moment


def _judge_change(cell: Cell, column: Column, note: Note, *, is_left_out: bool) -> None:
    """Remark on an hour that came twice; raise BadCellError for one that never was."""
    if not is_left_out:
        note("ambiguous-time", cell.shown)
        return
    raise BadCellError(
        Problem(
            rule="no-such-time",
            found=cell.shown,
            expected=_expected(column, TextFormat()),
            says=f"{quoted(cell.shown)} never was: the clock was put forward past it.",
            remedy="Please check in which time zone it was written, and send the file again.",
        )
    )


def seconds_in(cell: Cell, column: Column, text: TextFormat, note: Note) -> Decimal:
    """Return the seconds of a duration cell.  Raises BadCellError."""
    if isinstance(cell.value, timedelta):
        return _not_negative(cell, column, _seconds(cell.value))
    if cell.kind is CellKind.DATE and cell.serial is not None:
        if cell.serial < _FIRST_YEAR_OF_DATES:
            return _not_negative(cell, column, (cell.serial * 86_400).quantize(Decimal("0.001")))
        raise not_a_number(cell, column)
    if isinstance(cell.value, str) and ":" in cell.value:
        return _clock_seconds(cell, plain(cell.value, note), column)
    if column.unit is None:
        raise not_a_number(cell, column)
    number = number_in(cell, column, text, note) * _SECONDS[column.unit]
    return stored(cell, _not_negative(cell, column, number), column)


def _clock_seconds(cell: Cell, written: str, column: Column) -> Decimal:
    match = _CLOCK.fullmatch(written)
    if match is None:
        raise not_a_number(cell, column)
    hours, minutes, seconds, fraction = match.groups(default="")
    whole = int(hours) * 3600 + int(minutes) * 60 + int(seconds)
    return whole + Decimal(f"0{fraction}")


def _seconds(span: timedelta) -> Decimal:
    return Decimal(span.days * 86_400 + span.seconds) + Decimal(span.microseconds).scaleb(-6)


def _not_negative(cell: Cell, column: Column, seconds: Decimal) -> Decimal:
    if seconds < 0:
        raise not_a_number(cell, column)
    return seconds


def _moment(cell: Cell, column: Column, text: TextFormat, zero: date, note: Note) -> datetime:
    moment = _any_moment(cell, column, text, zero, note)
    if not is_plausible(moment.date()):
        raise _not_a_date(cell, column, text)
    return moment


def _any_moment(cell: Cell, column: Column, text: TextFormat, zero: date, note: Note) -> datetime:
    if cell.kind is CellKind.DATE and isinstance(cell.value, datetime):
        return cell.value
    if cell.kind is CellKind.NUMBER and isinstance(cell.value, Decimal):
        return _from_serial(cell, cell.value, column, zero, note)
    if cell.kind is CellKind.TEXT and isinstance(cell.value, str):
        return _from_text(cell, plain(cell.value, note), column, text)
    raise _not_a_date(cell, column, text)


def _from_serial(cell: Cell, serial: Decimal, column: Column, zero: date, note: Note) -> datetime:
    first, last = _PLAUSIBLE_SERIALS
    if not (serial.is_finite() and first <= serial < last):
        raise _not_a_date(cell, column, TextFormat())
    note("date-as-number", cell.shown)
    milliseconds = int((serial * 86_400_000).to_integral_value())
    return datetime.combine(zero, time()) + timedelta(milliseconds=milliseconds)


def _from_text(cell: Cell, written: str, column: Column, text: TextFormat) -> datetime:
    match = _WRITTEN.fullmatch(written)
    if match is None:
        raise _not_a_date(cell, column, text)
    first, _, second, third, clock = match.groups(default="")
    if _ISO_DAY.fullmatch(written):
        numbers = dict(zip("ymd", (first, second, third), strict=True))
    elif text.date_order:
        numbers = dict(zip(text.date_order, (first, second, third), strict=True))
    else:
        raise _order_unclear(cell, column)
    try:
        day = date(_year(numbers["y"]), int(numbers["m"]), int(numbers["d"]))
        return datetime.combine(day, _time(clock))
    except ValueError as error:
        raise _not_a_date(cell, column, text) from error


def _year(digits: str) -> int:
    """Return a year of four digits, or of two in this century.  Raises ValueError."""
    if len(digits) not in {2, 4}:
        raise ValueError(digits)
    return int(digits) if len(digits) == 4 else 2000 + int(digits)  # noqa: PLR2004 - digits


def _time(clock: str) -> time:
    if not clock:
        return time()
    padded = clock if clock[1:2] != ":" else f"0{clock}"
    if not _TIMES.fullmatch(padded):
        raise ValueError(clock)
    return time.fromisoformat(padded)


def _expected(column: Column, text: TextFormat) -> str:
    order = {"d": "DD", "m": "MM", "y": "YYYY"}
    wanted = "a date and time" if column.type is ColumnType.TIMESTAMP else "a date"
    written = "/".join(order[part] for part in text.date_order if part in order)
    return f"{wanted} such as 2026-10-31" + (f", or {written}" if written else "")


def _not_a_date(cell: Cell, column: Column, text: TextFormat) -> BadCellError:
    expected = _expected(column, text)
    return BadCellError(
        Problem(
            rule="not-a-date",
            found=cell.shown,
            expected=expected,
            says=f"{quoted(cell.shown)} is not {expected}.",
            remedy="Please enter the day as a date and send the file again.",
        )
    )


def _order_unclear(cell: Cell, column: Column) -> BadCellError:
    return BadCellError(
        Problem(
            rule="date-order-unclear",
            found=cell.shown,
            expected=_expected(column, TextFormat()),
            says=f"{quoted(cell.shown)} does not tell which number is the day, which the month.",
            remedy=(
                "Please enter a real date or write it as 2026-10-31, or have the order of day "
                "and month written into the agreement."
            ),
        )
    )
