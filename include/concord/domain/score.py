"""The overall score: one figure for how near a partner came to all that was agreed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from concord.domain.kpi import TOTAL
from concord.domain.quantity import Direction, Target
from concord.domain.service_level import Outcome, OutcomeKind, ServiceLevel

_WHOLE = Fraction(1)
_NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A score from 0 to 100, None when nothing could be rated.

    `unscored` names the service levels in force that had no data: their weights were
    spread over the others.
    """

    value: Fraction | None
    unscored: tuple[str, ...]


def attainment(target: Target, value: Fraction) -> Fraction:
    """Return how far `value` attains `target`, between 0 and 1.

    Value to target, target to value where lower is better; a range is attained or not.
    Where the quotient would mean nothing (a target or value of zero or less), a met target
    is attained in full and a missed one not at all.
    """
    if target.is_met_by(value):
        return _WHOLE
    limit = Fraction(target.limit)
    if target.direction is Direction.WITHIN or limit <= 0 or value <= 0:
        return _NOTHING
    return value / limit if target.direction is Direction.AT_LEAST else limit / value


def attainment_of(outcome: Outcome) -> Fraction | None:
    """Return the attainment of a rated outcome by the value it was judged by, else None.

    A miss whose value does not show it attained nothing: so does one that was agreed for
    data that did not come, or the score would reward silence.
    """
    if not outcome.kind.is_rated:
        return None
    target, value = outcome.target, outcome.compared_value
    attained = None if target is None or value is None else attainment(target, value)
    if outcome.kind.is_failure and attained in {None, _WHOLE}:
        return _NOTHING
    return attained


def overall_score(levels: Iterable[ServiceLevel], outcomes: Sequence[Outcome]) -> Score:
    """Return the weighted mean of the attainments of the levels' totals.

    Several outcomes of one level, such as those of its weeks, count as their mean.  Levels
    that are not in force do not count at all.
    """
    points, weights = _NOTHING, Decimal(0)
    unscored = []
    for level in levels:
        own = [
            o
            for o in outcomes
            if o.service_level == level.id
            and o.dimension == TOTAL
            and o.kind is not OutcomeKind.NOT_IN_FORCE
        ]
        attained = [a for o in own if (a := attainment_of(o)) is not None]
        if attained:
            points += Fraction(level.weight) * sum(attained, _NOTHING) / len(attained)
            weights += level.weight
        elif own:
            unscored.append(level.id)
    value = points / Fraction(weights) * 100 if weights else None
    return Score(value=value, unscored=tuple(unscored))
