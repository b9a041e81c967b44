"""Compile monthly reports: behind a gate, version by version, each side its own copy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from functools import partial

from concord.domain.agreement import Agreement
from concord.domain.contract import current_term_end
from concord.domain.delivery import delivery_periods, missing_deliveries, noticed
from concord.domain.forecast import Forecast
from concord.domain.message import Attachment, MessageKind
from concord.domain.monthly_report import ReportFacts, monthly_report, title_of, version_of
from concord.domain.people import Person, Side
from concord.domain.period import MeasurementPeriod, PeriodLength, period_range
from concord.domain.report import MonthlyReport
from concord.domain.report_gate import problems_of
from concord.domain.report_rule import report_readers, report_rule
from concord.ports import ReportRenderer, Store, Transaction
from concord.services.correspondence import Correspondence, Subject
from concord.services.report_missing_data import tell_owner

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ReportResult(StrEnum):
    """What compiling a month came to.

    `NOT_DUE`: still running, before the first effects, or outside the contract.
    """

    ISSUED = "issued"
    UNCHANGED = "unchanged"
    DATA_MISSING = "data_missing"
    NOT_DUE = "not_due"
    NO_RECIPIENTS = "no_recipients"


def compile_monthly(
    agreement: Agreement,
    period: MeasurementPeriod,
    *,
    store: Store,
    correspondence: Correspondence,
    renderer: ReportRenderer,
    now: datetime,
    forecasts: Sequence[Forecast] = (),
) -> ReportResult:
    """Issue the report of a month when its data is whole and its figures are new.

    `forecasts` of running periods are shown beside them, and alone make no new version.
    Incomplete data goes to the contract's owner alone, once for each state it is in.  The
    version is recorded and its mails are enqueued in one transaction.
    """
    if not _is_reportable(agreement, period, now):
        return ReportResult.NOT_DUE
    with store.transaction() as tx:
        # Asked first: it makes rivals for the same partner wait their turn.
        latest = tx.reports.latest(agreement.partner, period)
        facts = replace(_facts(tx, agreement, now), forecasts=forecasts)
        collected = tx.drives.collected(agreement.partner)
        problems = problems_of(facts, period, now, collected)
        if problems:
            tell_owner(tx, correspondence, agreement, period, problems, now)
            return ReportResult.DATA_MISSING
        compose = partial(monthly_report, facts, period, latest=latest)
        version = version_of(compose(audience=Side.CLIENT), now)
        if latest is not None and latest.content_sha256 == version.content_sha256:
            return ReportResult.UNCHANGED
        copies = [
            (compose(audience=side), people)
            for side, people in report_readers(agreement, _today(agreement, now))
        ]
        if not copies:
            return ReportResult.NO_RECIPIENTS
        tx.reports.add(version)
        for report, people in copies:
            _send(tx, correspondence, renderer, agreement, report, people, now)
        return ReportResult.ISSUED


def _facts(tx: Transaction, agreement: Agreement, now: datetime) -> ReportFacts:
    submissions = tx.submissions.of_partner(agreement.partner)
    issues = tx.issues.of_partner(agreement.partner)
    periods = delivery_periods(agreement, submissions, now)
    absent = missing_deliveries(agreement, submissions, periods, now)
    return ReportFacts(
        agreement=agreement,
        assessments=tx.assessments.of_partner(agreement.partner),
        submissions=submissions,
        missing=noticed(agreement, absent, tx.drives.collected(agreement.partner), now),
        issues=issues,
        events={issue.key: tx.issues.events(issue.key) for issue in issues},
        decided=frozenset(d.obligation for d in tx.decisions.of_partner(agreement.partner)),
    )


def _send(
    tx: Transaction,
    correspondence: Correspondence,
    renderer: ReportRenderer,
    agreement: Agreement,
    report: MonthlyReport,
    people: tuple[Person, ...],
    now: datetime,
) -> None:
    attachments: tuple[Attachment, ...] = ()
    if report_rule(agreement).xlsx:
        name = f"{report.partner}-{report.period}-v{report.version}.xlsx"
        content = renderer.workbook(report)
        attachments = (Attachment(name=name, media_type=XLSX, content=content),)
    subject = Subject(
        kind=MessageKind.MONTHLY_REPORT,
        # The two copies differ, and may go to one address.
        about=f"{report.partner}/{report.audience}",
        period=str(report.period),
        revision=str(report.version),
    )
    body = renderer.mail(report)
    correspondence.send_mail(tx, subject, title_of(report), body, people, now, attachments)


def due_reports(
    agreement: Agreement, *, store: Store, now: datetime
) -> tuple[MeasurementPeriod, ...]:
    """Return the months whose report day has come, in order.

    They begin with the first delivered month, or the first one with effects where that is
    stated.  Months already reported are among them: a restatement makes a new version.
    """
    with store.transaction() as tx:
        submissions = tx.submissions.of_partner(agreement.partner)
    first = _first_month(agreement, [s.period for s in submissions if s.period is not None])
    last = MeasurementPeriod.before(_today(agreement, now))
    if first is None:
        return ()
    return tuple(p for p in period_range(first, last) if _report_day_came(agreement, p, now))


def _first_month(
    agreement: Agreement, delivered: list[MeasurementPeriod]
) -> MeasurementPeriod | None:
    # Where effects are dated, a partner that has sent nothing at all is reported missing.
    start = min((period.start for period in delivered), default=None)
    if agreement.effects_from is not None:
        start = agreement.effects_from.start
    return None if start is None else MeasurementPeriod.containing(start, PeriodLength.MONTH)


def _report_day_came(agreement: Agreement, period: MeasurementPeriod, now: datetime) -> bool:
    calendar = agreement.organisation.calendar
    day = report_rule(agreement).day.day(period.end, calendar)
    return _is_reportable(agreement, period, now) and day <= _today(agreement, now)


def _is_reportable(agreement: Agreement, period: MeasurementPeriod, now: datetime) -> bool:
    today = _today(agreement, now)
    if period.end >= today or not agreement.has_effects(period):
        return False
    contract = agreement.contract
    if contract is None:
        return True
    end = current_term_end(contract, agreement.organisation.calendar, today)
    return period.end >= contract.start and period.start <= end


def _today(agreement: Agreement, now: datetime) -> date:
    return now.astimezone(agreement.organisation.zone).date()
