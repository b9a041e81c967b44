"""What is needed still: the value over the rest with which a period just reaches its target."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from concord.domain.forecast.interval import Bound, Interval
from concord.domain.kpi import Kpi
from concord.domain.quantity import PERCENT, SECONDS

_ZERO = Bound(value=Fraction(0))
_WHOLE = Bound(value=Fraction(100))


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningRatio:
    """A ratio in the middle of its period: its sums so far, and the volume still expected."""

    numerator: Fraction
    denominator: Fraction
    rest: Fraction
    unit: str

    def ending(self, value: Fraction) -> Fraction:
        """Return what the period comes to if the rest comes in at `value`; both in the unit.

        There must be volume, so far or in the rest.
        """
        sums = self._scale * self.numerator + value * self.rest
        return sums / (self.denominator + self.rest)

    def needed(self, accepted: Interval) -> Interval:
        """Return the values over the rest that bring the period to an accepted one.

        There must be a rest.
        """
        return accepted.moved(
            lambda end: (
                (end * (self.denominator + self.rest) - self._scale * self.numerator) / self.rest
            )
        )

    @property
    def _scale(self) -> int:
        return 100 if self.unit == PERCENT else 1


def possible(kpi: Kpi) -> Interval:
    """Return the values that a KPI can have at all.

    Percentages lie between 0 and 100, unless they may be more, and no time is shorter than
    none.  Of other units nothing is known.
    """
    if kpi.unit == PERCENT:
        return Interval(low=_ZERO, high=None if kpi.may_exceed_100 else _WHOLE)
    return Interval(low=_ZERO) if kpi.unit == SECONDS else Interval()
