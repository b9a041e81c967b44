"""The stored rows behind a figure, one by one, with the place each was read from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow.parquet as pq

from concord.adapters.duckdb_observations.rows import (
    as_words,
    delivered,
    in_order,
    of_period,
    periods_table,
)
from concord.adapters.duckdb_observations.sandbox import literal, sandbox
from concord.domain.evidence import EvidenceRow
from concord.domain.kpi import Dimension
from concord.domain.period import MeasurementPeriod
from concord.domain.source import Source
from concord.ports import ObservationFile


class DuckDbRowEvidence:
    """Rows of Parquet files below `root`, as `DuckDbObservations` measures them."""

    def __init__(self, root: Path) -> None:
        self._root = root.absolute()

    def rows(
        self,
        source: Source,
        columns: Sequence[str],
        files: Sequence[ObservationFile],
        period: MeasurementPeriod,
        dimension: Dimension,
    ) -> tuple[EvidenceRow, ...]:
        """Return the rows of a period and dimension, counted or invalid, by file and row."""
        stored = in_order(self._root, source, files, [period])
        if not stored:
            return ()
        words = "".join(f", {as_words(source.column(name))}" for name in columns)
        sql = f"""
            {delivered(source, stored)}, {periods_table([period])},
            placed AS (
                SELECT effective.* FROM {of_period(source)}
                {_undated(source)}
            )
            SELECT _number, _row, _valid{words}
            FROM placed WHERE {_of_dimension(source, dimension)}
            ORDER BY _number, _row"""  # noqa: S608 - only quoted names, literals and our own words
        with sandbox({file.path for file in stored}) as connection:
            found = connection.execute(sql).fetchall()
        sheets = {file.number: _sheet(file.path) for file in stored}
        return tuple(
            EvidenceRow(
                sha256=files[number].submission,
                sheet=sheets[number],
                row=row,
                counted=valid,
                values=tuple(zip(columns, values, strict=True)),
            )
            for number, row, valid, *values in found
        )


def _undated(source: Source) -> str:
    """Return the rows whose day cannot be read: they may belong to any period of their file."""
    if source.day_column is None:
        return ""
    return """UNION ALL BY NAME
        SELECT effective.* FROM effective JOIN period
        ON effective._day IS NULL AND NOT _valid AND _first <= _to AND _from <= _last"""


def _of_dimension(source: Source, dimension: Dimension) -> str:
    conditions = ["true"]
    for name, value in dimension:
        words = as_words(source.column(name))
        conditions.append(
            f"(coalesce({words}, '') = {literal(value)} OR (NOT _valid AND {words} IS NULL))"
        )
    return " AND ".join(conditions)


def _sheet(path: Path) -> str | None:
    metadata = pq.read_schema(path).metadata or {}
    return metadata.get(b"sheet", b"").decode() or None
