"""The rows of the stored observations in memory, shown one by one."""

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction

from concord.domain.evidence import EvidenceRow, Recount
from concord.domain.kpi import Dimension, Kpi, ratio
from concord.domain.period import MeasurementPeriod
from concord.domain.source import Source
from concord.ports import ObservationFile
from tests.fakes_observations import FakeObservations, Row, _evaluate, _lies_in, _text


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

    def recount(
        self,
        kpi: Kpi,
        source: Source,
        files: Sequence[ObservationFile],
        period: MeasurementPeriod,
        dimension: Dimension,
        recount: Recount,
    ) -> Fraction | None:
        rows = [
            (file, row)
            for file, row in self._observations._effective(source, files)
            if (row["_valid"] or recount.with_invalid)
            and _lies_in(_shifted(row, source, recount), source, file, period, dated=True)
            and _belongs(row, dimension)
        ]
        numerator, denominator = (_evaluate(e, rows) for e in (kpi.numerator, kpi.denominator))
        value = _evaluate(kpi.value, rows)
        return value if kpi.value is not None else ratio(numerator, denominator, kpi.unit)


def _shifted(row: Row, source: Source, recount: Recount) -> Row:
    moment = row.get(source.day_column or "")
    if not isinstance(moment, datetime):
        return row
    return {**row, "_day": (moment + recount.shift).date()}


def _belongs(row: Row, dimension: Dimension) -> bool:
    texts = ((_text(row.get(name)), value) for name, value in dimension)
    return all(
        (text or "") == value or (text is None and not row["_valid"]) for text, value in texts
    )
