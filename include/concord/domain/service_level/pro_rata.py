"""Terms that change within a period and hold by day: their mean, weighted by their days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from concord.domain.kpi import terminating
from concord.domain.period import MeasurementPeriod
from concord.domain.quantity import Direction, Target
from concord.domain.service_level.bands import Band, Bands
from concord.domain.service_level.basis import TargetPart
from concord.domain.service_level.terms import Applies, Terms

_PLACES = 15
"""Figures that are shares of fewer than some billions never fall between a mean of which the
digits do not end and the same mean cut off here."""

_Weighted = Sequence[tuple[Terms, int]]


def by_day(terms: Sequence[Terms], period: MeasurementPeriod) -> Terms:
    """Return what holds in a period of which `terms` cover all days, by their first days.

    That is the last of them, or their mean where that applies by day: the target, the
    thresholds and the edges of those bands that the last one has.
    """
    last = terms[-1]
    if last.applies is Applies.LAST_DAY or last.since <= period.start:
        return last
    weighted = [each for each in _weighted(terms, period) if each[1]]
    return _mean(weighted) if all(_fits(each, last) for each, _ in weighted) else last


def _weighted(terms: Sequence[Terms], period: MeasurementPeriod) -> Iterable[tuple[Terms, int]]:
    """Yield the terms with how many of the period's days each is in force."""
    ends = [later.since - timedelta(days=1) for later in terms[1:]]
    for each, end in zip(terms, [*ends, period.end], strict=True):
        days = (min(end, period.end) - max(each.since, period.start)).days + 1
        yield each, max(days, 0)


def _fits(one: Terms, last: Terms) -> bool:
    """Say whether a mean of both has a meaning."""
    same_side = one.target.direction is last.target.direction
    return same_side and (one.share_of_days is None) == (last.share_of_days is None)


def _mean(weighted: _Weighted) -> Terms:
    last = weighted[-1][0]
    parts = [
        TargetPart(since=each.since, days=days, target=each.rated_target)
        for each, days in weighted
    ]
    share = _of(
        [(each.share_of_days or Decimal(0), days) for each, days in weighted], Direction.AT_LEAST
    )
    return replace(
        last,
        target=_mean_target([(each.target, days) for each, days in weighted]),
        minimum=_mean_minimum(weighted),
        bands=_mean_bands(weighted),
        share_of_days=None if last.share_of_days is None else share,
        parts=tuple(parts),
    )


def _mean_target(targets: Sequence[tuple[Target, int]]) -> Target:
    direction = targets[0][0].direction
    match direction:
        case Direction.AT_LEAST | Direction.AT_MOST:
            limits = [(target.limit, days) for target, days in targets]
            return Target(direction=direction, limit=_of(limits, direction))
        case Direction.WITHIN:
            low = _of([(target.limit, days) for target, days in targets], Direction.AT_LEAST)
            high = _of([(target.top, days) for target, days in targets], Direction.AT_MOST)
            return Target(direction=direction, limit=low, upper=high)
        case _:  # pragma: no cover
            assert_never(direction)


def _mean_minimum(weighted: _Weighted) -> Target | None:
    """Return the mean of the lower thresholds, that of the last terms where one has none."""
    found = [(each.minimum, days) for each, days in weighted if each.minimum is not None]
    last = weighted[-1][0].minimum
    return _mean_target(found) if last is not None and len(found) == len(weighted) else last


def _mean_bands(weighted: _Weighted) -> Bands:
    """Return the last terms' bands; where earlier ones lack one, its edge is taken as theirs."""
    last = weighted[-1][0]
    direction = last.rated_target.direction
    steps = []
    for step in last.bands.steps:
        edges = [(_edge(each.bands, step), days) for each, days in weighted]
        steps.append(Band(name=step.name, edge=_of(edges, direction)))
    return Bands(steps=tuple(steps), beyond=last.bands.beyond)


def _edge(bands: Bands, wanted: Band) -> Decimal:
    found = (step.edge for step in bands.steps if step.name == wanted.name)
    return next(found, wanted.edge)


def _of(weighted: Sequence[tuple[Decimal, int]], direction: Direction) -> Decimal:
    """Return the mean; where its digits do not end, cut on the side that is easier to keep to."""
    days = sum(count for _, count in weighted)
    exact = sum((Fraction(figure) * count for figure, count in weighted), Fraction(0)) / days
    whole = terminating(exact)
    if whole is not None:
        return whole
    scaled = exact * 10**_PLACES
    cut = scaled.numerator // scaled.denominator
    return Decimal(f"{cut if direction is Direction.AT_LEAST else cut + 1}E-{_PLACES}")
