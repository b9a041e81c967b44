"""Charts of table cells: bars against a target, and sparklines, without a single image."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from concord.domain.notation import figure, short_period
from concord.domain.quantity import PERCENT
from concord.domain.report import ServiceLevelRow
from concord.domain.trend import HistoryPoint

BAR_WIDTH = 96
TICK_WIDTH = 2
SPARK_HEIGHT = 26
_LOWEST = 4
_HEADROOM = Fraction(23, 20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A run of a bar, in pixels: `fill`, `rest`, or the `tick` that marks a target."""

    kind: str
    width: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One period of a sparkline: its height in pixels, 0 without a value, and its kind."""

    kind: str
    height: int


def bar(row: ServiceLevelRow) -> tuple[Stretch, ...]:
    """Return the result as a bar from zero, with a tick at the target; nothing without data."""
    if row.value is None or row.agreed is None:
        return ()
    targets = {Fraction(row.agreed.limit), Fraction(row.agreed.top)}
    full = max(Fraction(100), row.value) if row.unit == PERCENT else Fraction(0)
    full = full or max(row.value, *targets) * _HEADROOM
    if full <= 0:
        return ()
    ticks = sorted({min(_pixel(t, full), BAR_WIDTH - TICK_WIDTH) for t in targets})
    return tuple(_stretches(_pixel(row.value, full), ticks))


def _pixel(value: Fraction, full: Fraction) -> int:
    return max(0, min(BAR_WIDTH, round(value / full * BAR_WIDTH)))


def _stretches(filled: int, ticks: Sequence[int]) -> list[Stretch]:
    kinds = ["fill" if x < filled else "rest" for x in range(BAR_WIDTH)]
    for tick in ticks:
        kinds[tick : tick + TICK_WIDTH] = ["tick"] * TICK_WIDTH
    runs: list[Stretch] = []
    for kind in kinds:
        if runs and runs[-1].kind == kind:
            runs[-1] = Stretch(kind=kind, width=runs[-1].width + 1)
        else:
            runs.append(Stretch(kind=kind, width=1))
    return runs


def sparkline(history: Sequence[HistoryPoint]) -> tuple[Column, ...]:
    """Return the past as columns between its lowest and highest value; the last is now."""
    values = [point.value for point in history if point.value is not None]
    if not values:
        return ()
    low, high = min(values), max(values)
    last = len(history) - 1
    return tuple(
        Column(kind=_kind(point, now=i == last), height=_height(point.value, low, high))
        for i, point in enumerate(history)
    )


def _kind(point: HistoryPoint, *, now: bool) -> str:
    if point.kind.is_failure:
        return "missed"
    return "now" if now else "met"


def _height(value: Fraction | None, low: Fraction, high: Fraction) -> int:
    if value is None:
        return 0
    if high == low:
        return SPARK_HEIGHT // 2
    return _LOWEST + round((value - low) / (high - low) * (SPARK_HEIGHT - _LOWEST))


def spoken(row: ServiceLevelRow) -> str:
    """Return what a sparkline shows, for those who cannot see it."""
    known = [point for point in row.history if point.value is not None]
    if not known:
        return "no history"
    first = known[0]
    course = "" if row.course is None else f", {row.course}"
    missed = sum(point.kind.is_failure for point in row.history)
    return (
        f"{short_period(first.period)} {figure(first.value, row.unit)} to "
        f"{short_period(known[-1].period)} {figure(known[-1].value, row.unit)}, "
        f"missed {missed} of {len(row.history)}{course}"
    )
