"""What single days came to: their values, and the two sums of a ratio."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from concord.domain.kpi import Measurement, ratio


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFigure:
    """One day with data: its value in the KPI's unit, None without volume, and its sums.

    Of a KPI that is no ratio `volume` counts the rows, and `numerator` is nothing.
    """

    day: date
    value: Fraction | None
    numerator: Fraction
    volume: Fraction


def day_figure(measured: Measurement) -> DayFigure:
    """Return what a measurement of a single day came to."""
    return DayFigure(
        day=measured.period.start,
        value=measured.value,
        numerator=measured.numerator or Fraction(0),
        volume=measured.volume,
    )


def pooled(figures: Iterable[DayFigure], unit: str) -> Fraction | None:
    """Return the ratio of the sums of some days, in `unit`; None where there is no volume."""
    days = tuple(figures)
    numerator = sum((figure.numerator for figure in days), Fraction(0))
    return ratio(numerator, sum((figure.volume for figure in days), Fraction(0)), unit)
