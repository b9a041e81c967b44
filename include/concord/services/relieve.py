"""Relieve a service level: find what does not count, what is left, and what that changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import reduce
from operator import or_

from concord.domain.agreement import Agreement
from concord.domain.kpi import Dimension
from concord.domain.period import MeasurementPeriod
from concord.domain.relief import (
    NOTHING,
    Clocks,
    Drops,
    LeftOut,
    ReliefRule,
    ReliefState,
    reached,
    state_of,
)
from concord.domain.service_level import Exclusion, ServiceLevel
from concord.domain.source import Source
from concord.services.level_reading import NO_FIGURE, LevelFigure, LevelReading, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reach:
    """A relief with all that it reaches: the days it touches, and their periods."""

    rule: ReliefRule
    state: ReliefState
    left_out: LeftOut
    touched: frozenset[date]
    periods: frozenset[MeasurementPeriod]

    @property
    def counts(self) -> bool:
        return self.state is ReliefState.COUNTED

    @property
    def drops_periods(self) -> bool:
        return self.rule.drops is Drops.PERIOD


@dataclass(frozen=True, slots=True, kw_only=True)
class _Applied:
    """Some reliefs together: each day and hour is left out once, in whatever order they stand.

    `dropped` are periods that are left out whole, however few of their days are touched.
    """

    left_out: LeftOut
    whole_days: frozenset[date]
    touched: frozenset[MeasurementPeriod]
    dropped: frozenset[MeasurementPeriod]

    def days(self, period: MeasurementPeriod) -> frozenset[date]:
        """Return the days of a period of which nothing counts."""
        days = frozenset(period.days())
        return days if period in self.dropped else days & self.whole_days

    def is_whole(self, period: MeasurementPeriod) -> bool:
        return period in self.dropped or self.whole_days.issuperset(period.days())


def _applied(reaches: Iterable[_Reach]) -> _Applied:
    found = tuple(reaches)
    left_out = reduce(or_, (r.left_out for r in found if not r.drops_periods), NOTHING)
    return _Applied(
        left_out=left_out,
        whole_days=left_out.whole_days,
        touched=frozenset(period for reach in found for period in reach.periods),
        dropped=frozenset(p for reach in found if reach.drops_periods for p in reach.periods),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Relieved:
    """The figures of a service level: those left where relief touches a period, else all.

    `dimensions` are those of which anything was delivered, left out or not.
    """

    level: ServiceLevel
    dimensions: Mapping[MeasurementPeriod, frozenset[Dimension]]
    all_figures: Mapping[Place, LevelFigure]
    left: Mapping[Place, LevelFigure]
    applied: _Applied
    reaches: Sequence[_Reach]
    rows: Mapping[tuple[str, Place], int]
    without: Mapping[tuple[str, Place], LevelFigure]

    def figure(self, place: Place) -> LevelFigure:
        """Return what a place is rated by."""
        figures = self.left if place[0] in self.applied.touched else self.all_figures
        return figures.get(place, NO_FIGURE)

    def is_whole(self, period: MeasurementPeriod) -> bool:
        """Say whether nothing at all of a period counts."""
        return self.applied.is_whole(period)

    def days(self, period: MeasurementPeriod) -> frozenset[date]:
        """Return the days of a period that count for nothing, not for completeness either."""
        return self.applied.days(period)

    def exclusions(self, place: Place) -> tuple[Exclusion, ...]:
        """Return all relief that touches a place, in the agreement's order."""
        period, _ = place
        return tuple(
            Exclusion(
                relief=reach.rule.id,
                cause=reach.rule.cause,
                drops=reach.rule.drops,
                state=reach.state,
                approved_by=reach.rule.approved_by,
                evidence=reach.rule.evidence,
                days=tuple(day for day in period.days() if day in reach.touched),
                rows=self.rows.get((reach.rule.id, place), 0),
                value_without=self._value_without(reach, place),
            )
            for reach in self.reaches
            if period in reach.periods
        )

    def _value_without(self, reach: _Reach, place: Place) -> Fraction | None:
        if not reach.counts:
            return self.figure(place).value(self.level, place)
        return self.without.get((reach.rule.id, place), NO_FIGURE).value(self.level, place)


def relieve(
    agreement: Agreement,
    reading: LevelReading,
    periods: Sequence[MeasurementPeriod],
    figures: Mapping[Place, LevelFigure],
) -> Relieved:
    """Return what is left of a service level's `figures` once relief that counts is applied."""
    reaches = tuple(_reaches(agreement, reading.level, reading.source, periods))
    counted = tuple(reach for reach in reaches if reach.counts)
    applied = _applied(counted)
    dimensions: dict[MeasurementPeriod, set[Dimension]] = defaultdict(set)
    for period, dimension in figures:
        dimensions[period].add(dimension)
    return Relieved(
        level=reading.level,
        dimensions={period: frozenset(found) for period, found in dimensions.items()},
        all_figures=figures,
        left=_left(reading, applied.touched, applied),
        applied=applied,
        reaches=reaches,
        rows={
            (reach.rule.id, place): count
            for reach in counted
            for place, count in _rows(reading, reach).items()
        },
        without={
            (reach.rule.id, place): figure
            for reach in counted
            for place, figure in _without(reading, reach, counted, figures).items()
        },
    )


def days_left_out(
    agreement: Agreement, level: ServiceLevel, source: Source, period: MeasurementPeriod
) -> frozenset[date]:
    """Return the days of a period that count for nothing in a service level."""
    reaches = _reaches(agreement, level, source, [period])
    return _applied(reach for reach in reaches if reach.counts).days(period)


def _reaches(
    agreement: Agreement,
    level: ServiceLevel,
    source: Source,
    periods: Sequence[MeasurementPeriod],
) -> Iterable[_Reach]:
    """Yield each relief for the service level that touches any of the periods."""
    clocks = Clocks(agreement=agreement.zone, calendar=agreement.calendar, source=source.zone)
    own = [rule for rule in agreement.relief if rule.is_for(level.id)] if periods else []
    for rule in own:
        first, last = min(p.start for p in periods), max(p.end for p in periods)
        left_out = reached(rule, clocks, first, last)
        touched = left_out.touched
        within = frozenset(p for p in periods if not touched.isdisjoint(p.days()))
        if within:
            yield _Reach(
                rule=rule,
                state=state_of(rule, agreement.people, agreement.zone),
                left_out=left_out,
                touched=touched,
                periods=within,
            )


def _left(
    reading: LevelReading, periods: Iterable[MeasurementPeriod], applied: _Applied
) -> Mapping[Place, LevelFigure]:
    """Return what is left of touched periods; of those left out whole it is nothing."""
    asked = sorted(period for period in periods if not applied.is_whole(period))
    return reading.read(asked, applied.left_out) if asked else {}


def _rows(reading: LevelReading, reach: _Reach) -> Mapping[Place, int]:
    left_out = reach.left_out
    if reach.drops_periods:
        left_out = LeftOut(days=frozenset(day for p in reach.periods for day in p.days()))
    return reading.rows_left_out(sorted(reach.periods), left_out)


def _without(
    reading: LevelReading,
    reach: _Reach,
    counted: Iterable[_Reach],
    figures: Mapping[Place, LevelFigure],
) -> Mapping[Place, LevelFigure]:
    """Return what the periods that a relief touches would come to without it alone."""
    others = _applied(other for other in counted if other is not reach)
    alone = reach.periods - others.touched
    found = {place: figure for place, figure in figures.items() if place[0] in alone}
    return {**found, **_left(reading, reach.periods & others.touched, others)}
