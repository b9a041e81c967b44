"""A share of days in the middle of its period: days left against days needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysNeeded:
    """Days counted so far, how many of them kept to the target, and how many more must.

    `needed` counts days still to come; more than are `left` cannot be.
    """

    counted: int
    kept: int
    left: int
    needed: int

    @property
    def is_reachable(self) -> bool:
        """Say whether the days left can bring the share about."""
        return self.needed <= self.left

    def ending(self, keeping: Fraction) -> Fraction:
        """Return the share in percent if `keeping` (0 to 1) of the days left keep to it.

        There must be days, so far or left.
        """
        return 100 * (self.kept + keeping * self.left) / (self.counted + self.left)

    def ends_well(self, keeping: Fraction) -> bool:
        """Say whether the share is reached if `keeping` (0 to 1) of the days left keep to it."""
        return keeping * self.left >= self.needed


def days_needed(
    kept: int, counted: int, left: int, suffices: Callable[[Fraction], bool]
) -> DaysNeeded:
    """Return what is needed after `counted` days, of which so many `kept` to the target.

    `suffices` judges a share of all days in percent points; that of all of them is the best.
    """
    whole = max(counted + left, 1)
    enough = (n for n in range(left + 1) if suffices(Fraction(100 * (kept + n), whole)))
    return DaysNeeded(counted=counted, kept=kept, left=left, needed=next(enough, left + 1))
