"""What a service level's figures are read from: a KPI's rows, all of them or what is left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from concord.domain.kpi import Dimension, Kpi, Measurement
from concord.domain.period import MeasurementPeriod, PeriodLength
from concord.domain.relief import NOTHING, LeftOut
from concord.domain.service_level import DayValue, ServiceLevel, value_rated
from concord.domain.source import Source
from concord.ports import ObservationFile, Observations

Place = tuple[MeasurementPeriod, Dimension]


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelFigure:
    """What a period and dimension came to, and the volume that is held against the minimum.

    `days` are the single days where the service level counts these.
    """

    measurement: Measurement | None = None
    volume: Fraction | None = None
    days: tuple[DayValue, ...] = ()

    def value(self, level: ServiceLevel, place: Place) -> Fraction | None:
        """Return the value by which it is rated; None without data or volume."""
        return value_rated(level, *place, self.measurement, self.days)


NO_FIGURE = LevelFigure()


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelReading:
    """Reads the figures of one service level, on a KPI grouped by all that it rates."""

    level: ServiceLevel
    kpi: Kpi
    source: Source
    files: Sequence[ObservationFile]
    observations: Observations

    def read(
        self, periods: Sequence[MeasurementPeriod], left_out: LeftOut
    ) -> Mapping[Place, LevelFigure]:
        """Return the figures of periods with rows, but those left out."""
        found = self.observations.measure(self.kpi, self.source, self.files, periods, left_out)
        return self.figures(found, periods, left_out)

    def figures(
        self,
        measured: Iterable[Measurement],
        periods: Sequence[MeasurementPeriod],
        left_out: LeftOut = NOTHING,
    ) -> Mapping[Place, LevelFigure]:
        """Return what has been measured, with the volumes that count."""
        volumes = self._volumes(periods, left_out)
        days = self._days(periods, left_out)
        return {
            (m.period, m.dimension): LevelFigure(
                measurement=m,
                volume=_volume(m, volumes),
                days=tuple(
                    days[day, m.dimension]
                    for day in (m.period.days() if days else ())
                    if (day, m.dimension) in days
                ),
            )
            for m in measured
        }

    def rows_left_out(
        self, periods: Sequence[MeasurementPeriod], left_out: LeftOut
    ) -> Mapping[Place, int]:
        """Return how many accepted rows are left out."""
        return self.observations.rows_left_out(
            self.kpi, self.source, self.files, periods, left_out
        )

    def _days(
        self, periods: Sequence[MeasurementPeriod], left_out: LeftOut
    ) -> Mapping[tuple[date, Dimension], DayValue]:
        """Return every single day with rows, where the service level counts days."""
        if not self.level.counts_days:
            return {}
        single = sorted({day for period in periods for day in period.days()})
        asked = [MeasurementPeriod.containing(day, PeriodLength.DAY) for day in single]
        found = self.observations.measure(self.kpi, self.source, self.files, asked, left_out)
        volumes = self._volumes(asked, left_out)
        return {
            (m.period.start, m.dimension): DayValue(
                day=m.period.start, value=m.value, volume=_volume(m, volumes)
            )
            for m in found
        }

    def _volumes(
        self, periods: Sequence[MeasurementPeriod], left_out: LeftOut
    ) -> Mapping[Place, int] | None:
        """Return the sums of the column that the minimum volume names, None without one."""
        minimum = self.level.minimum_volume
        if minimum is None or minimum.column is None:
            return None
        return self.observations.volumes(
            minimum.column, self.kpi, self.source, self.files, periods, left_out
        )


def _volume(measured: Measurement, volumes: Mapping[Place, int] | None) -> Fraction:
    if volumes is None:
        return measured.volume
    return Fraction(volumes.get((measured.period, measured.dimension), 0))
