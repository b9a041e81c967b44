"""Partner status: live or in shadow, by which agreement, what is open, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from concord.domain.agreement import Agreement
from concord.domain.delivery_rate import share_of
from concord.domain.delivery_record import DeliveryRecord, delivery_records
from concord.domain.kpi import DeliveryRate
from concord.domain.objectives import ObjectiveProgress, objectives_progress
from concord.domain.period import MeasurementPeriod
from concord.domain.quantity import Span, SpanUnit
from concord.domain.report_rule import report_rule
from concord.domain.shadow import LivePartner
from concord.ports import Store, Transaction

A_YEAR = Span(count=12, unit=SpanUnit.MONTH)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerStatus:
    """How a partner stands; `live` None says that it is in shadow.

    `collected` is when every drive of it had been looked at, None before that.  `deliveries`
    are those of the last twelve months, source by source.
    """

    partner: str
    name: str
    version: str
    live: LivePartner | None
    open_issues: int
    collected: datetime | None
    next_report: tuple[MeasurementPeriod, date]
    deliveries: tuple[SourceDeliveries, ...] = ()
    objectives: tuple[ObjectiveProgress, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDeliveries:
    """How one source was delivered: how many were due and on time, came and were right first.

    The shares are in percent, None without any.  `missing` were due and never came.
    """

    source: str
    on_time: Fraction
    due: Fraction
    punctuality: Fraction | None
    right_first: Fraction
    came: Fraction
    first_time_right: Fraction | None
    missing: int


def partner_status(agreement: Agreement, *, store: Store, now: datetime) -> PartnerStatus:
    """Return how one partner stands at `now`."""
    with store.transaction() as tx:
        live = tx.live_partners.get(agreement.partner)
        issues = tx.issues.of_partner(agreement.partner)
        collected = tx.drives.collected(agreement.partner)
        submissions = tx.submissions.of_partner(agreement.partner)
        objectives = _objectives(tx, agreement, now)
    moments = [collected.get(source.id) for source in agreement.sources]
    seen = [moment for moment in moments if moment is not None]
    return PartnerStatus(
        partner=agreement.partner,
        name=agreement.name,
        version=agreement.version,
        live=live,
        open_issues=sum(not issue.state.is_final for issue in issues),
        collected=min(seen) if seen and len(seen) == len(moments) else None,
        next_report=next_report(agreement, now),
        deliveries=_deliveries(
            agreement, delivery_records(agreement, submissions, collected, now), now
        ),
        objectives=objectives,
    )


def _objectives(
    tx: Transaction, agreement: Agreement, now: datetime
) -> tuple[ObjectiveProgress, ...]:
    """Return how far the objectives are by the figures of what is over."""
    if not agreement.relationship.objectives:
        return ()
    assessments = tx.assessments.of_partner(agreement.partner)
    yesterday = now.astimezone(agreement.zone).date() - timedelta(days=1)
    measured = (each for assessment in assessments for each in assessment.measurements)
    return objectives_progress(agreement, measured, yesterday)


def _deliveries(
    agreement: Agreement, records: Sequence[DeliveryRecord], now: datetime
) -> tuple[SourceDeliveries, ...]:
    today = now.astimezone(agreement.zone).date()
    since = A_YEAR.before(today, agreement.calendar)
    recent = [record for record in records if record.period.end >= since]
    return tuple(
        _of_source(source.id, [record for record in recent if record.source == source.id])
        for source in agreement.sources
    )


def _of_source(source: str, records: Sequence[DeliveryRecord]) -> SourceDeliveries:
    on_time, due, punctuality = share_of(DeliveryRate.PUNCTUALITY, records)
    right, came, first_time_right = share_of(DeliveryRate.FIRST_TIME_RIGHT, records)
    return SourceDeliveries(
        source=source,
        on_time=on_time,
        due=due,
        punctuality=punctuality,
        right_first=right,
        came=came,
        first_time_right=first_time_right,
        missing=sum(record.is_due and record.came is None for record in records),
    )


def next_report(agreement: Agreement, now: datetime) -> tuple[MeasurementPeriod, date]:
    """Return the next month with effects whose report day is still ahead, and that day."""
    today = now.astimezone(agreement.organisation.zone).date()
    month = MeasurementPeriod.before(today)
    while not agreement.has_effects(month) or _report_day(agreement, month) <= today:
        month = month.next()
    return month, _report_day(agreement, month)


def _report_day(agreement: Agreement, month: MeasurementPeriod) -> date:
    return report_rule(agreement).day.day(month.end, agreement.organisation.calendar)
