"""Forecast the running periods of a partner from what is recorded; nothing of it is kept."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from concord.domain.agreement import Agreement
from concord.domain.assessment import Assessment
from concord.domain.errors import FigureError, LandingStoreError
from concord.domain.forecast import (
    LOOK_BACK,
    DayFigure,
    DaysSeen,
    Forecast,
    LevelRelief,
    Rest,
    RunningPeriod,
    day_figure,
    forecast_of,
    level_relief,
    rest_of,
)
from concord.domain.kpi import TOTAL, Dimension, Kpi, Measurement
from concord.domain.period import MeasurementPeriod, PeriodLength, period_range
from concord.domain.service_level import Outcome, OutcomeKind, ServiceLevel
from concord.domain.source import Source
from concord.domain.submission import Submission
from concord.ports import ObservationFile, Observations, Store
from concord.services.record_submission import observation_file

_log = logging.getLogger(__name__)


def forecasts(
    agreement: Agreement, *, store: Store, observations: Observations, now: datetime
) -> tuple[Forecast, ...]:
    """Return the forecast of each service level and dimension whose period is running.

    They are made of the assessments on record, and come by service level, period and
    dimension.  A period of which nothing is known has none, nor has one that relief drops.
    """
    with store.transaction() as tx:
        submissions = tx.submissions.of_partner(agreement.partner)
        assessments = tx.assessments.of_partner(agreement.partner)
    running: list[RunningPeriod] = []
    for level in agreement.service_levels:
        kpi = agreement.kpi(level.kpi)
        today = _today(agreement, kpi, now)
        open_ = tuple(_open(level, assessments, today))
        if open_ and kpi.rate is not None:
            running += (_by_value(level, kpi, outcome, today) for outcome, _ in open_)
        elif open_:
            running += _by_days(agreement, level, open_, submissions, observations, today)
    told = (forecast for each in running if (forecast := forecast_of(each)) is not None)
    return tuple(sorted(told, key=lambda f: (f.service_level, f.period, f.dimension)))


def forecasts_beside(
    agreement: Agreement,
    month: MeasurementPeriod,
    *,
    store: Store,
    observations: Observations,
    now: datetime,
) -> tuple[Forecast, ...]:
    """Return what the report of a month may show: nothing once another month has gone by."""
    if now.astimezone(agreement.zone).date() not in month.next():
        return ()
    return readable_forecasts(agreement, store=store, observations=observations, now=now) or ()


def readable_forecasts(
    agreement: Agreement, *, store: Store, observations: Observations, now: datetime
) -> tuple[Forecast, ...] | None:
    """Return the forecasts; None where stored rows cannot be read: an estimate stops nothing."""
    try:
        return forecasts(agreement, store=store, observations=observations, now=now)
    except (FigureError, LandingStoreError):
        _log.exception("%s cannot be forecast", agreement.partner)
        return None


def _today(agreement: Agreement, kpi: Kpi, now: datetime) -> date:
    zone = agreement.zone if kpi.rate is not None else agreement.source(kpi.source).zone
    return now.astimezone(zone).date()


_Open = tuple[Outcome, Measurement | None]
"""An outcome whose period is running, with the sums on record behind it."""


def _open(level: ServiceLevel, assessments: Iterable[Assessment], today: date) -> Iterator[_Open]:
    for assessment in assessments:
        if today not in assessment.period:
            continue
        sums = {m.dimension: m for m in assessment.measurements if m.kpi == level.kpi}
        for outcome in assessment.outcomes:
            known = outcome.service_level == level.id and outcome.kpi == level.kpi
            if known and outcome.kind is OutcomeKind.OPEN:
                yield outcome, sums.get(outcome.dimension)


def _by_value(level: ServiceLevel, kpi: Kpi, outcome: Outcome, today: date) -> RunningPeriod:
    """Return a period of deliveries: there are no days behind it."""
    return RunningPeriod(
        kpi=kpi,
        level=level,
        outcome=outcome,
        measured=None,
        figures=(),
        as_of=today,
        rest=Rest(days=(outcome.period.end - today).days, volume=None),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Days:
    """The days of a service level's KPI up to `as_of`, the last one with volume."""

    source: Source
    as_of: date
    today: date
    figures: Mapping[Dimension, Sequence[DayFigure]]
    relief: LevelRelief

    def running(
        self, level: ServiceLevel, kpi: Kpi, outcome: Outcome, measured: Measurement | None
    ) -> RunningPeriod:
        """Return a period with what is known of it in its middle."""
        return RunningPeriod(
            kpi=kpi,
            level=level,
            outcome=outcome,
            measured=measured,
            figures=self.figures.get(outcome.dimension, ()),
            as_of=self.as_of,
            rest=self._rest(outcome.period, outcome.dimension),
        )

    def _rest(self, period: MeasurementPeriod, dimension: Dimension) -> Rest:
        told = all(name in self.source.coverage.for_each for name, _ in dimension)
        delivered = self.figures.get(dimension if told else TOTAL, ())
        seen = DaysSeen(
            figures=self.figures.get(dimension, ()),
            as_of=self.as_of,
            today=self.today,
            delivered=frozenset(figure.day for figure in delivered),
            relieved=self.relief.left_out.whole_days,
        )
        return rest_of(self.source, period, dimension, seen)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """Reads a KPI, grouped as its service level rates it, without what relief leaves out."""

    kpi: Kpi
    source: Source
    files: tuple[ObservationFile, ...]
    observations: Observations
    relief: LevelRelief

    def measure(self, periods: Sequence[MeasurementPeriod]) -> tuple[Measurement, ...]:
        left_out = self.relief.left_out
        return self.observations.measure(self.kpi, self.source, self.files, periods, left_out)

    def days(self, first: date, last: date, today: date) -> _Days:
        ends = (MeasurementPeriod.containing(day, PeriodLength.DAY) for day in (first, last))
        figures: dict[Dimension, list[DayFigure]] = defaultdict(list)
        # Also the days ahead: whatever volume a file has for them is in the sums so far.
        for measured in self.measure(period_range(*ends)):
            figures[measured.dimension].append(day_figure(measured))
        with_volume = (figure.day for figure in figures[TOTAL] if figure.volume)
        # Rows that lie in no day are as late as the latest of their files.
        files = max((min(file.period.end, today) for file in self.files), default=today)
        return _Days(
            source=self.source,
            as_of=max(with_volume, default=files),
            today=today,
            figures=figures,
            relief=self.relief,
        )


