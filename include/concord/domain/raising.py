"""What the facts raise: figures and deliveries, turned into issues to answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from concord.domain.agreement import Agreement
from concord.domain.assessment import Assessment
from concord.domain.credit import owes
from concord.domain.figure_text import dimension_text, target_text, value_text
from concord.domain.finding import Finding, Severity, quoted
from concord.domain.hidden_groups import NOT_SHOWN, HiddenGroups, hidden_groups, is_hidden
from concord.domain.issue import (
    IssueKey,
    IssueKind,
    IssueSeverity,
    RaisedIssue,
    severity_of_band,
)
from concord.domain.period import MeasurementPeriod
from concord.domain.service_level import Outcome, OutcomeKind, is_missed_by_silence
from concord.domain.submission import MissingDelivery, Standing, Submission
from concord.domain.submission_decision import is_held, state_words

UNKNOWN_PERIOD = "unknown"
"""Stands in the key where not even the period of a file could be told."""

_MOST_FINDINGS = 3
_SHOWN_NAME = 120
_TURNED_DOWN = frozenset({Standing.REJECTED, Standing.ASKED_AGAIN})


def missed_service_levels(
    agreement: Agreement, assessments: Iterable[Assessment]
) -> Iterator[RaisedIssue]:
    """Yield one issue for each service level and period in which any of its values missed."""
    missed: dict[IssueKey, list[Outcome]] = defaultdict(list)
    known = tuple(assessments)
    hidden = hidden_groups(agreement, known)
    for assessment in known:
        if agreement.has_effects(assessment.period):
            for outcome in assessment.outcomes:
                if outcome.kind.is_failure:
                    missed[key_of_outcome(agreement, outcome)].append(outcome)
    for key, outcomes in missed.items():
        yield _missed(agreement, key, outcomes, hidden)


def key_of_outcome(agreement: Agreement, outcome: Outcome) -> IssueKey:
    """Return the key of the issue that a failure of this outcome is."""
    return IssueKey(
        partner=agreement.partner,
        service=outcome.service,
        kind=IssueKind.MISSED_SERVICE_LEVEL,
        subject=outcome.service_level,
        period=str(outcome.period),
    )


def _missed(
    agreement: Agreement, key: IssueKey, outcomes: list[Outcome], hidden: HiddenGroups
) -> RaisedIssue:
    kpi = agreement.kpi(outcomes[0].kpi)
    severity = max((_severity(agreement, outcome) for outcome in outcomes), key=lambda s: s.rank)
    target = next((o.target for o in outcomes if o.target is not None), None)
    agreed = "" if target is None else target_text(target, outcomes[0].unit(kpi.unit))
    figures = tuple(
        (
            dimension_text(o.dimension),
            NOT_SHOWN if is_hidden(o, hidden) else _figure_text(agreement, o, o.unit(kpi.unit)),
        )
        for o in sorted(outcomes, key=lambda o: o.dimension)
    )
    first = f"{figures[0][1]}" if len(outcomes) == 1 else f"{len(outcomes)} values"
    return RaisedIssue(
        key=key,
        severity=severity,
        headline=f"{agreement.name}: {kpi.name} missed in {key.period} ({first})",
        facts=(
            ("Service level", key.subject),
            ("Period", key.period),
            ("Agreed", agreed),
            *figures,
        ),
    )


def _severity(agreement: Agreement, outcome: Outcome) -> IssueSeverity:
    """Return the severity of a failed outcome; where a critical level must pay, it is critical."""
    own = (level for level in agreement.service_levels if level.id == outcome.service_level)
    if any(level.critical and owes(outcome, level) for level in own):
        return IssueSeverity.CRITICAL
    return severity_of_failure(outcome)


def severity_of_failure(outcome: Outcome) -> IssueSeverity:
    """Return the severity of a failed outcome: its band's, and of a default at least serious."""
    of_band = severity_of_band(outcome.band)
    if outcome.kind is OutcomeKind.DEFAULTED and of_band.rank < IssueSeverity.SERIOUS.rank:
        return IssueSeverity.SERIOUS
    return of_band


