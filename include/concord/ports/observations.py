"""The accepted rows, asked for figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol, Self

from concord.domain.completeness import DeliveredCell
from concord.domain.kpi import Kpi, Measurement
from concord.domain.period import MeasurementPeriod
from concord.domain.relief import NOTHING, LeftOut
from concord.domain.source import Source
from concord.domain.submission import Restatement


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservationFile:
    """Stored rows of one accepted submission; later ones in a sequence restate earlier ones."""

    observations: str
    submission: str
    period: MeasurementPeriod


class Observations(Protocol):
    """The accepted rows, asked for figures."""

    def together(self, rows: Iterable[str]) -> AbstractContextManager[Self]:
        """Return the observations with these rows at hand, for many questions to come.

        `rows` are their content hashes.  Answers are the same, and questions about other rows
        are answered too.
        """
        ...

    def measure_all(
        self,
        kpis: Sequence[Kpi],
        source: Source,
        files: Sequence[ObservationFile],
        periods: Sequence[MeasurementPeriod],
    ) -> tuple[Measurement, ...]:
        """Return several KPIs of one source for every period and dimension that has rows.

        In the order of the KPIs; `files` come in order of arrival.
        """
        ...

    def measure(
        self,
        kpi: Kpi,
        source: Source,
        files: Sequence[ObservationFile],
        periods: Sequence[MeasurementPeriod],
        left_out: LeftOut = NOTHING,
    ) -> tuple[Measurement, ...]:
        """Return the KPI for every period and dimension that has rows, but those left out.

        `files` come in order of arrival.
        """
        ...

    def volumes(
        self,
        column: str,
        kpi: Kpi,
        source: Source,
        files: Sequence[ObservationFile],
        periods: Sequence[MeasurementPeriod],
        left_out: LeftOut = NOTHING,
    ) -> Mapping[tuple[MeasurementPeriod, tuple[tuple[str, str], ...]], int]:
        """Return the sum of a count column for every period and dimension of the KPI."""
        ...

    def rows_left_out(
        self,
        kpi: Kpi,
        source: Source,
        files: Sequence[ObservationFile],
        periods: Sequence[MeasurementPeriod],
        left_out: LeftOut,
    ) -> Mapping[tuple[MeasurementPeriod, tuple[tuple[str, str], ...]], int]:
        """Return how many accepted rows are left out of every period and dimension of the KPI.

        Of a snapshot these are rows of any day.
        """
        ...

    def cells(
        self,
        source: Source,
        columns: Sequence[str],
        files: Sequence[ObservationFile],
        periods: Sequence[MeasurementPeriod],
    ) -> tuple[DeliveredCell, ...]:
        """Return what was delivered by day (where the source covers days) and `columns`."""
        ...

    def restatement(
        self,
        source: Source,
        before: Sequence[ObservationFile],
        newest: ObservationFile,
        partner: str,
    ) -> Restatement:
        """Return what `newest` changes in the rows that `before` left for its period."""
        ...
