"""Bands: how badly a service level was missed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from concord.domain.quantity import Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """One band of a miss.  The edge still belongs to it, the milder side."""

    name: str
    edge: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Bands:
    """How badly a service level was missed, mildest band first.

    For *at least* the edges are lower ends, for *at most* upper ends, for *within* the
    distance outside the range.  `beyond` names what lies past the last edge.
    """

    steps: tuple[Band, ...] = ()
    beyond: str | None = None

    def of_miss(self, value: Fraction, target: Target) -> str | None:
        """Return the name of the band of a value that missed `target`.

        Past the last edge without a name of its own, the worst band stands.
        """
        for step in self.steps:
            if _reaches(value, step.edge, target):
                return step.name
        if self.beyond is not None:
            return self.beyond
        return self.steps[-1].name if self.steps else None

    @property
    def names(self) -> tuple[str, ...]:
        """All band names, mildest first."""
        named = tuple(step.name for step in self.steps)
        return named if self.beyond is None else (*named, self.beyond)


def _reaches(value: Fraction, edge: Decimal, target: Target) -> bool:
    if target.upper is not None:
        return target.distance(value) <= edge
    return Target(direction=target.direction, limit=edge).is_met_by(value)


def shifted(bands: Bands, target: Target, to: Target) -> Bands:
    """Return bands of `target` as far from another target of the same direction.

    Distances outside a range stay as they are.
    """
    if target.upper is not None:
        return bands
    by = to.limit - target.limit
    steps = tuple(Band(name=step.name, edge=step.edge + by) for step in bands.steps)
    return Bands(steps=steps, beyond=bands.beyond)
