"""Completeness: how much of what a source had to deliver for a period is there, whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import product

from concord.domain.coverage import CoverageUnit
from concord.domain.kpi import Dimension
from concord.domain.period import MeasurementPeriod
from concord.domain.source import Source


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


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingCell:
    """An expected cell that does not count: nothing came, or (`unreadable`) not whole.

    `day` is None where the source covers periods.
    """

    day: date | None
    values: tuple[tuple[str, str], ...]
    unreadable: bool


_Slot = tuple[date | None, tuple[str | None, ...]]
"""A day (None where periods are covered) and the values of the coverage's columns."""

_Values = tuple[str | None, ...]


def completeness(
    source: Source,
    period: MeasurementPeriod,
    dimensions: Iterable[Dimension],
    cells: Iterable[DeliveredCell],
    without: frozenset[date] = frozenset(),
) -> dict[Dimension, Fraction]:
    """Return the delivered share (0 to 1) of `period` for each of `dimensions`.

    Expected are the source's days times the declared values of its coverage.  A cell counts
    when it has an accepted row and no invalid one; an invalid row whose day or value cannot
    be read counts against every cell it may belong to.  Of a dimension without any accepted
    row nothing is there, whatever the coverage asks for.  The days `without` are not expected.
    """
    own = [cell for cell in cells if cell.period == period]
    delivered = DeliveredPeriod(source, period, own, without)
    return {dimension: delivered.share(dimension) for dimension in dimensions}


def missing_cells(
    source: Source,
    period: MeasurementPeriod,
    dimension: Dimension,
    cells: Iterable[DeliveredCell],
    without: frozenset[date] = frozenset(),
) -> tuple[MissingCell, ...]:
    """Return the expected cells of a dimension that `completeness` does not count, in order."""
    own = [cell for cell in cells if cell.period == period]
    delivered = DeliveredPeriod(source, period, own, without)
    return delivered.missing(dimension)


class DeliveredPeriod:
    """The cells of one period, indexed so that thousands of dimensions cost little each."""

    def __init__(
        self,
        source: Source,
        period: MeasurementPeriod,
        cells: Sequence[DeliveredCell],
        without: frozenset[date] = frozenset(),
    ) -> None:
        self._source = source
        self._days = [day for day in period.days() if day not in without]
        self._valid = [dict(cell.values) for cell in cells if cell.accepted]
        self._invalid = [(self._slot(cell), dict(cell.values)) for cell in cells if cell.invalid]
        self._accepted = {self._slot(cell) for cell in cells if cell.accepted}
        self._valid_by: dict[tuple[str, ...], frozenset[_Values]] = {}
        self._invalid_by: dict[tuple[str, ...], Mapping[_Values, set[_Slot]]] = {}
        self._expected: dict[Dimension, tuple[int, set[_Slot]]] = {}
        self._shares: dict[Dimension, Fraction] = {}

    def share(self, dimension: Dimension) -> Fraction:
        """Return the delivered share of a dimension, as `completeness` defines it."""
        if dimension not in self._shares:
            total, accepted = self._expected_of(dimension)
            whole = self._whole(dimension, accepted) if total else ()
            self._shares[dimension] = Fraction(len(whole), total) if total else Fraction(1)
        return self._shares[dimension]

    def missing(self, dimension: Dimension) -> tuple[MissingCell, ...]:
        """Return the expected cells of a dimension that do not count, in order."""
        names = self._source.coverage.for_each
        _, accepted = self._expected_of(dimension)
        whole = self._whole(dimension, accepted)
        doubtful = self._doubtful(dimension)
        return tuple(
            MissingCell(
                day=slot[0],
                values=tuple(
                    (name, value or "") for name, value in zip(names, slot[1], strict=True)
                ),
                unreadable=any(self._covers(bad, slot) for bad in doubtful),
            )
            for slot in self._slots(dict(self._fixed(dimension)))
            if slot not in whole
        )

    def _whole(self, dimension: Dimension, accepted: set[_Slot]) -> set[_Slot]:
        """Return the slots that count."""
        if not self._has_accepted(dimension):
            return set()
        doubtful = self._doubtful(dimension)
        if not doubtful:
            return accepted
        vague = [slot for slot in doubtful if slot not in accepted]
        whole = {slot for slot in accepted if slot not in doubtful}
        return {slot for slot in whole if not any(self._covers(bad, slot) for bad in vague)}

    def _slot(self, cell: DeliveredCell) -> _Slot:
        values = dict(cell.values)
        names = self._source.coverage.for_each
        return (cell.day if self._by_day else None, tuple(values.get(name) for name in names))

    @property
    def _by_day(self) -> bool:
        return self._source.coverage.every is not CoverageUnit.PERIOD

    def _expected_of(self, dimension: Dimension) -> tuple[int, set[_Slot]]:
        """Return how many slots are expected, and those of them with an accepted row."""
        fixed = self._fixed(dimension)
        if fixed not in self._expected:
            slots = self._slots(dict(fixed))
            self._expected[fixed] = len(slots), self._accepted.intersection(slots)
        return self._expected[fixed]

    def _fixed(self, dimension: Dimension) -> Dimension:
        names = self._source.coverage.for_each
        return tuple((name, value) for name, value in dimension if name in names)

    def _slots(self, fixed: Mapping[str, str]) -> list[_Slot]:
        choices = [
            (fixed[name],) if name in fixed else self._source.column(name).one_of
            for name in self._source.coverage.for_each
        ]
        if not self._by_day:
            return [(None, values) for values in product(*choices) if self._days]
        expects = self._source.coverage.expects
        return [
            (day, values)
            for day in self._days
            for values in product(*choices)
            if expects(day, values)
        ]

    def _has_accepted(self, dimension: Dimension) -> bool:
        names = tuple(name for name, _ in dimension)
        if names not in self._valid_by:
            self._valid_by[names] = frozenset(
                tuple(values.get(name) or "" for name in names) for values in self._valid
            )
        return tuple(value for _, value in dimension) in self._valid_by[names]

    def _doubtful(self, dimension: Dimension) -> set[_Slot]:
        """Return the slots of invalid rows that may belong to the dimension."""
        names = tuple(name for name, _ in dimension)
        if names not in self._invalid_by:
            by_values: dict[_Values, set[_Slot]] = defaultdict(set)
            for slot, values in self._invalid:
                by_values[tuple(values.get(name) for name in names)].add(slot)
            self._invalid_by[names] = by_values
        found = self._invalid_by[names]
        readings = product(*((value, None) for _, value in dimension))
        return set().union(*(found.get(values, set()) for values in readings))

    def _covers(self, bad: _Slot, slot: _Slot) -> bool:
        """Say whether an invalid row may belong to `slot`; what cannot be read may be any."""
        if self._by_day and bad[0] is not None and bad[0] != slot[0]:
            return False
        pairs = zip(bad[1], slot[1], strict=True)
        return all(value is None or value == wanted for value, wanted in pairs)
