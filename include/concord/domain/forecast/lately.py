"""What the last weeks came to: how a rest would come in that is like them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from concord.domain.forecast.day_figure import DayFigure, pooled
from concord.domain.quantity import Target

WEEKS = 8
"""How many weeks a forecast goes by: their figures, and their volumes by weekday."""

_DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Lately:
    """What the last eight weeks came to, pooled, and the best and worst single one of them."""

    value: Fraction
    best: Fraction
    worst: Fraction


def is_recent(day: date, as_of: date) -> bool:
    """Say whether a day lies in the eight weeks up to `as_of`."""
    return 0 <= _weeks_before(as_of, day) < WEEKS


def _weeks_before(as_of: date, day: date) -> int:
    """Return how many whole weeks, each ending on its weekday, lie between."""
    return (as_of - day).days // _DAYS


def lately(figures: Sequence[DayFigure], as_of: date, target: Target, unit: str) -> Lately | None:
    """Return what the eight weeks up to `as_of` came to; None where they had no volume.

    Weeks are counted back from that day, so that each is a whole one.
    """
    weeks: dict[int, list[DayFigure]] = defaultdict(list)
    for figure in figures:
        if is_recent(figure.day, as_of):
            weeks[_weeks_before(as_of, figure.day)].append(figure)
    value = pooled((figure for days in weeks.values() for figure in days), unit)
    single = [week for days in weeks.values() if (week := pooled(days, unit)) is not None]
    if value is None:
        return None
    return Lately(
        value=value, best=min(single, key=target.distance), worst=max(single, key=target.distance)
    )
