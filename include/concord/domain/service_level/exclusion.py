"""Exclusions: what relief left out of a period, and what that did to its value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from concord.domain.relief import Drops, ReliefCause, ReliefState


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """One relief that touches a period, what it left out, and its effect.

    `days` are the source's days that it touches in the period, `rows` how many accepted rows
    it left out.  `value_without` is what the outcome's value would be without this relief
    alone.  What does not count, by its `state`, left out nothing.
    """

    relief: str
    cause: ReliefCause
    drops: Drops
    state: ReliefState = ReliefState.COUNTED
    approved_by: str | None = None
    evidence: str = ""
    days: tuple[date, ...] = ()
    rows: int = 0
    value_without: Fraction | None = None

    @property
    def counts(self) -> bool:
        """Say whether anything was left out on its account."""
        return self.state is ReliefState.COUNTED
