"""Columns that only print what counts of the same row come to: compared, and never computed from.

A printed percentage is not trusted where its counts are there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

_MOST_PLACES = 6
"""Beyond so many decimals a workbook's own arithmetic is no longer exact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedRatio:
    """What a column prints: the sum of some columns, less others, of the whole in another.

    With `times_100` it prints percent points.
    """

    plus: tuple[str, ...]
    whole: str
    minus: tuple[str, ...] = ()
    times_100: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns that it is recomputed from."""
        return (*self.plus, *self.minus, self.whole)

    def recomputed(self, values: Mapping[str, object]) -> Fraction | None:
        """Return what the row's counts come to; None without all of them, or without a whole."""
        counts = {name: values[name] for name in self.columns}
        read = {name: Fraction(v) for name, v in counts.items() if isinstance(v, Decimal | int)}
        if len(read) < len(counts) or not read[self.whole]:
            return None
        part = sum((read[name] for name in self.plus), Fraction(0))
        part -= sum((read[name] for name in self.minus), Fraction(0))
        quotient = part / read[self.whole]
        return quotient * 100 if self.times_100 else quotient

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
