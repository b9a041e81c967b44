"""What a service level's figures are read from: a KPI's rows, all of them or what is left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from concord.domain.kpi import Dimension, Kpi, Measurement
from concord.domain.period import MeasurementPeriod
from concord.domain.relief import NOTHING, LeftOut
from concord.domain.service_level import ServiceLevel
from concord.domain.source import Source
from concord.ports import ObservationFile, Observations

Place = tuple[MeasurementPeriod, Dimension]


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelFigure:
    """What a period and dimension came to, and the volume that is held against the minimum."""

    measurement: Measurement | None = None
    volume: Fraction | None = None

    @property
    def value(self) -> Fraction | None:
        """The value that is rated; None without data or volume."""
        return None if self.measurement is None else self.measurement.value


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
        found = {(m.period, m.dimension): m for m in measured}
        return {
            place: LevelFigure(
                measurement=m,
                volume=m.volume if volumes is None else Fraction(volumes.get(place, 0)),
            )
            for place, m in found.items()
        }

    def rows_left_out(
        self, periods: Sequence[MeasurementPeriod], left_out: LeftOut
    ) -> Mapping[Place, int]:
        """Return how many accepted rows are left out."""
        return self.observations.rows_left_out(
            self.kpi, self.source, self.files, periods, left_out
        )

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
