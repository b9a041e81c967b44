"""A number of a workbook as its format shows it: a plain number, a date, a time."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from openpyxl.styles.numbers import is_date_format, is_timedelta_format
from openpyxl.utils.datetime import (
    CALENDAR_MAC_1904,
    CALENDAR_WINDOWS_1900,
    from_excel,
    to_excel,
)

from concord.domain.table import Cell, CellKind

Moment = datetime | date | time | timedelta
DAY_ZERO = {CALENDAR_WINDOWS_1900: date(1899, 12, 30), CALENDAR_MAC_1904: date(1904, 1, 1)}
_EXACT = 10**15


def numeric_cell(
    number: float, number_format: str, epoch: datetime, *, is_formula: bool = False
) -> Cell:
    """Return a cell of a kind of file in which a date is a number with a format."""
    if is_date_format(number_format):
        try:
            moment = from_excel(number, epoch, is_timedelta_format(number_format))
        except (OverflowError, ValueError):
            moment = None
        if moment is not None:
            return moment_cell(moment, number_format, epoch, is_formula=is_formula)
    is_whole = number.is_integer() and abs(number) < _EXACT
    return Cell(
        kind=CellKind.NUMBER,
        value=Decimal(int(number)) if is_whole else Decimal(repr(number)),
        number_format=number_format,
        is_formula=is_formula,
    )


def moment_cell(
    value: Moment, number_format: str, epoch: datetime, *, is_formula: bool = False
) -> Cell:
    """Return a date with its time, or a time alone, with the number behind it."""
    is_day = isinstance(value, date)
    return Cell(
        kind=CellKind.DATE if is_day else CellKind.TIME,
        value=_whole(value) if isinstance(value, date) else _elapsed(value),
        number_format=number_format,
        serial=Decimal(repr(to_excel(value, epoch))),  # type: ignore[no-untyped-call] # its stubs lack it
        is_formula=is_formula,
    )


def _whole(value: date) -> datetime:
    return value if isinstance(value, datetime) else datetime.combine(value, time(0))


def _elapsed(value: time | timedelta) -> timedelta:
    if isinstance(value, timedelta):
        return value
    return datetime.combine(date.min, value) - datetime.min  # noqa: DTZ901 - cells have no zone
