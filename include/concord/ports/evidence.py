"""The delivered rows behind a figure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from concord.domain.evidence import EvidenceRow
from concord.domain.kpi import Dimension
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
