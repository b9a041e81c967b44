"""The record of deliveries: when each came, whether on time, and whether right the first time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from concord.domain.agreement import Agreement
from concord.domain.delivered import NOTHING, Delivered, delivered
from concord.domain.delivery import delivery_periods
from concord.domain.finding import Severity
from concord.domain.period import MeasurementPeriod
from concord.domain.source import Source
from concord.domain.submission import Submission


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRecord:
    """One delivery that was expected, as far as is known.

    `first` is the file that came first, whatever became of it; `came` the first one that was
    not refused: one that was rejected, by us or by a person, is no delivery.  `is_final` says
    that its due time has passed and, where nothing came, that its drive was looked at since.
    A delivery without a due time is final once a file has come.
    """

    source: str
    period: MeasurementPeriod
    due: datetime | None
    first: Submission | None
    came: Submission | None
    is_final: bool

    @property
    def is_due(self) -> bool:
        """Say whether it counts for punctuality: it had a due time, which has passed."""
        return self.due is not None and self.is_final

    @property
    def is_punctual(self) -> bool:
        """Say whether it came by its due time; one second later is late."""
        return self.due is not None and self.came is not None and self.came.arrived <= self.due

    @property
    def is_right_first(self) -> bool:
        """Say whether the file that came first was accepted without an error.

        Remarks do no harm; a single row that cannot be read does.  A file that was read anew
        is judged by its last reading: what we had misread was no mistake of the partner's.
        """
        return (
            self.first is not None
            and self.first.verdict.is_usable
            and all(finding.severity is not Severity.ERROR for finding in self.first.findings)
        )


def delivery_records(
    agreement: Agreement,
    submissions: Sequence[Submission],
    collected: Mapping[str, datetime] | None,
    now: datetime,
) -> tuple[DeliveryRecord, ...]:
    """Return every delivery for the periods that are over at `now`, by source and period.

    They begin as `delivery_periods` does.  `collected` says when each drive was last looked
    at; None stands for at `now`, as where the files lie at hand.
    """
    came = delivered(submissions)
    return tuple(
        _record(
            source,
            period,
            came.get((source.id, period), NOTHING),
            now,
            now if collected is None else collected.get(source.id),
        )
        for source, period in _expected(agreement, submissions, now)
    )


def _expected(
    agreement: Agreement, submissions: Sequence[Submission], now: datetime
) -> Iterator[tuple[Source, MeasurementPeriod]]:
    periods = delivery_periods(agreement, submissions, now)
    for source in agreement.sources:
        for period in periods:
            if period.length is source.covers:
                yield source, period


def _record(
    source: Source,
    period: MeasurementPeriod,
    state: Delivered,
    now: datetime,
    seen: datetime | None,
) -> DeliveryRecord:
    due = source.due_at(period)
    taken = [s for s in state.submissions if s.counts or s.waits]
    if due is None:
        is_final = bool(state.submissions)
    else:
        is_final = due <= now and (bool(taken) or (seen is not None and due <= seen))
    return DeliveryRecord(
        source=source.id,
        period=period,
        due=due,
        first=state.submissions[0] if state.submissions else None,
        came=taken[0] if taken else None,
        is_final=is_final,
    )
