"""One-to-ones: a person's own figures, their course, and how they lie against the group's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from concord.domain.agreement import Agreement
from concord.domain.kpi import Dimension, Kpi, Measurement
from concord.domain.period import MeasurementPeriod
from concord.domain.personal_columns import personal_columns, personal_groupings
from concord.domain.quantity import Target
from concord.domain.small_groups import suppressed
from concord.domain.trend import HISTORY_LENGTH, Course, course_of_distances


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFigure:
    """One KPI of a person in a period, within a group such as their team.

    The group is everybody where `group` is empty.  `history` holds up to twelve periods, the
    last of them this one.  `median` is that of the people of the group, the person included;
    it and `people`, their number, are None where the group is too small to be shown.
    `course` is None with fewer than six figures, or where no target tells what is better.
    """

    kpi: Kpi
    group: Dimension
    value: Fraction | None
    volume: Fraction
    history: tuple[tuple[MeasurementPeriod, Fraction | None], ...]
    course: Course | None
    people: int | None
    median: Fraction | None

    @property
    def against_median(self) -> Fraction | None:
        """The person's figure less the group's median."""
        if self.value is None or self.median is None:
            return None
        return self.value - self.median


@dataclass(frozen=True, slots=True, kw_only=True)
class OneToOneSheet:
    """A person, by pseudonym unless names are allowed, and all figures of theirs."""

    person: str
    figures: tuple[PersonFigure, ...]


_Past = Mapping[MeasurementPeriod, Measurement]
_Own = dict[str, dict[Dimension, dict[MeasurementPeriod, Measurement]]]
"""The measurements of a grouping by person, group and period."""


def one_to_one_sheets(
    agreement: Agreement, measurements: Sequence[Measurement], period: MeasurementPeriod
) -> tuple[OneToOneSheet, ...]:
    """Return the sheets of all people who have a figure in `period`, by person.

    Nothing is returned where figures of single people are not allowed.
    """
    if not agreement.privacy.allows_personal_kpis:
        return ()
    found: dict[str, list[PersonFigure]] = defaultdict(list)
    for kpi in agreement.kpis:
        for grouping in personal_groupings(agreement, kpi):
            for person, figure in _figures(agreement, kpi, grouping, measurements, period):
                found[person].append(figure)
    return tuple(
        OneToOneSheet(person=person, figures=tuple(found[person])) for person in sorted(found)
    )


def _figures(
    agreement: Agreement,
    kpi: Kpi,
    grouping: Sequence[str],
    measurements: Iterable[Measurement],
    period: MeasurementPeriod,
) -> Iterator[tuple[str, PersonFigure]]:
    personal = personal_columns(agreement, kpi)
    own = _by_person(kpi, grouping, personal, measurements, period)
    groups = _groups(own, period)
    hidden = suppressed(
        {group: len(values) for group, values in groups.items()}, agreement.privacy.smallest_group
    )
    target = _target(agreement, kpi)
    for person, in_groups in own.items():
        for group, past in in_groups.items():
            if period in past:
                values = None if group in hidden else groups[group]
                yield person, _figure(kpi, group, past, period, target, values)


def _by_person(
    kpi: Kpi,
    grouping: Sequence[str],
    personal: frozenset[str],
    measurements: Iterable[Measurement],
    period: MeasurementPeriod,
) -> _Own:
    own: _Own = defaultdict(lambda: defaultdict(dict))
    for each in measurements:
        columns = tuple(column for column, _ in each.dimension)
        fits = each.period.length == period.length and each.period <= period
        if each.kpi == kpi.id and fits and columns == tuple(grouping):
            person = " ".join(value for column, value in each.dimension if column in personal)
            group = tuple(pair for pair in each.dimension if pair[0] not in personal)
            own[person][group][each.period] = each
    return own


def _groups(own: _Own, period: MeasurementPeriod) -> dict[Dimension, list[Fraction]]:
    """Return each group's figures in the period, one for each of its people who has one."""
    groups: dict[Dimension, list[Fraction]] = defaultdict(list)
    for in_groups in own.values():
        for group, past in in_groups.items():
            measured = past.get(period)
            if measured is not None and measured.value is not None:
                groups[group].append(measured.value)
    return groups


def _figure(
    kpi: Kpi,
    group: Dimension,
    past: _Past,
    period: MeasurementPeriod,
    target: Target | None,
    values: Sequence[Fraction] | None,
) -> PersonFigure:
    history = _history(past, period)
    known = [value for _, value in history if value is not None]
    return PersonFigure(
        kpi=kpi,
        group=group,
        value=past[period].value,
        volume=past[period].volume,
        history=history,
        course=None if target is None else _course(known, target),
        people=None if values is None else len(values),
        median=median(values) if values else None,
    )


def _history(
    past: _Past, period: MeasurementPeriod
) -> tuple[tuple[MeasurementPeriod, Fraction | None], ...]:
    periods = [period]
    first = min(past)
    while len(periods) < HISTORY_LENGTH and periods[0] > first:
        periods.insert(0, periods[0].previous())
    return tuple((each, past[each].value if each in past else None) for each in periods)


def _course(values: Sequence[Fraction], target: Target) -> Course | None:
    off = [target.distance(value) for value in values]
    return course_of_distances(off, abs(Fraction(target.limit)))


def _target(agreement: Agreement, kpi: Kpi) -> Target | None:
    """Return the target that tells what is better: the latest one agreed for the KPI."""
    levels = (level for level in agreement.service_levels if level.kpi == kpi.id)
    terms = [term for level in levels for term in level.terms]
    return max(terms, key=lambda term: term.since).target if terms else None
