"""Completeness: how much of what a source had to deliver for a period is there, whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import product

from concord.domain.kpi import Dimension
from concord.domain.period import MeasurementPeriod
from concord.domain.source import CoverageUnit, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveredCell:
    """The rows delivered for one day and one combination of column values.

    `day` is None where the source covers periods, or where a row's day cannot be read;
    a value of `values` is None where it cannot be read.
    """

    period: MeasurementPeriod
    day: date | None
    values: tuple[tuple[str, str | None], ...]
    accepted: int
    invalid: int


def completeness(
    source: Source,
    period: MeasurementPeriod,
    dimensions: Iterable[Dimension],
    cells: Sequence[DeliveredCell],
) -> dict[Dimension, Fraction]:
    """Return the delivered share (0 to 1) of `period` for each of `dimensions`.

    Expected are the source's days times the declared values of its coverage.  A cell counts
    when it has an accepted row and no invalid one; an invalid row whose day or value cannot
    be read counts against every cell it may belong to.
    """
    here = [cell for cell in cells if cell.period == period]
    return {dimension: _share(source, period, dimension, here) for dimension in dimensions}


_Slot = tuple[date | None, tuple[str, ...]]


def _share(
    source: Source,
    period: MeasurementPeriod,
    dimension: Dimension,
    cells: Sequence[DeliveredCell],
) -> Fraction:
    expected = _expected(source, period, dimension)
    if not expected:
        return Fraction(1)
    names = source.coverage.for_each
    by_day = source.coverage.every is not CoverageUnit.PERIOD
    accepted: set[_Slot] = set()
    doubtful: dict[tuple[date | None, tuple[str | None, ...]], int] = defaultdict(int)
    for cell in cells:
        values = dict(cell.values)
        slot = tuple(values.get(name) for name in names)
        day = cell.day if by_day else None
        if cell.accepted and None not in slot:
            accepted.add((day, tuple(str(value) for value in slot)))
        if cell.invalid and _may_belong(values, dimension):
            doubtful[day, slot] += cell.invalid
    counted = sum(
        slot in accepted and not any(_covers(bad, slot, by_day=by_day) for bad in doubtful)
        for slot in expected
    )
    return Fraction(counted, len(expected))


def _expected(source: Source, period: MeasurementPeriod, dimension: Dimension) -> list[_Slot]:
    fixed = dict(dimension)
    choices = [
        (fixed[name],) if name in fixed else source.column(name).one_of
        for name in source.coverage.for_each
    ]
    days: Sequence[date | None] = (
        (None,) if source.coverage.every is CoverageUnit.PERIOD else source.expected_days(period)
    )
    return [(day, values) for day in days for values in product(*choices)]


def _may_belong(values: dict[str, str | None], dimension: Dimension) -> bool:
    return all(values.get(name) in {None, value} for name, value in dimension)


def _covers(
    bad: tuple[date | None, tuple[str | None, ...]], slot: _Slot, *, by_day: bool
) -> bool:
    bad_day, bad_values = bad
    if by_day and bad_day is not None and bad_day != slot[0]:
        return False
    return all(
        value is None or value == wanted for value, wanted in zip(bad_values, slot[1], strict=True)
    )
