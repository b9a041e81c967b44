"""Build the monthly report of one partner from what is on record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from fractions import Fraction

from concord.domain.agreement import Agreement
from concord.domain.assessment import Assessment
from concord.domain.forecast import Forecast
from concord.domain.hidden_groups import hidden_groups, is_hidden
from concord.domain.issue import Issue, IssueEvent, IssueKey, IssueKind, severity_of_band
from concord.domain.kpi import Measurement
from concord.domain.notation import counted, money, ordinal, period_name, result_words
from concord.domain.objectives import objectives_progress
from concord.domain.people import Side
from concord.domain.period import MeasurementPeriod, RollingMonths
from concord.domain.report import (
    CreditRow,
    IssueRow,
    MonthlyReport,
    ReportVersion,
    ServiceLevelRow,
)
from concord.domain.report_changes import changes_between, content_sha256, figures_of
from concord.domain.report_dates import date_rows
from concord.domain.report_rows import credit_rows, delivery_rows, falls_in, service_level_rows
from concord.domain.running_rows import running_rows
from concord.domain.score_over_time import MonthlyScores, monthly_scores, months_of_span
from concord.domain.submission import MissingDelivery, Submission
from concord.domain.unknown_charges import waiting_credits

_ISSUES_FOR = {
    Side.CLIENT: frozenset(IssueKind),
    Side.PARTNER: frozenset(
        {
            IssueKind.MISSED_SERVICE_LEVEL,
            IssueKind.LATE_FILE,
            IssueKind.UNUSABLE_FILE,
            IssueKind.RECURRING_FAILURE,
            IssueKind.CRITICAL_FAILURE,
            IssueKind.EARLY_WARNING,
            IssueKind.DOUBTFUL_FIGURE,
        }
    ),
}
_SEES_NOTES = frozenset({Side.CLIENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFacts:
    """All that is on record for a partner, of every period.

    `decided` holds the keys of obligations that somebody has settled.
    """

    agreement: Agreement
    assessments: Sequence[Assessment]
    submissions: Sequence[Submission] = ()
    missing: Sequence[MissingDelivery] = ()
    issues: Sequence[Issue] = ()
    events: Mapping[IssueKey, Sequence[IssueEvent]] = field(default_factory=dict)
    decided: frozenset[str] = frozenset()
    forecasts: Sequence[Forecast] = ()


def monthly_report(
    facts: ReportFacts, period: MeasurementPeriod, audience: Side, latest: ReportVersion | None
) -> MonthlyReport:
    """Return the report for `period` as `audience` may see it, as the version after `latest`."""
    agreement = facts.agreement
    totals, parts = service_level_rows(agreement, period, facts.assessments)
    scores = monthly_scores(agreement, facts.assessments)
    score = scores.of(period)
    credits_due = credit_rows(agreement, period, facts.assessments)
    waiting = waiting_credits(period, facts.assessments)
    as_of = data_as_of(agreement, facts.submissions, period)
    report = MonthlyReport(
        partner=agreement.partner,
        partner_name=agreement.name,
        organisation=agreement.organisation.name,
        period=period,
        version=1 if latest is None else latest.version + 1,
        as_of=as_of,
        zone=agreement.zone.key,
        agreement=agreement.version,
        headline=headline(period, totals, credits_due, waiting),
        score=score.value,
        score_change=_score_change(scores, period),
        service_levels=totals,
        breakdown=parts,
        credits=credits_due,
        deliveries=delivery_rows(period, facts.submissions, facts.missing),
        issues=_issue_rows(facts, period, audience),
        dates=date_rows(agreement, facts.decided, as_of, audience),
        audience=audience,
        unscored=tuple(_level_name(agreement, level) for level in score.unscored),
        service_scores=_service_scores(facts, period),
        score_of_year=scores.over(months_of_span(_year_to(period))),
        hidden_parts=_hidden_parts(facts, period),
        objectives=objectives_progress(agreement, _measurements(facts), period.end),
        running=running_rows(agreement, period, facts.forecasts),
        waiting=waiting,
    )
    if latest is None:
        return report
    return replace(report, changes=changes_between(latest.figures, figures_of(report)))


def version_of(report: MonthlyReport, issued: datetime) -> ReportVersion:
    """Return the record that `report` was issued."""
    return ReportVersion(
        partner=report.partner,
        period=report.period,
        version=report.version,
        content_sha256=content_sha256(report),
        issued=issued,
        figures=figures_of(report),
    )


def title_of(report: MonthlyReport) -> str:
    """Return the subject: partner, period and the month in a few words."""
    rated = [row for row in report.service_levels if row.kind.is_rated]
    met = len(rated) - len(report.missed)
    said = [f"{met} of {counted(len(rated), 'service level')} met" if rated else "nothing rated"]
    said += [f"{money(a, c)} credit" for c, a in report.credit_totals if a]
    title = f"{report.partner_name}, {period_name(report.period)}: {', '.join(said)}"
    return title if report.version == 1 else f"Revised (version {report.version}): {title}"


def data_as_of(
    agreement: Agreement, submissions: Iterable[Submission], period: MeasurementPeriod
) -> datetime:
    """Return the arrival of the newest file for `period`; without any, the period's end."""
    arrivals = [s.arrived for s in submissions if s.period and s.period.overlaps(period)]
    over = datetime.combine(period.next().start, time(0), agreement.zone)
    return max(arrivals, default=over)


