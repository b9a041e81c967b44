"""Hidden groups: teams and sites of so few people that their figures would tell of single ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from concord.domain.agreement import Agreement
from concord.domain.assessment import Assessment
from concord.domain.kpi import Dimension, Kpi, Measurement
from concord.domain.period import MeasurementPeriod
from concord.domain.personal_columns import personal_columns, personal_groupings
from concord.domain.service_level import Outcome
from concord.domain.small_groups import suppressed

HiddenGroups = frozenset[tuple[str, MeasurementPeriod, Dimension]]
"""The KPI, period and dimension of each figure that is not to be shown."""

NOT_SHOWN = "not shown: too few people"


def is_hidden(outcome: Outcome, hidden: HiddenGroups) -> bool:
    """Say whether an outcome is one of a group that is not to be shown."""
    return (outcome.kpi, outcome.period, outcome.dimension) in hidden


def hidden_groups(agreement: Agreement, assessments: Iterable[Assessment]) -> HiddenGroups:
    """Return the figures of groups that are not to be shown.

    How many people a group has is told by the KPIs of its source that are computed for single
    people within it, such as `by: [[team, agent]]`.
    """
    of_people = [kpi for kpi in agreement.kpis if personal_groupings(agreement, kpi)]
    if not of_people:
        return frozenset()
    return frozenset(
        (kpi.id, assessment.period, group)
        for assessment in assessments
        for source, group in _few(agreement, of_people, assessment)
        for kpi in agreement.kpis
        if kpi.source == source
    )


def _few(
    agreement: Agreement, of_people: Iterable[Kpi], assessment: Assessment
) -> Iterator[tuple[str, Dimension]]:
    """Yield the groups of few people in a period, each with its source."""
    for kpi in of_people:
        personal = personal_columns(agreement, kpi)
        own = [m for m in assessment.measurements if m.kpi == kpi.id]
        for grouping in personal_groupings(agreement, kpi):
            people = _people(own, grouping, personal)
            for group in suppressed(people, agreement.privacy.smallest_group):
                yield kpi.source, group


def _people(
    measurements: Iterable[Measurement], grouping: tuple[str, ...], personal: frozenset[str]
) -> dict[Dimension, int]:
    """Return how many people each group has that is told apart by other columns than theirs."""
    people: dict[Dimension, int] = defaultdict(int)
    for each in measurements:
        group = tuple(pair for pair in each.dimension if pair[0] not in personal)
        if group and tuple(column for column, _ in each.dimension) == grouping:
            people[group] += 1
    return people
