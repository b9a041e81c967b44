"""Intervals of exact values: what keeps to a target, what is needed, what is possible."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import assert_never

from concord.domain.quantity import Direction, Target
from concord.domain.service_level import Rounding, RoundingMode


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

    def meets(self, other: Interval) -> bool:
        """Say whether the two share a value."""
        lows = [bound for bound in (self.low, other.low) if bound is not None]
        highs = [bound for bound in (self.high, other.high) if bound is not None]
        return all(_is_room(low, high) for low in lows for high in highs)

    def within(self, other: Interval) -> Interval:
        """Return the ends that say anything of the values of `other`; the rest is left open."""
        low = self.low if _cuts(self.low, other.low, 1) else None
        high = self.high if _cuts(self.high, other.high, -1) else None
        return Interval(low=low, high=high)

    def moved(self, move: Callable[[Fraction], Fraction]) -> Interval:
        """Return the interval with its ends put through `move`, which keeps their order."""
        return Interval(low=_moved(self.low, move), high=_moved(self.high, move))


def _is_room(low: Bound, high: Bound) -> bool:
    if low.value == high.value:
        return low.included and high.included
    return low.value < high.value


def _cuts(end: Bound | None, other: Bound | None, sign: int) -> bool:
    """Say whether an end leaves out some of what `other` begins with."""
    if end is None or other is None:
        return end is not None
    beyond = (end.value - other.value) * sign
    return beyond > 0 or (beyond == 0 and other.included and not end.included)


def _moved(bound: Bound | None, move: Callable[[Fraction], Fraction]) -> Bound | None:
    if bound is None:
        return None
    return Bound(value=move(bound.value), included=bound.included)


def accepted(target: Target, rounding: Rounding | None) -> Interval:
    """Return the exact values that keep to a target once they are rounded as agreed."""
    match target.direction:
        case Direction.AT_LEAST:
            return Interval(low=_lowest(Fraction(target.limit), rounding))
        case Direction.AT_MOST:
            return Interval(high=_highest(Fraction(target.limit), rounding))
        case Direction.WITHIN:
            return Interval(
                low=_lowest(Fraction(target.limit), rounding),
                high=_highest(Fraction(target.top), rounding),
            )
        case _:  # pragma: no cover
            assert_never(target.direction)


def _lowest(limit: Fraction, rounding: Rounding | None) -> Bound:
    """Return from where on values, once rounded, are no less than `limit`."""
    if rounding is None:
        return Bound(value=limit)
    unit = Fraction(1, 10**rounding.places)
    reached = ceil(limit / unit) * unit
    edge = reached - unit / 2
    if rounding.mode is RoundingMode.TRUNCATE:
        # What is cut off brings a negative value nearer to zero, and so up.
        edge = reached if reached > 0 else reached - unit
    return Bound(value=edge, included=rounding.apply(edge) >= reached)


def _highest(limit: Fraction, rounding: Rounding | None) -> Bound:
    # Every mode rounds a negative value as its positive twin.
    mirrored = _lowest(-limit, rounding)
    return Bound(value=-mirrored.value, included=mirrored.included)
