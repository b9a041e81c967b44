"""The rows of the stored observations in memory, shown one by one."""

from collections.abc import Sequence

from concord.domain.evidence import EvidenceRow
from concord.domain.kpi import Dimension
from concord.domain.period import MeasurementPeriod
from concord.domain.source import Source
from concord.ports import ObservationFile
from tests.fakes_observations import FakeObservations, Row, _lies_in, _text


class FakeRowEvidence:
    """Rows stand from row 2 on, as if a header stood in the first, in no sheet."""

    def __init__(self, observations: FakeObservations) -> None:
        self._observations = observations

    def rows(
        self,
        source: Source,
        columns: Sequence[str],
        files: Sequence[ObservationFile],
        period: MeasurementPeriod,
        dimension: Dimension,
    ) -> tuple[EvidenceRow, ...]:
        return tuple(
            EvidenceRow(
                sha256=file.submission,
                sheet=None,
                row=2
                + next(
                    n for n, r in enumerate(self._observations.rows[file.observations]) if r is row
                ),
                counted=bool(row["_valid"]),
                values=tuple((name, _text(row.get(name))) for name in columns),
            )
            for file, row in self._observations._effective(source, files)
            if _lies_in(row, source, file, period, dated=bool(row["_valid"]))
            and _belongs(row, dimension)
        )


def _belongs(row: Row, dimension: Dimension) -> bool:
    texts = ((_text(row.get(name)), value) for name, value in dimension)
    return all(
        (text or "") == value or (text is None and not row["_valid"]) for text, value in texts
    )
