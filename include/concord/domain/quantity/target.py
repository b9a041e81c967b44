"""Targets: which figures keep to an agreement."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import assert_never

from concord.domain.quantity.number import NUMBER
from concord.domain.quantity.spelling import QuantityError, trimmed
from concord.domain.quantity.unit import parse_in_unit

_RANGE = re.compile(rf"within +({NUMBER}) *(\D*?) *(?:–|-|(?<= )to(?= )) *({NUMBER})(.*)")


class Direction(StrEnum):
    """On which side of its target a figure keeps to the agreement."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    WITHIN = "within"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What was agreed for a KPI, in the KPI's unit (percent points for percentages).

    `limit` is the agreed figure; only `within` has an `upper` one too, both ends included.
    """

    direction: Direction
    limit: Decimal
    upper: Decimal | None = None

    def is_met_by(self, value: Fraction) -> bool:
        """Say whether `value`, rounded as agreed, keeps to the target."""
        return self.distance(value) <= 0

    def distance(self, value: Fraction) -> Fraction:
        """Return how far `value` lies on the wrong side of the target; 0 or less when met."""
        match self.direction:
            case Direction.AT_LEAST:
                return Fraction(self.limit) - value
            case Direction.AT_MOST:
                return value - Fraction(self.limit)
            case Direction.WITHIN:
                return max(Fraction(self.limit) - value, value - Fraction(self.top))
            case _:  # pragma: no cover
                assert_never(self.direction)

    @property
    def top(self) -> Decimal:
        """The upper end of a `within` target; the limit itself for the one-sided ones."""
        return self.limit if self.upper is None else self.upper


_ONE_SIDED = {"at least": Direction.AT_LEAST, "at most": Direction.AT_MOST}


def parse_target(text: str, unit: str) -> Target:
    """Read `at least 80 %`, `at most 6 min` or `within 360–420 s` in the KPI's `unit`."""
    bare = trimmed(text)
    if match := re.fullmatch(r"(at least|at most) +(\S.*)", bare):
        return Target(direction=_ONE_SIDED[match[1]], limit=parse_in_unit(match[2], unit))
    if match := _RANGE.fullmatch(bare):
        behind = match[4].strip(" ")
        before = match[2] or behind
        low = parse_in_unit(f"{match[1]} {before}", unit)
        high = parse_in_unit(f"{match[3]} {behind}", unit)
        if low > high:
            raise QuantityError(text, "a range from its lower to its upper end")
        return Target(direction=Direction.WITHIN, limit=low, upper=high)
    raise QuantityError(text, "a target such as at least 80 %, at most 30 s or within 360–420 s")
