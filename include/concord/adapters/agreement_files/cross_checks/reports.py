"""Whether reports go to people who are there, once their data can be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from concord.adapters.agreement_files.cross_checks.entries import section_of, text_of
from concord.adapters.agreement_files.section import Section
from concord.domain.agreement import Agreement, MonthlyReportRule
from concord.domain.people import reachable
from concord.domain.period import MeasurementPeriod, PeriodLength
from concord.domain.source import Source

OFTEN = 3
"""In so many months of a year a report comes before its data by its rule, not by a holiday."""


def check_reports(root: Section, agreement: Agreement, today: date | None) -> None:
    """Warn of readers who have left, and of a report that comes before its data is due."""
    rule = agreement.monthly_report
    if rule is None:
        return
    section = section_of(root, "reports", "monthly")
    if today is not None:
        _check_readers(section, agreement, rule, today)
    first = today or (agreement.contract.start if agreement.contract else None)
    if first is not None:
        _check_day(section, agreement, rule, first)


def _check_readers(
    section: Section, agreement: Agreement, rule: MonthlyReportRule, today: date
) -> None:
    for person_id in rule.to:
        person = agreement.person(person_id)
        has_left = person is not None and person.until is not None and person.until < today
        if has_left and reachable(person_id, agreement.people, today) is None:
            section.remarks.warning(
                text_of(section, "to", person_id),
                "report-to-nobody",
                found=f"{person_id}, who has left, and nobody stands in",
                expected="somebody who is there, or a deputy",
            )


def _check_day(
    section: Section, agreement: Agreement, rule: MonthlyReportRule, first: date
) -> None:
    """Warn of a report that often goes out before its data is due, with the first such month.

    A holiday of one side may well do it now and then.
    """
    calendar = agreement.organisation.calendar
    days = {month: rule.day.day(month.end, calendar) for month in _months(first)}
    for source in agreement.sources:
        dues = {month: due for month in days if (due := _due(source, month)) is not None}
        early = [month for month, due in dues.items() if days[month] < due]
        if len(early) >= OFTEN:
            section.remarks.warning(
                section.place_of("day"),
                "report-before-data",
                found=f"{rule.day}: for {early[0]} that is {days[early[0]]}",
                expected=f"a day on which {source.id} is due already: {dues[early[0]]}",
            )


def _months(first: date) -> Iterator[MeasurementPeriod]:
    month = MeasurementPeriod.containing(first, PeriodLength.MONTH)
    for _ in range(12):
        yield month
        month = month.next()


def _due(source: Source, month: MeasurementPeriod) -> date | None:
    """Return when the data of a month's last day is due, as far as its source is as short."""
    period = MeasurementPeriod.containing(month.end, source.covers)
    due = source.due_at(period)
    return due.date() if due is not None and period.end <= month.end else None
