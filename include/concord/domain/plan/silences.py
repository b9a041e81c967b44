"""The plan's ends of patience: when what is incomplete begins to count as a miss."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from concord.domain.agreement import Agreement
from concord.domain.people import Side, with_role
from concord.domain.period import MeasurementPeriod
from concord.domain.plan.entry import PlanKind, PlannedEntry
from concord.domain.service_level import CountsAs, ServiceLevel
from concord.domain.silence import counts_from, overdue_from, source_of


def ends_of_silence(agreement: Agreement, first: date, last: date) -> Iterator[PlannedEntry]:
    """Yield from when on incomplete periods count as misses, by service level, newest first."""
    managers = with_role(agreement.people, Side.PARTNER, "operations_manager")
    for level in agreement.service_levels:
        if level.if_incomplete is None:
            continue
        for period, moment in _moments(agreement, level, first, last):
            yield PlannedEntry(
                partner=agreement.partner,
                kind=PlanKind.SILENCE,
                identity=f"silence/{level.id}/{period}",
                day=moment.date(),
                what=_words(level, level.if_incomplete, period),
                who=tuple(person.id for person in managers),
                at=moment,
            )


def _words(level: ServiceLevel, rule: CountsAs, period: MeasurementPeriod) -> str:
    return f"{level.id} for {period} counts as {rule.band} if it is incomplete"


def _moments(
    agreement: Agreement, level: ServiceLevel, first: date, last: date
) -> Iterator[tuple[MeasurementPeriod, datetime]]:
    source = source_of(agreement, level)
    if source is None:
        return
    period = MeasurementPeriod.containing(last, level.period)
    while (moment := overdue_from(level, source, period)) is not None and moment.date() >= first:
        if counts_from(agreement, level, source, period) and level.is_in_force(period):
            yield period, moment
        period = period.previous()
