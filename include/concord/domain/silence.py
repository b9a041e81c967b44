"""Silence: when a period that was not delivered whole begins to count as a miss."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from concord.domain.agreement import Agreement
from concord.domain.delivery import first_expected_day, within_contract
from concord.domain.period import MeasurementPeriod, period_range
from concord.domain.quantity import moment_after
from concord.domain.service_level import ServiceLevel
from concord.domain.source import Source
from concord.domain.submission import Submission


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """Which periods count as missed by `now` for want of data.

    `collected` says when each source's drive was last looked at, None where the files lie at
    hand: what nobody could look for is held against nobody.
    """

    agreement: Agreement
    now: datetime
    collected: Mapping[str, datetime] | None = None

    def counts(self, level: ServiceLevel, period: MeasurementPeriod) -> bool:
        """Say whether the period, if it is incomplete, counts as a miss of `level`."""
        source = source_of(self.agreement, level)
        since = None if source is None else counts_from(self.agreement, level, source, period)
        if source is None or since is None or since > self.now:
            return False
        if self.collected is None:
            return True
        seen = self.collected.get(source.id)
        return seen is not None and seen >= since

    def inputs(self, period: MeasurementPeriod) -> Iterator[str]:
        """Yield what a period's figures depend on: the levels for which silence counts."""
        for level in self.agreement.service_levels:
            if level.period == period.length and self.counts(level, period):
                yield f"silence counts for {level.id}"


def source_of(agreement: Agreement, level: ServiceLevel) -> Source | None:
    """Return the source whose rows a level is rated by; None where deliveries are counted."""
    kpi = agreement.kpi(level.kpi)
    return None if kpi.rate is not None else agreement.source(kpi.source)


def counts_from(
    agreement: Agreement, level: ServiceLevel, source: Source, period: MeasurementPeriod
) -> datetime | None:
    """Return from when on an incomplete period counts as a miss, or None for never.

    Outside the contract nothing is owed.
    """
    since = overdue_from(level, source, period)
    if since is None or not within_contract(agreement, period, since.date()):
        return None
    return since


def overdue_from(
    level: ServiceLevel, source: Source, period: MeasurementPeriod
) -> datetime | None:
    """Return the moment as long after the last delivery was due as the level says, if it does."""
    if level.if_incomplete is None:
        return None
    due = source.due_at(MeasurementPeriod.containing(period.end, source.covers))
    if due is None:
        return None
    return moment_after(due, level.if_incomplete.after, source.calendar)


def silent_periods(
    agreement: Agreement, submissions: Sequence[Submission], now: datetime
) -> Iterator[tuple[MeasurementPeriod, Source]]:
    """Yield the periods for which silence counts by `now`, each with the source that owes them.

    They are there even where nothing was ever delivered.
    """
    first = first_expected_day(agreement, submissions)
    silence = Silence(agreement=agreement, now=now)
    for level in agreement.service_levels:
        source = source_of(agreement, level)
        if level.if_incomplete is None or source is None or first is None:
            continue
        today = now.astimezone(source.zone).date()
        begin, last = (MeasurementPeriod.containing(day, level.period) for day in (first, today))
        for period in period_range(begin, last):
            if silence.counts(level, period):
                yield period, source
