"""Reminders of deliveries: which are due soon, and which should have come and have not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from concord.domain.agreement import Agreement
from concord.domain.delivered import NOTHING, delivered
from concord.domain.delivery import delivery_periods, within_contract
from concord.domain.delivery_promise import Promise
from concord.domain.delivery_rungs import Rung, reached, rungs_after, rungs_before
from concord.domain.period import MeasurementPeriod
from concord.domain.source import Source
from concord.domain.submission import Submission


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryNotice:
    """A delivery of which people are to hear, by the latest rung that has come.

    `came` is the last file, which cannot be used, None where there was none.  `promised` is
    the later moment that was agreed on: the rungs count from it.
    """

    source: str
    period: MeasurementPeriod
    due: datetime
    rung: Rung
    came: Submission | None = None
    promised: datetime | None = None


def due_soon(
    agreement: Agreement, submissions: Iterable[Submission], now: datetime
) -> tuple[DeliveryNotice, ...]:
    """Return the deliveries still to come whose reminders have begun, by due time."""
    came = delivered(submissions)
    found = []
    for source in agreement.sources:
        for period, due in _ahead(source, now):
            rung = reached(rungs_before(source, period), now)
            state = came.get((source.id, period), NOTHING)
            if rung is not None and state.is_open and _is_expected(agreement, period, now):
                notice = DeliveryNotice(
                    source=source.id, period=period, due=due, rung=rung, came=state.last
                )
                found.append(notice)
    return tuple(sorted(found, key=_by_due))


def _ahead(source: Source, now: datetime) -> Iterator[tuple[MeasurementPeriod, datetime]]:
    """Yield the periods whose delivery is due after `now` and may be reminded of by then."""
    period = MeasurementPeriod.containing(now.astimezone(source.zone).date(), source.covers)
    while reached(rungs_before(source, period.next()), now) is not None:
        period = period.next()
    while (due := source.due_at(period)) is not None and due > now:
        yield period, due
        period = period.previous()


def chased(
    agreement: Agreement,
    submissions: Sequence[Submission],
    collected: Mapping[str, datetime],
    promises: Iterable[Promise],
    now: datetime,
) -> tuple[DeliveryNotice, ...]:
    """Return the deliveries that were due and are to be chased, by due time.

    `collected` says when each source's drive was last looked at: what came later is not known,
    so that no rung after that moment counts.  A file that waits for a decision is not chased;
    one that was refused is.
    """
    came = delivered(submissions)
    answers = {(promise.source, promise.period): promise for promise in promises}
    found = []
    for source, period, due in _due(agreement, submissions, now):
        state = came.get((source.id, period), NOTHING)
        promised = _promised(answers.get((source.id, period)), due)
        seen = collected.get(source.id)
        if state.is_open and seen is not None and promised is not None:
            rung = reached(rungs_after(source, promised), seen)
            if rung is not None:
                found.append(
                    DeliveryNotice(
                        source=source.id,
                        period=period,
                        due=due,
                        rung=rung,
                        came=state.last,
                        promised=None if promised == due else promised,
                    )
                )
    return tuple(sorted(found, key=_by_due))


def _promised(promise: Promise | None, due: datetime) -> datetime | None:
    """Return from when on a delivery is chased, or None where somebody has taken it on.

    Of a later day it is the same time, and never before the due time.
    """
    if promise is None:
        return due
    if promise.by is None:
        return None
    return max(due, datetime.combine(promise.by, due.timetz()))


def waiting(
    agreement: Agreement, submissions: Sequence[Submission], now: datetime
) -> tuple[Submission, ...]:
    """Return the files of deliveries that were due which wait for a person's decision."""
    came = delivered(submissions)
    due = _due(agreement, submissions, now)
    found = (came.get((source.id, period), NOTHING).waits for source, period, _ in due)
    return tuple(submission for submission in found if submission is not None)


def _due(
    agreement: Agreement, submissions: Sequence[Submission], now: datetime
) -> Iterator[tuple[Source, MeasurementPeriod, datetime]]:
    """Yield the deliveries with effects that were due by `now`."""
    periods = delivery_periods(agreement, submissions, now, until_due=True)
    for source in agreement.sources:
        for period in periods:
            due = source.due_at(period) if period.length is source.covers else None
            if due is not None and due <= now and _is_expected(agreement, period, now):
                yield source, period, due


def _is_expected(agreement: Agreement, period: MeasurementPeriod, now: datetime) -> bool:
    today = now.astimezone(agreement.zone).date()
    return agreement.has_effects(period) and within_contract(agreement, period, today)


def _by_due(notice: DeliveryNotice) -> tuple[datetime, str]:
    return notice.due.astimezone(UTC), notice.source


def newest(notices: Iterable[DeliveryNotice]) -> datetime | None:
    """Return when the latest of their rungs came, None without any.

    It identifies what is told: a rung is the latest one once, and what arrives meanwhile makes
    no older one news.
    """
    return max((notice.rung.moment for notice in notices), default=None)
