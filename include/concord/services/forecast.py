"""Forecast the running periods of a partner from what is recorded; nothing of it is kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from concord.domain.agreement import Agreement
from concord.domain.assessment import Assessment
from concord.domain.forecast import (
    LOOK_BACK,
    DayFigure,
    Forecast,
    Rest,
    RunningPeriod,
    day_figure,
    forecast_of,
    rest_of,
)
from concord.domain.kpi import TOTAL, Dimension, Kpi, Measurement
from concord.domain.period import MeasurementPeriod, PeriodLength, period_range
from concord.domain.service_level import Outcome, OutcomeKind, ServiceLevel
from concord.domain.source import Source
from concord.domain.submission import Submission
from concord.ports import ObservationFile, Observations, Store
from concord.services.record_submission import observation_file


def forecasts(
    agreement: Agreement, *, store: Store, observations: Observations, now: datetime
) -> tuple[Forecast, ...]:
    """Return the forecast of each service level and dimension whose period is running.

    They are made of the assessments on record, and come by service level, period and
    dimension.  A period of which nothing is known has none.
    """
    with store.transaction() as tx:
        submissions = tx.submissions.of_partner(agreement.partner)
        assessments = tx.assessments.of_partner(agreement.partner)
    found: list[Forecast] = []
    for kpi in agreement.kpis:
        open_ = tuple(_open(agreement, kpi, assessments, now))
        if open_:
            days = _days(agreement, kpi, open_, submissions, observations, now)
            made = (forecast_of(_running(kpi, each, days)) for each in open_)
            found.extend(forecast for forecast in made if forecast is not None)
    return tuple(sorted(found, key=lambda f: (f.service_level, f.period, f.dimension)))


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
    return forecasts(agreement, store=store, observations=observations, now=now)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Open:
    """An outcome whose period is running, with the sums behind it."""

    level: ServiceLevel
    outcome: Outcome
    measured: Measurement | None


def _open(
    agreement: Agreement, kpi: Kpi, assessments: Iterable[Assessment], now: datetime
) -> Iterator[_Open]:
    today = _today(agreement, kpi, now)
    levels = {level.id: level for level in agreement.service_levels if level.kpi == kpi.id}
    for assessment in assessments:
        for outcome in assessment.outcomes:
            level = levels.get(outcome.service_level)
            running = outcome.kind is OutcomeKind.OPEN and today in outcome.period
            if running and level is not None:
                yield _Open(
                    level=level, outcome=outcome, measured=_sums(assessment.measurements, outcome)
                )


def _today(agreement: Agreement, kpi: Kpi, now: datetime) -> date:
    zone = agreement.zone if kpi.rate is not None else agreement.source(kpi.source).zone
    return now.astimezone(zone).date()


def _sums(measurements: Iterable[Measurement], outcome: Outcome) -> Measurement | None:
    wanted = (outcome.kpi, outcome.dimension)
    return next((m for m in measurements if (m.kpi, m.dimension) == wanted), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Days:
    """The days of a KPI up to `as_of`, the last one with volume; no source, no days."""

    source: Source | None
    as_of: date
    figures: Mapping[Dimension, Sequence[DayFigure]]

    def rest(self, period: MeasurementPeriod, dimension: Dimension) -> Rest:
        """Return what is to come still of a period."""
        if self.source is None:
            return Rest(days=(period.end - self.as_of).days, volume=None)
        told = all(name in self.source.coverage.for_each for name, _ in dimension)
        delivered = self.figures.get(dimension if told else TOTAL, ())
        return rest_of(
            self.source,
            period,
            dimension,
            self.as_of,
            self.figures.get(dimension, ()),
            frozenset(figure.day for figure in delivered),
        )


def _running(kpi: Kpi, open_: _Open, days: _Days) -> RunningPeriod:
    outcome = open_.outcome
    return RunningPeriod(
        kpi=kpi,
        level=open_.level,
        outcome=outcome,
        measured=open_.measured,
        figures=days.figures.get(outcome.dimension, ()),
        as_of=days.as_of,
        rest=days.rest(outcome.period, outcome.dimension),
    )


def _days(
    agreement: Agreement,
    kpi: Kpi,
    open_: Sequence[_Open],
    submissions: Iterable[Submission],
    observations: Observations,
    now: datetime,
) -> _Days:
    today = _today(agreement, kpi, now)
    if kpi.rate is not None:
        return _Days(source=None, as_of=today, figures={})
    source = agreement.source(kpi.source)
    own = (observation_file(s) for s in submissions if s.source == source.id)
    files = tuple(file for file in own if file is not None)
    first = min(today - LOOK_BACK, *(each.outcome.period.start for each in open_))
    by = dict.fromkeys((name,) for each in open_ for name in each.level.for_each)
    figures: dict[Dimension, list[DayFigure]] = defaultdict(list)
    for measured in observations.measure(
        replace(kpi, by=tuple(by)), source, files, _each_day(first, today)
    ):
        figures[measured.dimension].append(day_figure(measured))
    return _Days(source=source, as_of=_as_of(figures[TOTAL], files, today), figures=figures)


def _each_day(first: date, last: date) -> tuple[MeasurementPeriod, ...]:
    ends = (MeasurementPeriod.containing(day, PeriodLength.DAY) for day in (first, last))
    return period_range(*ends)


def _as_of(figures: Iterable[DayFigure], files: Iterable[ObservationFile], today: date) -> date:
    """Return the last day with volume; of rows that lie in no day, that of the latest file."""
    ends = (min(file.period.end, today) for file in files)
    return max(
        (figure.day for figure in figures if figure.volume), default=max(ends, default=today)
    )
