"""The delivered rows behind a figure."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Protocol

from concord.domain.evidence import EvidenceRow, Recount
from concord.domain.kpi import Dimension, Kpi
from concord.domain.period import MeasurementPeriod
from concord.domain.source import Source
from concord.ports.observations import ObservationFile


class RowEvidence(Protocol):
    """The stored rows, asked for one by one."""

    def rows(
        self,
        source: Source,
        columns: Sequence[str],
        files: Sequence[ObservationFile],
        period: MeasurementPeriod,
        dimension: Dimension,
    ) -> tuple[EvidenceRow, ...]:
        """Return the rows of a period and dimension that no newer file replaces.

        They come by file, in order of arrival, and row, with the values of `columns`.
        Invalid rows that may belong there are among them, not counted: those whose day or
        dimension cannot be read may belong anywhere.
        """
        ...

    def recount(
        self,
        kpi: Kpi,
        source: Source,
        files: Sequence[ObservationFile],
        period: MeasurementPeriod,
        dimension: Dimension,
        recount: Recount,
    ) -> Fraction | None:
        """Return what a KPI would come to if its rows were counted in another way.

        A shift of days needs a day column of type timestamp; without data there is None.
        """
        ...
