"""Targets of one's own: for single values of a dimension, or stated by the delivered rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from concord.domain.kpi import Expression
from concord.domain.quantity import Direction, Target
from concord.domain.service_level.bands import Bands


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTarget:
    """What is asked of one value of a dimension instead of what is asked of the others."""

    value: str
    target: Target
    bands: Bands


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedTarget:
    """A target that the delivered rows state, in force from a day on (`since`).

    Of the rows of a period and dimension `least` is the smallest figure stated, `different`
    how many different ones there are, and `stating` how many rows state one: unless all state
    the same, nobody can say what was agreed.  `text` is what the agreement says of the figure.
    The bands have no edges.
    """

    since: date
    direction: Direction
    text: str
    least: Expression
    different: Expression
    stating: Expression
    bands: Bands

    def target(self, stated: Decimal) -> Target:
        """Return the target of the stated figure."""
        return Target(direction=self.direction, limit=stated)
