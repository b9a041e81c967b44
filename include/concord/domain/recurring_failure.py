"""Recurring failures: service levels that are missed again and again, and are answered for as one.

A single miss has an issue of its own.  That it keeps coming back is another matter: it is
raised once, grows with each further failure, and ends when the figures hold again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from concord.domain.agreement import Agreement
from concord.domain.assessment import Assessment
from concord.domain.escalation_policy import Recurrence
from concord.domain.figure_text import dimension_text
from concord.domain.hidden_groups import NOT_SHOWN, HiddenGroups, hidden_groups, is_hidden
from concord.domain.issue import (
    IssueKey,
    IssueKind,
    IssueSeverity,
    RaisedIssue,
)
from concord.domain.kpi import Dimension
from concord.domain.period import MeasurementPeriod
from concord.domain.raising import severity_of_failure
from concord.domain.service_level import Outcome, OutcomeKind, ServiceLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class Streak:
    """A service level that fails too often, `since` the period at which it first did.

    `failures` are those of each dimension that fails too often, as they stood at its last
    failure, oldest first.
    """

    since: MeasurementPeriod
    failures: Mapping[Dimension, tuple[Outcome, ...]]

    @property
    def worst(self) -> tuple[Outcome, ...]:
        """The failures of the dimension that failed most often, the latest of them."""
        return max(self.failures.values(), key=lambda own: (len(own), own[-1].period))


class _Window:
    """The last rated outcomes of one dimension, and the failures among them at the last one."""

    def __init__(self, rule: Recurrence) -> None:
        self._rule = rule
        self._rated: deque[Outcome] = deque(maxlen=rule.of)
        self.at_last_failure: tuple[Outcome, ...] = ()

    def add(self, outcome: Outcome) -> None:
        if outcome.kind.is_rated:
            self._rated.append(outcome)
        if outcome.kind.is_failure:
            self.at_last_failure = tuple(self._failures())

    def _failures(self) -> Iterator[Outcome]:
        return (outcome for outcome in self._rated if outcome.kind.is_failure)

    @property
    def recurs(self) -> bool:
        return sum(1 for _ in self._failures()) >= self._rule.failed


def streak(agreement: Agreement, outcomes: Iterable[Outcome]) -> Streak | None:
    """Return how one service level fails again and again now, None while it does not.

    A streak begins with a failure that may have effects, by which one dimension has failed
    too often; earlier failures count toward it.  It lasts while any dimension fails too often.
    """
    windows: dict[Dimension, _Window] = {}
    since: MeasurementPeriod | None = None
    for outcome in sorted(outcomes, key=lambda each: (each.period, each.dimension)):
        window = windows.setdefault(outcome.dimension, _Window(agreement.escalation.recurring))
        window.add(outcome)
        begins = outcome.kind.is_failure and agreement.has_effects(outcome.period)
        if not any(each.recurs for each in windows.values()):
            since = None
        elif since is None and begins and window.recurs:
            since = outcome.period
    if since is None:
        return None
    recurring = {where: each for where, each in windows.items() if each.recurs}
    return Streak(
        since=since,
        failures={where: recurring[where].at_last_failure for where in sorted(recurring)},
    )


def recurring_failures(
    agreement: Agreement, assessments: Sequence[Assessment]
) -> Iterator[RaisedIssue]:
    """Yield one issue for each service level that fails again and again."""
    hidden = hidden_groups(agreement, assessments)
    for level in agreement.service_levels:
        found = streak(agreement, _outcomes_of(level, assessments))
        if found is not None:
            yield _raised(agreement, level, found, hidden)


def doubtful_recurrences(
    agreement: Agreement, assessments: Sequence[Assessment]
) -> frozenset[str]:
    """Return the service levels that would fail too often if what is incomplete failed."""
    return frozenset(
        level.id
        for level in agreement.service_levels
        if streak(agreement, map(_at_worst, _outcomes_of(level, assessments))) is not None
    )


def _at_worst(outcome: Outcome) -> Outcome:
    if outcome.kind is not OutcomeKind.INCOMPLETE:
        return outcome
    return replace(outcome, kind=OutcomeKind.MISSED)


def _outcomes_of(level: ServiceLevel, assessments: Iterable[Assessment]) -> Iterator[Outcome]:
    """Yield a level's outcomes of periods as they are cut today."""
    for assessment in assessments:
        for outcome in assessment.outcomes:
            if outcome.service_level == level.id and outcome.period.length == level.period:
                yield outcome


def _raised(
    agreement: Agreement, level: ServiceLevel, found: Streak, hidden: HiddenGroups
) -> RaisedIssue:
    rule, kpi = agreement.escalation.recurring, agreement.kpi(level.kpi)
    worst = found.worst
    count = f"{len(worst)} of {rule.of} periods up to {worst[-1].period}"
    return RaisedIssue(
        key=IssueKey(
            partner=agreement.partner,
            service=level.service,
            kind=IssueKind.RECURRING_FAILURE,
            subject=level.id,
            period=str(found.since),
        ),
        severity=_severity(found),
        headline=f"{agreement.name}: {level.name or kpi.name} missed again and again: {count}",
        facts=(
            ("Service level", level.id),
            ("Rule", f"{rule.failed} of {rule.of} periods"),
            ("Since", str(found.since)),
            *(
                (dimension_text(where), _periods(own, hidden))
                for where, own in found.failures.items()
            ),
        ),
    )


def _periods(failures: Sequence[Outcome], hidden: HiddenGroups) -> str:
    if any(is_hidden(each, hidden) for each in failures):
        return NOT_SHOWN
    return ", ".join(
        f"{each.period} ({each.band})" if each.band else str(each.period) for each in failures
    )


def _severity(found: Streak) -> IssueSeverity:
    """Return the severity next to that of the worst single failure: coming back is graver."""
    ranks = [severity_of_failure(each).rank for own in found.failures.values() for each in own]
    order = list(IssueSeverity)
    return order[min(max(ranks) + 1, len(order) - 1)]