def _score_change(scores: MonthlyScores, period: MeasurementPeriod) -> Fraction | None:
    now, before = scores.of(period).value, scores.of(period.previous()).value
    return None if now is None or before is None else now - before


def _service_scores(
    facts: ReportFacts, period: MeasurementPeriod
) -> tuple[tuple[str, Fraction | None], ...]:
    """Return each service's score by name; nothing where there is one service alone."""
    services = facts.agreement.services
    if len(services) <= 1:
        return ()
    return tuple(
        (each.name, monthly_scores(facts.agreement, facts.assessments, each.id).of(period).value)
        for each in services
    )


def _hidden_parts(facts: ReportFacts, period: MeasurementPeriod) -> int:
    hidden = hidden_groups(facts.agreement, facts.assessments)
    outcomes = (each for assessment in facts.assessments for each in assessment.outcomes)
    return sum(is_hidden(each, hidden) and falls_in(each.period, period) for each in outcomes)


def _measurements(facts: ReportFacts) -> Iterator[Measurement]:
    return (each for assessment in facts.assessments for each in assessment.measurements)


def _year_to(period: MeasurementPeriod) -> MeasurementPeriod:
    return MeasurementPeriod.containing(period.end, RollingMonths(months=12))


def _level_name(agreement: Agreement, level_id: str) -> str:
    level = next(level for level in agreement.service_levels if level.id == level_id)
    return level.name or agreement.kpi(level.kpi).name


def headline(
    period: MeasurementPeriod,
    rows: Sequence[ServiceLevelRow],
    credits_due: Sequence[CreditRow],
    waiting: Sequence[str] = (),
) -> str:
    """Return the month in one sentence: how many were met, the worst miss, the price."""
    rated = [row for row in rows if row.kind.is_rated]
    missed = [row for row in rated if row.kind.is_failure]
    month = period_name(period)
    if not rated:
        return f"No service level could be rated in {month}."
    if not missed:
        met = (
            "The service level was" if len(rated) == 1 else f"All {len(rated)} service levels were"
        )
        return f"{met} met in {month}."
    said = [f"{len(rated) - len(missed)} of {counted(len(rated), 'service level')} met in {month}"]
    said.append(_worst(missed))
    amounts = [money(row.amount, row.currency) for row in credits_due if row.amount]
    if amounts:
        said.append(f"service credit {' and '.join(amounts)}")
    if waiting:
        said.append("a service credit cannot be stated yet")
    return "; ".join(said) + "."


def _worst(missed: Sequence[ServiceLevelRow]) -> str:
    row = max(missed, key=lambda r: (severity_of_band(r.band).rank, -(r.attainment or 0)))
    again = f" for the {ordinal(row.misses)} time in a row" if row.misses > 1 else ""
    verb = result_words(row.kind, row.band)
    return f"{row.name} {verb[0].lower()}{verb[1:]}{again}"


def _issue_rows(
    facts: ReportFacts, period: MeasurementPeriod, audience: Side
) -> tuple[IssueRow, ...]:
    found = [
        issue
        for issue in facts.issues
        if issue.key.kind in _ISSUES_FOR[audience] and _concerns(issue, period, facts.agreement)
    ]
    found.sort(key=lambda issue: (issue.state.is_final, -issue.severity.rank, str(issue.key)))
    return tuple(_issue_row(facts, issue, audience) for issue in found)


def _concerns(issue: Issue, period: MeasurementPeriod, agreement: Agreement) -> bool:
    """Say whether an issue belongs to the report: of its period, or earlier and still open.

    One of a rolling period belongs to the last month alone.
    """
    try:
        own = MeasurementPeriod.parse(issue.key.period, agreement.year_start)
    except ValueError:
        return not issue.state.is_final
    now = own.fresh_from <= period.end and period.start <= own.end
    return now or (own.end < period.start and not issue.state.is_final)


def _issue_row(facts: ReportFacts, issue: Issue, audience: Side) -> IssueRow:
    steps = facts.agreement.escalation.of(issue.severity).steps()
    events = facts.events.get(issue.key, ()) if audience in _SEES_NOTES else ()
    return IssueRow(
        headline=issue.headline,
        severity=issue.severity,
        state=issue.state,
        level=steps[min(issue.step, len(steps) - 1)] if steps else 1,
        raised=issue.raised_at.astimezone(facts.agreement.zone).date(),
        notes=tuple(f"{event.by}: {event.note}" for event in events if event.note),
    )
