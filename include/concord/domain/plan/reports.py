"""The plan's monthly reports: on which day each goes out, and to whom."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from concord.domain.agreement import Agreement
from concord.domain.delivery import within_contract
from concord.domain.message import MessageKind
from concord.domain.period import MeasurementPeriod, PeriodLength
from concord.domain.plan.entry import PlanKind, PlannedEntry, PlannedMail
from concord.domain.report_rule import report_readers, report_rule


def due_reports(agreement: Agreement, first: date, last: date) -> Iterator[PlannedEntry]:
    """Yield the reports of months with effects within the contract, newest first.

    Without any source there is nothing to report, unless the agreement asks for reports.
    """
    if not agreement.sources and agreement.monthly_report is None:
        return
    rule = report_rule(agreement)
    month = MeasurementPeriod.containing(last, PeriodLength.MONTH)
    while (day := rule.day.day(month.end, agreement.organisation.calendar)) >= first:
        if agreement.has_effects(month) and within_contract(agreement, month, day):
            yield _entry(agreement, month, day)
        month = month.previous()


def _entry(agreement: Agreement, month: MeasurementPeriod, day: date) -> PlannedEntry:
    readers = tuple(person.id for _, people in report_readers(agreement, day) for person in people)
    return PlannedEntry(
        partner=agreement.partner,
        kind=PlanKind.REPORT,
        identity=f"report/monthly/{month}",
        day=day,
        what=f"monthly report for {month}",
        who=report_rule(agreement).to,
        mail=PlannedMail(kind=MessageKind.MONTHLY_REPORT, readers=readers),
    )