def _by_days(
    agreement: Agreement,
    level: ServiceLevel,
    open_: Sequence[_Open],
    submissions: Iterable[Submission],
    observations: Observations,
    today: date,
) -> Iterator[RunningPeriod]:
    kpi = agreement.kpi(level.kpi)
    source = agreement.source(kpi.source)
    periods = sorted({outcome.period for outcome, _ in open_})
    first, last = min(today - LOOK_BACK, periods[0].start), max(p.end for p in periods)
    relief = level_relief(agreement, level, source, first, last)
    reading = _Reading(
        kpi=replace(kpi, by=level.groupings),
        source=source,
        files=_files(source, submissions),
        observations=observations,
        relief=relief,
    )
    days = reading.days(first, last, today)
    relieved = reading.measure(periods) if relief.left_out else ()
    left = {(m.period, m.dimension): m for m in relieved}
    for outcome, recorded in open_:
        if not relief.drops(outcome.period):
            place = (outcome.period, outcome.dimension)
            measured = left.get(place) if relief.left_out else recorded
            yield days.running(level, kpi, outcome, measured)


def _files(source: Source, submissions: Iterable[Submission]) -> tuple[ObservationFile, ...]:
    own = (observation_file(s) for s in submissions if s.source == source.id)
    return tuple(file for file in own if file is not None)
