"""Measure KPIs over stored observations, and rate service levels by what they come to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from itertools import chain, product

from concord.domain.agreement import Agreement
from concord.domain.completeness import DeliveredCell, DeliveredPeriod
from concord.domain.delivery_figures import delivery_figures
from concord.domain.delivery_record import DeliveryRecord
from concord.domain.kpi import TOTAL, Dimension, Kpi, Measurement, exceeds_whole
from concord.domain.measurement_plan import Plan, is_full, is_over, lengths_of
from concord.domain.period import MeasurementPeriod, PeriodRule
from concord.domain.service_level import Evidence, Outcome, ServiceLevel, rate
from concord.domain.silence import Silence
from concord.domain.source import Source
from concord.domain.stated_targets import stated_figure, stating_kpi
from concord.domain.submission import Submission
from concord.ports import ObservationFile, Observations
from concord.services.level_reading import LevelReading
from concord.services.record_submission import observation_file
from concord.services.relieve import Relieved, relieve

_Stated = Mapping[tuple[MeasurementPeriod, Dimension], Decimal]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What the asked periods came to."""

    measured: Mapping[MeasurementPeriod, Sequence[Measurement]]
    rated: Mapping[MeasurementPeriod, Sequence[Outcome]]

    def measurements(self, period: MeasurementPeriod) -> tuple[Measurement, ...]:
        """Return the values of a period by KPI and dimension."""
        found = self.measured.get(period, ())
        return tuple(sorted(found, key=lambda m: (m.kpi, m.dimension)))

    def outcomes(self, period: MeasurementPeriod) -> tuple[Outcome, ...]:
        """Return the outcomes of a period by service level and dimension."""
        found = self.rated.get(period, ())
        return tuple(sorted(found, key=lambda o: (o.service_level, o.dimension)))


def measure(
    agreement: Agreement,
    submissions: Sequence[Submission],
    plan: Plan,
    observations: Observations,
    now: datetime,
    records: Sequence[DeliveryRecord] = (),
    collected: Mapping[str, datetime] | None = None,
) -> Figures:
    """Return values and outcomes of every period of `plan`; credits come later.

    `records` are the deliveries that some KPIs count.  `collected` says when each drive was
    last looked at, None where the files lie at hand.
    """
    silence = Silence(agreement=agreement, now=now, collected=collected)
    measured: dict[MeasurementPeriod, list[Measurement]] = defaultdict(list)
    rated: dict[MeasurementPeriod, list[Outcome]] = defaultdict(list)
    files = _files(submissions)
    rows = (file.observations for file in chain.from_iterable(files.values()))
    with observations.together(rows) as at_hand:
        for source in agreement.sources:
            own = files.get(source.id, ())
            delivery = _delivery(agreement, source, own, plan, at_hand, silence)
            by_kpi: dict[str, list[Measurement]] = defaultdict(list)
            for measurement in _measured(agreement, delivery):
                measured[measurement.period].append(measurement)
                by_kpi[measurement.kpi].append(measurement)
            for outcome in _rated(agreement, delivery, by_kpi):
                rated[outcome.period].append(outcome)
    for period in plan:
        counted = delivery_figures(agreement, period, records, now)
        measured[period].extend(counted.measurements)
        rated[period].extend(counted.outcomes)
    return Figures(measured=measured, rated=rated)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Delivery:
    """One source's files, the periods to measure from them, and what was delivered."""

    source: Source
    files: tuple[ObservationFile, ...]
    periods: tuple[MeasurementPeriod, ...]
    delivered: Callable[[MeasurementPeriod, frozenset[date]], DeliveredPeriod]
    observations: Observations
    silence: Silence

    def periods_of(self, lengths: Container[PeriodRule]) -> tuple[MeasurementPeriod, ...]:
        return tuple(period for period in self.periods if period.length in lengths)


def _files(submissions: Iterable[Submission]) -> dict[str, tuple[ObservationFile, ...]]:
    """Return the files that count, by source."""
    found: dict[str, list[ObservationFile]] = defaultdict(list)
    for submission in submissions:
        file = observation_file(submission)
        if file is not None:
            found[submission.source].append(file)
    return {source: tuple(files) for source, files in found.items()}


def _delivery(
    agreement: Agreement,
    source: Source,
    files: tuple[ObservationFile, ...],
    plan: Plan,
    observations: Observations,
    silence: Silence,
) -> _Delivery:
    periods = tuple(period for period, sources in plan.items() if source.id in sources)
    cells: dict[MeasurementPeriod, list[DeliveredCell]] = defaultdict(list)
    levels = _levels(agreement, source)
    if periods and levels:
        rated = (name for level in levels for group in level.groupings for name in group)
        names = tuple(dict.fromkeys((*source.coverage.for_each, *rated)))
        for cell in observations.cells(source, names, files, periods):
            cells[cell.period].append(cell)
    return _Delivery(
        source=source,
        files=files,
        periods=periods,
        delivered=cache(
            lambda period, without: DeliveredPeriod(source, period, cells[period], without)
        ),
        observations=observations,
        silence=silence,
    )


