"""Comparisons: our figure beside the one kept by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from concord.domain.hand_figure import HandFigure
from concord.domain.hand_table import UnreadFigure
from concord.domain.kpi import Dimension, Measurement
from concord.domain.period import MeasurementPeriod
from concord.domain.reading.text import fold


class Result(StrEnum):
    """How two figures compare; `EQUAL_AS_SHOWN` at the decimals that theirs is written with."""

    EQUAL = "equal"
    EQUAL_AS_SHOWN = "equal_as_shown"
    DIFFERS = "differs"
    ONLY_OURS = "only_ours"
    ONLY_THEIRS = "only_theirs"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One figure on both sides; `difference` is theirs less ours, in the KPI's unit.

    `causes` are hypotheses why they differ, the likeliest first.  `period` is None, and
    `kpi` as it was found, for a row that could not be read.
    """

    result: Result
    kpi: str
    service: str | None = None
    period: MeasurementPeriod | None = None
    dimension: Dimension = ()
    unit: str | None = None
    ours: Fraction | None = None
    theirs: Fraction | None = None
    where: str | None = None
    read_as: str | None = None
    causes: tuple[str, ...] = ()

    @property
    def difference(self) -> Fraction | None:
        """Theirs less ours, None unless both are there."""
        if self.ours is None or self.theirs is None:
            return None
        return self.theirs - self.ours


def compared(hand: HandFigure, ours: Measurement | None, unit: str) -> Comparison:
    """Return how a figure kept by hand compares with ours, which may be missing or no data."""
    value = None if ours is None else ours.value
    return Comparison(
        result=_result(hand, value),
        kpi=hand.kpi,
        service=hand.service if ours is None else ours.service,
        period=hand.period,
        dimension=hand.dimension if ours is None else ours.dimension,
        unit=unit,
        ours=value,
        theirs=hand.written.value,
        where=hand.where,
        read_as=hand.written.read_as,
    )


def _result(hand: HandFigure, ours: Fraction | None) -> Result:
    if ours is None:
        return Result.ONLY_THEIRS
    if ours == hand.written.value:
        return Result.EQUAL
    return Result.EQUAL_AS_SHOWN if hand.written.is_shown_by(ours) else Result.DIFFERS


def only_ours(
    measurements: Iterable[Measurement], figures: Sequence[HandFigure]
) -> Iterator[Comparison]:
    """Yield our figures that are not kept by hand, of the periods and parts that are.

    A KPI that is kept by none of its parts is compared by its total alone.
    """
    kept = {_place(hand) for hand in figures}
    periods = {hand.period for hand in figures}
    parts = {(hand.kpi, _names(hand.dimension)) for hand in figures}
    for ours in measurements:
        part = (ours.kpi, _names(ours.dimension))
        wanted = not ours.dimension or part in parts
        if wanted and ours.period in periods and _place(ours) not in kept:
            yield Comparison(
                result=Result.ONLY_OURS,
                kpi=ours.kpi,
                service=ours.service,
                period=ours.period,
                dimension=ours.dimension,
                unit=ours.unit,
                ours=ours.value,
            )


def measurement_of(hand: HandFigure, measurements: Iterable[Measurement]) -> Measurement | None:
    """Return our figure for the same KPI, period and part, however its values are written."""
    return next((ours for ours in measurements if _place(ours) == _place(hand)), None)


def unreadable(unread: UnreadFigure) -> Comparison:
    """Return the comparison of a row that could not be read."""
    return Comparison(
        result=Result.UNREADABLE, kpi=unread.found, where=unread.where, read_as=unread.reason
    )


def in_order(comparisons: Iterable[Comparison]) -> tuple[Comparison, ...]:
    """Return comparisons by KPI, period, part and place."""
    return tuple(
        sorted(comparisons, key=lambda c: (c.kpi, str(c.period or ""), c.dimension, c.where or ""))
    )


def _place(
    figure: HandFigure | Measurement,
) -> tuple[str, MeasurementPeriod, frozenset[tuple[str, str]]]:
    values = frozenset((name, fold(value)) for name, value in figure.dimension)
    return (figure.kpi, figure.period, values)


def _names(dimension: Dimension) -> frozenset[str]:
    return frozenset(name for name, _ in dimension)
