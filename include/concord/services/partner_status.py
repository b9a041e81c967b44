"""Partner status: live or in shadow, by which agreement, what is open, what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from concord.domain.agreement import Agreement
from concord.domain.period import MeasurementPeriod
from concord.domain.report_rule import report_rule
from concord.domain.shadow import LivePartner
from concord.ports import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerStatus:
    """How a partner stands; `live` None says that it is in shadow.

    `collected` is when every drive of it had been looked at, None before that.
    """

    partner: str
    name: str
    version: str
    live: LivePartner | None
    open_issues: int
    collected: datetime | None
    next_report: tuple[MeasurementPeriod, date]


def partner_status(agreement: Agreement, *, store: Store, now: datetime) -> PartnerStatus:
    """Return how one partner stands at `now`."""
    with store.transaction() as tx:
        live = tx.live_partners.get(agreement.partner)
        issues = tx.issues.of_partner(agreement.partner)
        collected = tx.drives.collected(agreement.partner)
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