def _levels(agreement: Agreement, source: Source) -> tuple[ServiceLevel, ...]:
    return tuple(
        level for level in agreement.service_levels if agreement.kpi(level.kpi).source == source.id
    )


def _measured(agreement: Agreement, delivery: _Delivery) -> Iterator[Measurement]:
    """Yield the values of a source's KPIs: one question for all that have the same periods."""
    kpis: dict[frozenset[PeriodRule], list[Kpi]] = defaultdict(list)
    for kpi in agreement.kpis:
        if kpi.source == delivery.source.id and delivery.periods:
            kpis[lengths_of(kpi, agreement)].append(_by_rated_dimensions(agreement, kpi))
    for lengths, alike in kpis.items():
        periods = delivery.periods_of(lengths)
        yield from delivery.observations.measure_all(
            alike, delivery.source, delivery.files, periods
        )


def _by_rated_dimensions(agreement: Agreement, kpi: Kpi) -> Kpi:
    """Return the KPI grouped by all that its service levels rate it for, too."""
    levels = (level for level in agreement.service_levels if level.kpi == kpi.id)
    rated = (grouping for level in levels for grouping in level.groupings)
    return replace(kpi, by=tuple(dict.fromkeys((*kpi.by, *rated))))


def _rated(
    agreement: Agreement,
    delivery: _Delivery,
    measured: Mapping[str, Sequence[Measurement]],
) -> Iterator[Outcome]:
    for level in _levels(agreement, delivery.source) if delivery.periods else ():
        kpi = agreement.kpi(level.kpi)
        periods = delivery.periods_of({level.period})
        reading = LevelReading(
            level=level,
            kpi=_by_rated_dimensions(agreement, kpi),
            source=delivery.source,
            files=delivery.files,
            observations=delivery.observations,
        )
        values = [m for m in measured.get(kpi.id, ()) if m.period.length == level.period]
        relieved = relieve(agreement, reading, periods, reading.figures(values, periods))
        stated = _stated_targets(level, kpi, delivery, periods)
        for period in periods:
            yield from _rate_period(level, kpi, period, delivery, relieved, stated)


def _stated_targets(
    level: ServiceLevel, kpi: Kpi, delivery: _Delivery, periods: Sequence[MeasurementPeriod]
) -> _Stated:
    """Return the targets that the rows of each period and dimension state, one alone."""
    if level.stated is None:
        return {}
    stating = stating_kpi(level, level.stated, kpi)
    found = delivery.observations.measure(stating, delivery.source, delivery.files, periods)
    targets = ((m.period, m.dimension, stated_figure(m)) for m in found)
    return {(period, dimension): one for period, dimension, one in targets if one is not None}


def _rate_period(
    level: ServiceLevel,
    kpi: Kpi,
    period: MeasurementPeriod,
    delivery: _Delivery,
    relieved: Relieved,
    stated: _Stated,
) -> Iterator[Outcome]:
    dimensions = _dimensions(level, delivery.source, relieved.dimensions.get(period, ()))
    delivered = delivery.delivered(period, relieved.days(period))
    over = is_over(period, delivery.source.zone, delivery.silence.now)
    full = is_full(period, (file.period.start for file in delivery.files))
    silent = delivery.silence.counts(level, period)
    for dimension in dimensions:
        figure = relieved.figure((period, dimension))
        found = figure.measurement
        evidence = Evidence(
            measurement=found,
            volume=figure.volume,
            completeness=delivered.share(dimension),
            over=over,
            full=full,
            silent=silent,
            stated=stated.get((period, dimension)),
            sound=found is None or not exceeds_whole(kpi, found),
            excluded=relieved.exclusions((period, dimension)),
            relieved=relieved.is_whole(period),
            days=figure.days,
        )
        yield rate(level, period, dimension, evidence)


def _dimensions(
    level: ServiceLevel, source: Source, seen: Iterable[Dimension]
) -> tuple[Dimension, ...]:
    """Return the total and each value to rate: those with rows, and those declared."""
    found = {d for d in seen if tuple(name for name, _ in d) in level.groupings}
    for names in level.groupings:
        declared = (source.column(name).one_of for name in names)
        found.update(tuple(zip(names, values, strict=True)) for values in product(*declared))
    return (TOTAL, *sorted(found))
