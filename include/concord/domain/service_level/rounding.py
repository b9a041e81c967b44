"""Rounding before a value is compared, as a contract words it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import assert_never


class RoundingMode(StrEnum):
    """How a contract rounds before it compares."""

    HALF_UP = "half_up"
    HALF_EVEN = "half_even"
    TRUNCATE = "truncate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounding:
    """Rounding of a value before it is compared, as the contract words it."""

    places: int
    mode: RoundingMode = RoundingMode.HALF_UP

    def apply(self, value: Fraction) -> Fraction:
        """Return `value` rounded to `places` decimals; halves move away from zero or to even."""
        scaled = abs(value) * 10**self.places
        whole, rest = divmod(scaled.numerator, scaled.denominator)
        if self._goes_up(whole, Fraction(rest, scaled.denominator)):
            whole += 1
        rounded = Fraction(whole, 10**self.places)
        return -rounded if value < 0 else rounded

    def _goes_up(self, whole: int, rest: Fraction) -> bool:
        half = Fraction(1, 2)
        match self.mode:
            case RoundingMode.HALF_UP:
                return rest >= half
            case RoundingMode.HALF_EVEN:
                return rest > half or (rest == half and whole % 2 == 1)
            case RoundingMode.TRUNCATE:
                return False
            case _:  # pragma: no cover
                assert_never(self.mode)
