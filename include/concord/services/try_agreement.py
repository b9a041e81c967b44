"""Try an agreement on files at hand: the whole chain, as of a moment, sending nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from concord.domain.agreement import Agreement
from concord.domain.assessment import Assessment
from concord.domain.contract import Reminder
from concord.domain.delivery import missing_deliveries
from concord.domain.forecast import Forecast
from concord.domain.issue import Issue, IssueKind
from concord.domain.outbox import OutboxEntry
from concord.domain.people import Person
from concord.domain.period import MeasurementPeriod, period_range
from concord.domain.submission import MissingDelivery, Restatement, Submission
from concord.ports import CalendarWriter, ReportRenderer
from concord.services.assess import assess
from concord.services.collect import collect
from concord.services.collection import Collection, CollectReport
from concord.services.compile_report import compile_monthly, due_reports
from concord.services.escalate import raise_issues
from concord.services.forecast import forecasts
from concord.services.ladder import ask
from concord.services.remind import remind, reminded


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialPorts:
    """What a trial needs from outside: a throw-away store, and a drive that is the folder."""

    collection: Collection
    reports: ReportRenderer
    calendar: CalendarWriter


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """The days that are shown; None leaves an end to what the files hold."""

    first: date | None = None
    last: date | None = None

    def __contains__(self, period: MeasurementPeriod) -> bool:
        return (self.first is None or period.end >= self.first) and (
            self.last is None or period.fresh_from <= self.last
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignedIssue:
    """An issue that would be raised, with the level asked first and whom it reaches."""

    issue: Issue
    level: int
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignedReminder:
    """A reminder that would go out, with whom it reaches."""

    reminder: Reminder
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """Everything the chain found, and the messages it would send."""

    collected: CollectReport
    submissions: tuple[Submission, ...]
    missing: tuple[MissingDelivery, ...]
    restatements: tuple[Restatement, ...]
    assessments: tuple[Assessment, ...]
    forecasts: tuple[Forecast, ...]
    issues: tuple[AssignedIssue, ...]
    reminders: tuple[AssignedReminder, ...]
    messages: tuple[OutboxEntry, ...]


def try_agreement(agreement: Agreement, ports: TrialPorts, at: datetime, asked: Range) -> Trial:
    """Run collect, assess, escalate, report and remind over the folder, as of `at`.

    `asked` bounds the periods that are shown and written about; by default they are those
    of the files.  Earlier ones still count where a rule looks back.
    """
    store = ports.collection.store
    collected = collect(agreement, ports.collection, at)
    assess(agreement, store=store, observations=ports.collection.observations, now=at)
    with store.transaction() as tx:
        submissions = tx.submissions.of_partner(agreement.partner)
    shown = _shown(submissions, asked)
    running = _forecasts(agreement, ports, at)
    issues = _escalate(agreement, ports, at, shown, running)
    _report(agreement, ports, at, shown, running)
    reminders = _remind(agreement, ports, at)
    with store.transaction() as tx:
        return Trial(
            collected=collected,
            submissions=tuple(s for s in submissions if s.period is None or s.period in shown),
            missing=_missing(agreement, submissions, shown, at),
            restatements=tuple(
                r for r in tx.submissions.restatements(agreement.partner) if r.period in shown
            ),
            assessments=tuple(
                a
                for a in tx.assessments.of_partner(agreement.partner)
                if a.period in shown or (asked.last is None and _is_paid_after(a, shown))
            ),
            forecasts=tuple(f for f in running if f.period in shown),
            issues=issues,
            reminders=reminders,
            messages=tx.outbox.entries(),
        )


def _is_paid_after(assessment: Assessment, shown: Range) -> bool:
    """Say whether credits of what is shown land in a month after it."""
    after = shown.last is not None and assessment.period.start > shown.last
    return after and bool(assessment.credits)


def _shown(submissions: Iterable[Submission], asked: Range) -> Range:
    """Return the range asked for, its open ends closed by what the files hold."""
    periods = [s.period for s in submissions if s.period is not None]
    if not periods:
        return asked
    return Range(
        first=asked.first or min(period.start for period in periods),
        last=asked.last or max(period.end for period in periods),
    )


def _missing(
    agreement: Agreement, submissions: tuple[Submission, ...], shown: Range, at: datetime
) -> tuple[MissingDelivery, ...]:
    if shown.first is None or shown.last is None:
        return ()
    periods = {
        period
        for source in agreement.sources
        for period in period_range(
            MeasurementPeriod.containing(shown.first, source.covers),
            MeasurementPeriod.containing(shown.last, source.covers),
        )
    }
    return missing_deliveries(agreement, submissions, periods, at)


def _forecasts(agreement: Agreement, ports: TrialPorts, at: datetime) -> tuple[Forecast, ...]:
    store, observations = ports.collection.store, ports.collection.observations
    return forecasts(agreement, store=store, observations=observations, now=at)


def _escalate(
    agreement: Agreement,
    ports: TrialPorts,
    at: datetime,
    shown: Range,
    running: tuple[Forecast, ...],
) -> tuple[AssignedIssue, ...]:
    store, correspondence = ports.collection.store, ports.collection.correspondence
    raised = raise_issues(
        agreement, store=store, correspondence=correspondence, now=at, forecasts=running
    )
    assigned = []
    for issue in raised:
        if not _concerns(issue, shown, agreement):
            continue
        assigned.append(_first_asked(agreement, issue, ports, at))
    return tuple(assigned)


def _concerns(issue: Issue, shown: Range, agreement: Agreement) -> bool:
    """Say whether an issue is shown: by its period, where it has a known one."""
    if issue.key.kind is IssueKind.CONTRACT_DECISION:
        return True
    try:
        own = MeasurementPeriod.parse(issue.key.period, agreement.year_start)
    except ValueError:
        return True
    if issue.key.kind is IssueKind.RECURRING_FAILURE:
        # It goes on since then, or it would have ended.
        return shown.last is None or own.fresh_from <= shown.last
    return own in shown


def _first_asked(
    agreement: Agreement, issue: Issue, ports: TrialPorts, at: datetime
) -> AssignedIssue:
    """Ask the first level that reaches anybody; with nobody anywhere, level 1 stands empty."""
    store, correspondence = ports.collection.store, ports.collection.correspondence
    for step in range(len(agreement.escalation.of(issue.severity).steps())):
        request = ask(
            agreement,
            issue.key,
            step,
            "",
            store=store,
            correspondence=correspondence,
            now=at,
        )
        if request is not None and request.people:
            return AssignedIssue(issue=issue, level=request.level, people=request.people)
    return AssignedIssue(issue=issue, level=1, people=())


def _report(
    agreement: Agreement,
    ports: TrialPorts,
    at: datetime,
    shown: Range,
    running: tuple[Forecast, ...],
) -> None:
    store = ports.collection.store
    for period in due_reports(agreement, store=store, now=at):
        if period in shown:
            compile_monthly(
                agreement,
                period,
                store=store,
                correspondence=ports.collection.correspondence,
                renderer=ports.reports,
                now=at,
                forecasts=running,
            )


def _remind(agreement: Agreement, ports: TrialPorts, at: datetime) -> tuple[AssignedReminder, ...]:
    found = remind(
        agreement,
        store=ports.collection.store,
        correspondence=ports.collection.correspondence,
        calendar=ports.calendar,
        now=at,
    )
    return tuple(
        AssignedReminder(reminder=reminder, people=reminded(agreement, reminder, at))
        for reminder in found
    )