def _figure_text(agreement: Agreement, outcome: Outcome, unit: str) -> str:
    own = (level for level in agreement.service_levels if level.id == outcome.service_level)
    silent = any(is_missed_by_silence(outcome, level) for level in own)
    band = "" if outcome.band is None else f", {outcome.band}"
    default = ", a default" if outcome.kind is OutcomeKind.DEFAULTED else ""
    repeat = ", again" if outcome.repeat else ""
    want = ", not delivered whole" if silent else ""
    return f"{value_text(outcome.compared_value, unit)}{want}{band}{default}{repeat}"


def late_files(agreement: Agreement, missing: Iterable[MissingDelivery]) -> Iterator[RaisedIssue]:
    """Yield an issue for each delivery that was due and has not come."""
    for delivery in missing:
        if not agreement.has_effects(delivery.period):
            continue
        due = delivery.due.astimezone(agreement.zone)
        yield RaisedIssue(
            key=IssueKey(
                partner=agreement.partner,
                service=delivery.service,
                kind=IssueKind.LATE_FILE,
                subject=delivery.source,
                period=str(delivery.period),
            ),
            severity=IssueSeverity.SERIOUS,
            headline=f"{agreement.name}: {delivery.source} for {delivery.period} has not arrived",
            facts=(
                ("Delivery", delivery.source),
                ("Period", str(delivery.period)),
                ("Was due", f"{due:%d %b %Y %H:%M} {agreement.zone.key}"),
            ),
        )


def unusable_files(
    agreement: Agreement, submissions: Iterable[Submission]
) -> Iterator[RaisedIssue]:
    """Yield an issue for each source and period whose last file cannot be used.

    `submissions` come by arrival.  A later usable file of the same source settles one whose
    period could not even be told; so does a person who leaves it at what came before.
    """
    unusable: dict[tuple[str, MeasurementPeriod | None], Submission] = {}
    served: set[tuple[str, MeasurementPeriod | None]] = set()
    for submission in submissions:
        place = (submission.source, submission.period)
        if submission.counts:
            served.add(place)
            unusable.pop(place, None)
            unusable.pop((submission.source, None), None)
        elif place in served and submission.standing in _TURNED_DOWN:
            unusable.pop(place, None)
        elif has_effects(agreement, submission):
            unusable[place] = submission
    for submission in unusable.values():
        yield _unusable(agreement, submission)


def has_effects(agreement: Agreement, submission: Submission) -> bool:
    """Say whether anybody is to be asked about a file: history alone raises nothing.

    A file whose period nobody knows belongs to the day on which it came.
    """
    if submission.period is not None:
        return agreement.has_effects(submission.period)
    since = agreement.effects_from
    return since is None or submission.arrived.astimezone(agreement.zone).date() >= since.start


def _unusable(agreement: Agreement, submission: Submission) -> RaisedIssue:
    name = quoted(submission.file, limit=_SHOWN_NAME)[1:-1]
    period = str(submission.period or UNKNOWN_PERIOD)
    arrived = submission.arrived.astimezone(agreement.zone)
    errors = [f for f in submission.findings if f.severity is Severity.ERROR]
    return RaisedIssue(
        key=IssueKey(
            partner=agreement.partner,
            service=submission.service,
            kind=IssueKind.UNUSABLE_FILE,
            subject=submission.source,
            period=period,
        ),
        severity=IssueSeverity.SERIOUS,
        headline=f"{agreement.name}: the file {name} {_trouble(submission)}",
        facts=(
            ("File", f"{name} ({submission.sha256[:8]})"),
            ("Period", period),
            ("Received", f"{arrived:%d %b %Y %H:%M} {agreement.zone.key}"),
            *(_finding_text(finding) for finding in errors[:_MOST_FINDINGS]),
        ),
    )


def _trouble(submission: Submission) -> str:
    if is_held(submission):
        return "waits for approval: it changes what was settled"
    return f"cannot be used ({state_words(submission)})"


def _finding_text(finding: Finding) -> tuple[str, str]:
    expected = f" (expected {finding.expected})" if finding.expected else ""
    found = f"{finding.found}{expected}: " if finding.found else ""
    return finding.where or "The file", f"{found}{finding.message}"
