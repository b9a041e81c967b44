"""Columns that only print what counts of the same row come to: compared, and never computed from.

A printed percentage is not trusted where its counts are there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from concord.domain.kpi import Expression, Kpi
from concord.domain.quantity import PERCENT

_MOST_PLACES = 6
"""Beyond so many decimals a workbook's own arithmetic is no longer exact."""
_SUM = re.compile(r'\s*([+-]?)\s*sum\(\s*"?(\w+)"?\s*\)', re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnSum:
    """Columns of a row added up, less others."""

    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns of the sum."""
        return (*self.plus, *self.minus)

    def __str__(self) -> str:
        return " - ".join((" + ".join(self.plus), *self.minus))

    def of(self, values: Mapping[str, object]) -> Fraction | None:
        """Return what a row comes to; None where one of its figures is not there."""
        found = {name: values[name] for name in self.columns}
        read = {name: Fraction(v) for name, v in found.items() if isinstance(v, Decimal | int)}
        if len(read) < len(found):
            return None
        added = sum((read[name] for name in self.plus), Fraction(0))
        return added - sum((read[name] for name in self.minus), Fraction(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedRatio:
    """What a column prints: a part of a whole, with `times_100` in percent points."""

    part: ColumnSum
    whole: ColumnSum
    times_100: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns that it is recomputed from."""
        return tuple(dict.fromkeys((*self.part.columns, *self.whole.columns)))

    def __str__(self) -> str:
        return f"{self.part} of {self.whole}"

    def recomputed(self, values: Mapping[str, object]) -> Fraction | None:
        """Return what the row's counts come to; None without all of them, or without a whole."""
        part, whole = self.part.of(values), self.whole.of(values)
        if part is None or whole is None or whole <= 0:
            return None
        return part / whole * (100 if self.times_100 else 1)

    def differs(self, printed: Decimal, values: Mapping[str, object]) -> bool:
        """Say whether a printed figure is further off than by its own rounding.

        That is half a unit of the last decimal that it shows, zeros among them.
        """
        exact = self.recomputed(values)
        return exact is not None and abs(Fraction(printed) - exact) > _slack(printed)


def _slack(printed: Decimal) -> Fraction:
    places = -int(printed.as_tuple().exponent)
    shown = max(0, min(places, _MOST_PLACES))
    return Fraction(1, 2) / Fraction(10) ** shown


def ratio_of_rows(kpi: Kpi) -> PrintedRatio | None:
    """Return what a KPI is for a single row; None where it is more than a ratio of sums."""
    part, whole = _sum(kpi.numerator), _sum(kpi.denominator)
    if part is None or whole is None:
        return None
    return PrintedRatio(part=part, whole=whole, times_100=kpi.unit == PERCENT)


def _sum(expression: Expression | None) -> ColumnSum | None:
    text = "" if expression is None else expression.sql
    terms = _SUM.findall(text)
    if not terms or _SUM.sub("", text).strip():
        return None
    plus = tuple(name for sign, name in terms if sign != "-")
    return ColumnSum(plus=plus, minus=tuple(name for sign, name in terms if sign == "-"))
