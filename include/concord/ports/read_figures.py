"""The figures of one file as they were read."""

from __future__ import annotations

from typing import Protocol

from concord.domain.read_figures import ColumnTotal
from concord.domain.source import Source
from concord.ports.observations import ObservationFile


class ReadFigures(Protocol):
    """Adds up what was read of a file, so that its sender can see that it was read right."""

    def totals(self, source: Source, file: ObservationFile) -> tuple[ColumnTotal, ...]:
        """Return each numeric column that has values in accepted rows, in the agreement's order.

        Raises LandingStoreError.
        """
        ...
