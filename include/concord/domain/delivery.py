"""Deliveries: which files should have come by now, and which of them have not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from concord.domain.agreement import Agreement
from concord.domain.contract import current_term_end
from concord.domain.period import MeasurementPeriod, PeriodLength, period_range
from concord.domain.source import Source
from concord.domain.submission import MissingDelivery, Submission, Verdict


def missing_deliveries(
    agreement: Agreement,
    submissions: Iterable[Submission],
    periods: Iterable[MeasurementPeriod],
    now: datetime,
) -> tuple[MissingDelivery, ...]:
    """Return the deliveries for `periods` that were due by `now` and of which nothing came.

    A file that came and could not be used is not missing: it has an issue of its own.
    Sources without a due rule are never missing, nor are periods outside the contract.
    """
    came = {(s.source, s.period) for s in submissions if s.verdict is not Verdict.MISSING}
    wanted = sorted(set(periods))
    found = [
        MissingDelivery(
            partner=agreement.partner,
            source=source.id,
            service=source.service,
            period=period,
            due=due,
        )
        for source in agreement.sources
        for period in wanted
        if (due := _due_within(agreement, source, period, now)) is not None
        and (source.id, period) not in came
    ]
    return tuple(found)


def noticed(
    agreement: Agreement,
    missing: Iterable[MissingDelivery],
    collected: Mapping[str, datetime],
    now: datetime,
) -> tuple[MissingDelivery, ...]:
    """Return the deliveries whose absence is to be answered for by `now`.

    That is from the due time on, or as much later as is agreed for the source.  `collected`
    says when each drive was last looked at: before it was, nobody can say that a file is not
    there, and an unreachable drive is held against nobody.
    """
    found = []
    for absent in missing:
        seen = collected.get(absent.source)
        since = agreement.source(absent.source).raised_at(absent.period) or absent.due
        if seen is not None and since <= seen and since <= now:
            found.append(absent)
    return tuple(found)


def _due_within(
    agreement: Agreement, source: Source, period: MeasurementPeriod, now: datetime
) -> datetime | None:
    """Return when the delivery was due, or None where none is due by `now`."""
    today = now.astimezone(agreement.zone).date()
    if period.length is not source.covers or not within_contract(agreement, period, today):
        return None
    due = source.due_at(period)
    return due if due is not None and due <= now else None


def within_contract(agreement: Agreement, period: MeasurementPeriod, today: date) -> bool:
    """Say whether any of the period lies within the contract, as its term stands on `today`."""
    contract = agreement.contract
    if contract is None:
        return True
    end = current_term_end(contract, agreement.organisation.calendar, today)
    return period.end >= contract.start and period.start <= end


def delivery_periods(
    agreement: Agreement,
    submissions: Sequence[Submission],
    now: datetime,
    *,
    until_due: bool = False,
) -> tuple[MeasurementPeriod, ...]:
    """Return the periods that are over at `now` and for which files are expected, in order.

    They begin with the first delivered period or the first one with effects, whichever is
    earlier, and never before the contract; of a partner that never delivered, and without
    first effects, only the latest period counts.  With `until_due`, periods remain for
    which some source was due by `now`.  All lengths that sources cover are mixed.
    """
    first = first_expected_day(agreement, submissions)
    today = now.astimezone(agreement.zone).date()
    found: set[MeasurementPeriod] = set()
    for source in agreement.sources:
        # Over in the source's own zone: a night shift abroad ends at another hour.
        last = MeasurementPeriod.before(now.astimezone(source.zone).date(), source.covers)
        for period in _periods_up_to(last, first, source.covers):
            due = _due_within(agreement, source, period, now)
            if within_contract(agreement, period, today) and (due is not None or not until_due):
                found.add(period)
    return tuple(sorted(found, key=lambda p: (p.start, p.end)))


def _periods_up_to(
    last: MeasurementPeriod, first: date | None, length: PeriodLength
) -> tuple[MeasurementPeriod, ...]:
    return period_range(
        last if first is None else MeasurementPeriod.containing(first, length), last
    )


def first_expected_day(agreement: Agreement, submissions: Sequence[Submission]) -> date | None:
    """Return the first day on which anything is expected, or None where nothing tells it."""
    usable = [s.period.start for s in submissions if s.period and s.counts]
    # Without a usable file, even one that could not be used tells that deliveries began.
    came = usable or [s.period.start for s in submissions if s.period]
    effects = [] if agreement.effects_from is None else [agreement.effects_from.start]
    begin = min((*came, *effects), default=None)
    if begin is None or agreement.contract is None:
        return begin
    return max(begin, agreement.contract.start)


def deliveries_within(source: Source, period: MeasurementPeriod) -> tuple[MeasurementPeriod, ...]:
    """Return the periods of `source` that end within `period`: those it has to be fed by."""
    current = MeasurementPeriod.containing(period.start, source.covers)
    found = []
    while current.end <= period.end:
        found.append(current)
        current = MeasurementPeriod.containing(current.end + timedelta(days=1), source.covers)
    return tuple(found)
