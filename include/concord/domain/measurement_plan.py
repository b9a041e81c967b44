"""What is to be measured: for which periods, from which sources, and on what it depends."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from concord.domain.agreement import Agreement
from concord.domain.delivery import delivery_periods
from concord.domain.kpi import Kpi
from concord.domain.period import (
    MeasurementPeriod,
    PeriodLength,
    PeriodRule,
    RollingMonths,
    period_range,
)
from concord.domain.silence import silent_periods
from concord.domain.source import Source
from concord.domain.submission import Submission

ENGINE = "3"
"""The version of the rules that make figures from rows; a new one computes all of them anew."""


Plan = Mapping[MeasurementPeriod, frozenset[str]]
"""The periods to measure, each with the sources it is measured from."""


def lengths_of(kpi: Kpi, agreement: Agreement) -> frozenset[PeriodRule]:
    """Return for how long periods a KPI is measured: its service levels', or its source's."""
    rated = {level.period for level in agreement.service_levels if level.kpi == kpi.id}
    if kpi.rate is not None:
        return frozenset(rated or {PeriodLength.MONTH})
    return frozenset(rated or {agreement.source(kpi.source).covers})


def is_over(period: MeasurementPeriod, zone: ZoneInfo, now: datetime) -> bool:
    """Say whether the last day of `period` has ended in `zone`."""
    return datetime.combine(period.end + timedelta(days=1), time(), zone) <= now


def is_full(period: MeasurementPeriod, delivered: Iterable[date]) -> bool:
    """Say whether a rolling period lies within the time of deliveries, by their first days.

    In its first months there are no figures for all of it, and nobody failed to send them.
    Other periods count as full: one in which deliveries begin lacks what came before.
    """
    if not isinstance(period.length, RollingMonths):
        return True
    return any(day.replace(day=1) <= period.start for day in delivered)


def planned_periods(
    agreement: Agreement, submissions: Sequence[Submission], now: datetime
) -> Plan:
    """Return every period that has figures, with the sources they come from.

    From a source's first period with data to the partner's last one, without gaps: a month
    without a file is there, and what it lacks shows.  Where silence counts as a miss, the
    periods of which nothing came at all are there too.  A month in which the outcomes of other
    periods earn credits is there too.
    """
    plan: dict[MeasurementPeriod, set[str]] = defaultdict(set)
    for source in agreement.sources:
        span = _span(source, submissions, now)
        if span is None:
            continue
        paid = _paid_lengths(source, agreement)
        for length in _lengths(source, agreement) | ({PeriodLength.MONTH} if paid else set()):
            first, last = (MeasurementPeriod.containing(day, length) for day in span)
            for period in period_range(first, last):
                plan[period].add(source.id)
                if length in paid and is_over(period, source.zone, now):
                    # Even a month of which nothing was delivered takes the credit.
                    month = MeasurementPeriod.containing(period.end, PeriodLength.MONTH)
                    plan.setdefault(month, set())
    for period, source in silent_periods(agreement, submissions, now):
        plan[period].add(source.id)
        if period.length in _paid_lengths(source, agreement):
            plan.setdefault(MeasurementPeriod.containing(period.end, PeriodLength.MONTH), set())
    for period in _counted_periods(agreement, submissions, now):
        plan.setdefault(period, set())
    return {period: frozenset(plan[period]) for period in sorted(plan)}


def _counted_periods(
    agreement: Agreement, submissions: Sequence[Submission], now: datetime
) -> Iterator[MeasurementPeriod]:
    """Yield the periods whose deliveries are counted: also those of which none came."""
    counting = [kpi for kpi in agreement.kpis if kpi.rate is not None]
    expected = delivery_periods(agreement, submissions, now) if counting else ()
    for kpi in counting:
        covered = {s.covers for s in agreement.sources if s.id in kpi.deliveries}
        for length in lengths_of(kpi, agreement):
            for period in expected:
                if period.length in covered:
                    yield MeasurementPeriod.containing(period.end, length)


def _lengths(source: Source, agreement: Agreement) -> frozenset[PeriodRule]:
    kpis = (kpi for kpi in agreement.kpis if kpi.source == source.id)
    return frozenset(length for kpi in kpis for length in lengths_of(kpi, agreement))


def _paid_lengths(source: Source, agreement: Agreement) -> frozenset[PeriodRule]:
    kpis = {kpi.id for kpi in agreement.kpis if kpi.source == source.id}
    paid = {regime.service for regime in agreement.credits}
    return frozenset(
        level.period
        for level in agreement.service_levels
        if level.kpi in kpis and level.bears_money and level.service in paid
    )


def _span(
    source: Source, submissions: Sequence[Submission], now: datetime
) -> tuple[date, date] | None:
    """Return the first and last day that a source's figures cover.

    What other sources, or files that cannot be used, say of later days counts as far as
    those have begun: such a day lacks this source's data.
    """
    own = [s for s in submissions if s.source == source.id and s.period is not None]
    usable = [s for s in own if s.counts]
    starts = [s.period.start for s in usable or own if s.period is not None]
    if not starts:
        return None
    today = now.astimezone(source.zone).date()
    others = [s.period.end for s in submissions if s.period is not None]
    ends = [s.period.end for s in usable if s.period is not None]
    return min(starts), max([*ends, min(max(others), today), min(starts)])


def inputs_of(
    plan: Plan,
    submissions: Iterable[Submission],
    agreement: Agreement,
    now: datetime,
    counted: Mapping[MeasurementPeriod, Sequence[str]] = MappingProxyType({}),
) -> Mapping[MeasurementPeriod, str]:
    """Return for every period of `plan` the content hash of all that its figures depend on.

    That is the rows delivered, in order of arrival, the agreement, whether the period is
    over, and the version of the rules; `counted` is what the KPIs that count deliveries
    depend on beside these.
    """
    delivered = [
        (s.source, s.period.start, s.period.end, f"{s.sha256} {s.observations} {s.period}")
        for s in submissions
        if s.counts and s.period is not None
    ]
    hashes = {}
    for period, sources in plan.items():
        first, last = period.start, period.end
        parts = [ENGINE, agreement.version, *counted.get(period, ())]
        for source in agreement.sources:
            if source.id in sources:
                began = [start for id_, start, _, _ in delivered if id_ == source.id]
                parts += [source.id, str(is_over(period, source.zone, now))]
                parts += [] if is_full(period, began) else ["not full"]
                parts += [
                    line
                    for id_, start, end, line in delivered
                    if id_ == source.id and start <= last and first <= end
                ]
        hashes[period] = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return hashes
