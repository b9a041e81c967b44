"""Repeat failures: a miss after a miss."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from concord.domain.kpi import TOTAL, Dimension
from concord.domain.opening import Opening
from concord.domain.service_level import Outcome

_Series = tuple[str, Dimension]


def with_repeats(
    outcomes: Iterable[Outcome], opening: Opening | None = None
) -> tuple[Outcome, ...]:
    """Return `outcomes`, any number of periods, in order of periods with repeat status.

    A failure is a repeat when the last earlier *rated* period of the same service level and
    dimension failed too; relieved, incomplete and no-data periods neither count toward a
    streak nor break it.  What `opening` says failed last stands, for the total, before the
    first period that ends after it.
    """
    failed: dict[_Series, bool] = {}
    inherited = {(level, TOTAL) for level in opening.failed_last_period} if opening else set()
    result = []
    for outcome in sorted(outcomes, key=lambda o: o.period.start):
        series = (outcome.service_level, outcome.dimension)
        if series in inherited and opening is not None and opening.is_before(outcome.period):
            inherited.remove(series)
            failed[series] = True
        repeat = outcome.kind.is_failure and failed.get(series, False)
        if outcome.kind.is_rated:
            failed[series] = outcome.kind.is_failure
        result.append(outcome if outcome.repeat == repeat else replace(outcome, repeat=repeat))
    return tuple(result)
