"""Intervals of exact values: what keeps to a target, what is needed, what is possible."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """An end of an interval; one that is not `included` is only approached."""

    value: Fraction
    included: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """All values between two ends; None leaves an end open without limit."""

    low: Bound | None = None
    high: Bound | None = None

    def __contains__(self, value: Fraction) -> bool:
        return _reaches(self.low, value, 1) and _reaches(self.high, value, -1)

    def meets(self, other: Interval) -> bool:
        """Say whether the two share a value."""
        return _overlaps(self.low, other.high) and _overlaps(other.low, self.high)


def _reaches(bound: Bound | None, value: Fraction, sign: int) -> bool:
    if bound is None:
        return True
    beyond = (value - bound.value) * sign
    return beyond > 0 or (beyond == 0 and bound.included)


def _overlaps(low: Bound | None, high: Bound | None) -> bool:
    if low is None or high is None:
        return True
    if low.value == high.value:
        return low.included and high.included
    return low.value < high.value
