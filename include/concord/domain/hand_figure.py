"""Figures kept by hand: how a cell's figure, period and precision are read, and said so."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from concord.domain.finding import quoted
from concord.domain.kpi import Dimension, as_text
from concord.domain.period import MeasurementPeriod, PeriodLength, PeriodRule, YearStart
from concord.domain.quantity import PERCENT, SECONDS
from concord.domain.service_level import Rounding
from concord.domain.table import Cell, CellKind

MOST_PLACES = 9
"""More decimals than these are noise of how a workbook keeps its numbers."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED_MONTH = re.compile(r"([A-Za-z]{3,9})[ .\-/']+([0-9]{4})")
_NUMBERED_MONTH = re.compile(r"([0-9]{1,2})[./]([0-9]{4})")
_COMPACT_MONTH = re.compile(r"([0-9]{4})([0-9]{2})")
_FIGURE = re.compile(r"([+-]?[0-9][0-9.,]*)\s*(%|s|sec|seconds)?")
_GROUPS = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+")
_MONTHS_IN_A_YEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenFigure:
    """A figure in the KPI's unit, the decimals it was written with, and how it was read."""

    value: Fraction
    places: int
    read_as: str

    def is_shown_by(self, exact: Fraction) -> bool:
        """Say whether `exact`, rounded half up to as many decimals, reads the same."""
        rounding = Rounding(places=self.places)
        return rounding.apply(exact) == rounding.apply(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandFigure:
    """A figure that somebody keeps by hand; `service` is None where none is named."""

    where: str
    kpi: str
    service: str | None
    period: MeasurementPeriod
    dimension: Dimension
    written: WrittenFigure


def figure_in(cell: Cell, unit: str) -> WrittenFigure:
    """Return the figure of a cell in a KPI's unit.  Raises ValueError with the reason."""
    if cell.kind is CellKind.NUMBER and isinstance(cell.value, Decimal) and cell.value.is_finite():
        return _number(cell.value, cell.number_format, unit)
    if cell.kind is CellKind.TIME and isinstance(cell.value, timedelta) and unit == SECONDS:
        seconds = Decimal(cell.value // timedelta(microseconds=1)).scaleb(-6).normalize()
        return _figure(seconds, f"the time {cell.shown} as {seconds:f} seconds")
    if cell.kind is CellKind.TEXT and isinstance(cell.value, str):
        return _text(cell.value.strip(), unit)
    message = f"{quoted(cell.shown)} is {cell.kind.value}, not a figure"
    raise ValueError(message)


def _number(value: Decimal, number_format: str, unit: str) -> WrittenFigure:
    if unit == PERCENT and "%" in number_format:
        share = value.scaleb(2)
        return _figure(share, f"{value:f} in a cell formatted as %: {as_text(share)} %")
    if unit == PERCENT:
        return _figure(value, f"{value:f} in a cell not formatted as %: {as_text(value)} %")
    return _figure(value, f"{value:f} as {unit}")


def _text(text: str, unit: str) -> WrittenFigure:
    match = _FIGURE.fullmatch(text)
    if match is None:
        message = f"{quoted(text)} is not a figure"
        raise ValueError(message)
    value = _decimal(match[1])
    if match[2] == "%" and unit != PERCENT:
        message = f"{quoted(text)} is in percent, and the KPI is in {unit}"
        raise ValueError(message)
    sign = "" if match[2] or unit != PERCENT else " without a % sign"
    return _figure(value, f"{quoted(text)}{sign}: {as_text(value)} {_short(unit)}")


def _decimal(digits: str) -> Decimal:
    """Return a number with a decimal point or comma.  Raises ValueError for a doubtful one."""
    if "," in digits and "." not in digits:
        if _GROUPS.fullmatch(digits):
            message = f"{quoted(digits)} can be read in two ways that differ by a factor of 1,000"
            raise ValueError(message)
        digits = digits.replace(",", ".")
    elif "," in digits and digits.rindex(",") > digits.rindex("."):
        digits = digits.replace(".", "").replace(",", ".")
    else:
        digits = digits.replace(",", "")
    if digits.count(".") > 1 or digits.endswith("."):
        message = f"{quoted(digits)} is not a figure"
        raise ValueError(message)
    return Decimal(digits)


def _figure(value: Decimal, read_as: str) -> WrittenFigure:
    exponent = value.as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    return WrittenFigure(
        value=Fraction(value), places=min(places, MOST_PLACES), read_as=f"read {read_as}"
    )


def _short(unit: str) -> str:
    return "%" if unit == PERCENT else unit


def period_in(
    cell: Cell, lengths: Collection[PeriodRule], year_start: YearStart | None
) -> MeasurementPeriod:
    """Return the period of a cell; a mere day stands for the period of `lengths` around it.

    Raises ValueError with the accepted spellings.
    """
    if cell.kind is CellKind.DATE and isinstance(cell.value, datetime):
        return _around(cell.value.date(), lengths)
    text = cell.shown.strip()
    if (day := _month_day(text)) is not None:
        return MeasurementPeriod.containing(day, PeriodLength.MONTH)
    period = MeasurementPeriod.parse(text, year_start)
    return _around(period.start, lengths) if period.length is PeriodLength.DAY else period


def _around(day: date, lengths: Collection[PeriodRule]) -> MeasurementPeriod:
    if PeriodLength.MONTH in lengths or len(lengths) != 1:
        return MeasurementPeriod.containing(day, PeriodLength.MONTH)
    return MeasurementPeriod.containing(day, next(iter(lengths)))


def _month_day(text: str) -> date | None:
    """Return the first day of `Oct 2026`, `10/2026` or `202610`, None for anything else."""
    if match := _NAMED_MONTH.fullmatch(text):
        name = match[1][:3].casefold()
        return date(int(match[2]), _MONTHS.index(name) + 1, 1) if name in _MONTHS else None
    year, month = 0, 0
    if match := _NUMBERED_MONTH.fullmatch(text):
        year, month = int(match[2]), int(match[1])
    elif match := _COMPACT_MONTH.fullmatch(text):
        year, month = int(match[1]), int(match[2])
    return date(year, month, 1) if year and 1 <= month <= _MONTHS_IN_A_YEAR else None
