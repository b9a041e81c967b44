"""What other terms would have made of periods that are over: the price of a change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from concord.domain.agreement import Agreement
from concord.domain.assessment import Assessment
from concord.domain.notation import counted
from concord.domain.period import MeasurementPeriod
from concord.domain.service_level import Outcome, ServiceLevel

LAST_PERIODS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingChange:
    """How often a service level failed in its last periods, and would under other terms.

    Only the total counts, and only periods that both rate.
    """

    service_level: str
    periods: tuple[MeasurementPeriod, ...]
    failed: tuple[MeasurementPeriod, ...]
    would_fail: tuple[MeasurementPeriod, ...]

    @property
    def words(self) -> str:
        """The change as a sentence."""
        many = counted(len(self.periods), "period")
        return (
            f"{self.service_level}: {len(self.would_fail)} of the last {many} "
            f"would have been missed; {len(self.failed)} were"
        )


def always(agreement: Agreement) -> Agreement:
    """Return the agreement as if its newest service levels and credits had held all along."""
    levels = tuple(_always(level) for level in agreement.service_levels)
    regimes = tuple(regime.newest for regime in agreement.credits)
    return replace(agreement, service_levels=levels, credits=regimes)


def _always(level: ServiceLevel) -> ServiceLevel:
    if not level.terms:
        return level
    newest = replace(level.terms[-1], since=level.since)
    return replace(level, terms=(newest,))


def rating_changes(
    before: Iterable[Assessment], after: Iterable[Assessment]
) -> tuple[RatingChange, ...]:
    """Return for each service level what became of its last periods, before and after."""
    old, new = _totals(before), _totals(after)
    return tuple(
        change
        for level in old
        if (change := _change(level, old[level], new.get(level, {}))) is not None
    )


_ByPeriod = dict[MeasurementPeriod, Outcome]


def _totals(assessments: Iterable[Assessment]) -> dict[str, _ByPeriod]:
    found: dict[str, _ByPeriod] = {}
    for assessment in assessments:
        for outcome in assessment.outcomes:
            if not outcome.dimension and outcome.kind.is_rated:
                found.setdefault(outcome.service_level, {})[outcome.period] = outcome
    return found


def _change(level: str, old: _ByPeriod, new: _ByPeriod) -> RatingChange | None:
    rated = sorted(old.keys() & new.keys(), key=lambda period: period.end)[-LAST_PERIODS:]
    if not rated:
        return None
    return RatingChange(
        service_level=level,
        periods=tuple(rated),
        failed=_failures(rated, old),
        would_fail=_failures(rated, new),
    )


def _failures(
    periods: Sequence[MeasurementPeriod], outcomes: _ByPeriod
) -> tuple[MeasurementPeriod, ...]:
    return tuple(period for period in periods if outcomes[period].kind.is_failure)
