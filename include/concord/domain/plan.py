"""What an agreement makes happen, day by day: files, dates, reminders, reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from concord.domain.agreement import Agreement, MonthlyReportRule
from concord.domain.contract import (
    LADDER_DAYS,
    Contract,
    Obligation,
    ObligationKind,
    Reminder,
    ladder_of,
    obligations,
)
from concord.domain.people import Side
from concord.domain.period import MeasurementPeriod, PeriodLength
from concord.domain.source import Source


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class PlannedDate:
    """Something that falls on a day; `who` are the ids of those it falls to."""

    day: date
    what: str
    who: tuple[str, ...] = ()


_LAST_DAY = {
    ObligationKind.NOTICE: "last day for notice",
    ObligationKind.TERM_END: "end of the contract",
    ObligationKind.REVIEW: "contract review",
}


def planned(agreement: Agreement, first: date, last: date) -> tuple[PlannedDate, ...]:
    """Return what falls on the days from `first` to `last`, both included, in order.

    Dates of terms to come stand there as they are if the contract renews.
    """
    found = [*_files(agreement, first, last), *_reports(agreement, first, last)]
    if agreement.contract is not None:
        found.extend(_contract_dates(agreement, agreement.contract, first, last))
    return tuple(sorted({item for item in found if first <= item.day <= last}))


def _files(agreement: Agreement, first: date, last: date) -> Iterator[PlannedDate]:
    who = tuple(
        person.id for person in agreement.side(Side.PARTNER) if person.role == "operations_manager"
    )
    for source in agreement.sources:
        for period, day in _due_days(source, first, last):
            yield PlannedDate(day=day, what=f"{source.id} for {period} is due", who=who)


def _due_days(source: Source, first: date, last: date) -> Iterator[tuple[MeasurementPeriod, date]]:
    """Yield periods, newest first, until they were due before `first`."""
    period = MeasurementPeriod.containing(last, source.covers)
    while (due := source.due_at(period)) is not None and due.date() >= first:
        yield period, due.date()
        period = period.previous()


def _reports(agreement: Agreement, first: date, last: date) -> Iterator[PlannedDate]:
    rule = agreement.monthly_report
    if rule is None:
        return
    month = MeasurementPeriod.containing(last, PeriodLength.MONTH)
    while (day := _report_day(agreement, rule, month)) >= first:
        if agreement.has_effects(month):
            yield PlannedDate(day=day, what=f"monthly report for {month}", who=rule.to)
        month = month.previous()


def _report_day(agreement: Agreement, rule: MonthlyReportRule, month: MeasurementPeriod) -> date:
    return rule.day.day(month.end, agreement.organisation.calendar)


def _contract_dates(
    agreement: Agreement, contract: Contract, first: date, last: date
) -> Iterator[PlannedDate]:
    calendar = agreement.organisation.calendar
    who = tuple(person for person in (agreement.owner, contract.backup_owner) if person)
    for obligation in _ahead(agreement, contract, first, last):
        what = f"{_LAST_DAY[obligation.kind]}: {obligation.subject}"
        yield PlannedDate(day=obligation.latest_date, what=what, who=who)
        if obligation.act_by != obligation.latest_date:
            yield PlannedDate(day=obligation.act_by, what=f"act by, {what}", who=who)
        for days in ladder_of(obligation, contract, calendar):
            due = obligation.latest_date - timedelta(days=days)
            rung = Reminder(obligation=obligation, days_before=days, due=due).rung
            yield PlannedDate(day=due, what=f"reminder, {rung} before {what}", who=who)


def _ahead(
    agreement: Agreement, contract: Contract, first: date, last: date
) -> tuple[Obligation, ...]:
    """Return every duty of which a rung may fall before or on `last`."""
    calendar = agreement.organisation.calendar
    horizon = last + timedelta(days=max(LADDER_DAYS))
    found: dict[str, Obligation] = {}
    day = first
    while ahead := [o for o in obligations(contract, calendar, day) if o.latest_date <= horizon]:
        found.update({obligation.key: obligation for obligation in ahead})
        day = ahead[0].latest_date + timedelta(days=1)
    return tuple(found.values())
