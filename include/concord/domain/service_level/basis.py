"""What an outcome's value and target were made of, where that is more than one figure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from concord.domain.quantity import Target


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedDay:
    """A day that did not keep to the day's target; `value` is rounded as agreed."""

    day: date
    value: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedDays:
    """The days with enough data: how many there are, and which of them failed `target`."""

    target: Target
    counted: int
    failed: tuple[FailedDay, ...] = ()

    @property
    def good(self) -> int:
        """How many days kept to the target."""
        return self.counted - len(self.failed)

    @property
    def share(self) -> Fraction | None:
        """The share of good days in percent; None where no day is counted."""
        return Fraction(100 * self.good, self.counted) if self.counted else None


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetPart:
    """A target that held for so many days of a period, from `since` on."""

    since: date
    days: int
    target: Target
