"""The stored rows behind a figure, one by one, with the place each was read from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from fractions import Fraction
from pathlib import Path

import pyarrow.parquet as pq

from concord.adapters.duckdb_observations.rows import (
    as_words,
    delivered,
    in_order,
    of_period,
    periods_table,
)
from concord.adapters.duckdb_observations.sandbox import identifier, literal, sandbox
from concord.domain.evidence import EvidenceRow, Recount
from concord.domain.kpi import Dimension, Kpi, ratio
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

    def recount(
        self,
        kpi: Kpi,
        source: Source,
        files: Sequence[ObservationFile],
        period: MeasurementPeriod,
        dimension: Dimension,
        recount: Recount,
    ) -> Fraction | None:
        """Return what a KPI would come to if its rows were counted in another way."""
        around = [period.previous(), period, period.next()]
        stored = in_order(self._root, source, files, around)
        if not stored:
            return None
        figures = ", ".join(
            "NULL" if expression is None else f"CAST({expression.sql} AS DECIMAL(38, 12))"
            for expression in (kpi.numerator, kpi.denominator, kpi.value)
        )
        validity = "true" if recount.with_invalid else "_valid"
        sql = f"""
            {delivered(source, stored)}
            SELECT {figures} FROM effective
            WHERE {validity} AND {_within(source, period, recount.shift)}
                AND {_of_dimension(source, dimension)}"""  # noqa: S608 - checked expressions, quoted names and our own words
        with sandbox({file.path for file in stored}) as connection:
            row = connection.execute(sql).fetchone() or (None, None, None)
        numerator, denominator, value = (None if n is None else Fraction(n) for n in row)
        return value if kpi.value is not None else ratio(numerator, denominator, kpi.unit)


def _within(source: Source, period: MeasurementPeriod, shift: timedelta) -> str:
    first, last = f"DATE '{period.start.isoformat()}'", f"DATE '{period.end.isoformat()}'"
    if source.day_column is None:
        return f"_last BETWEEN {first} AND {last} AND _last - _first <= {last} - {first}"
    if not shift:
        return f"_day BETWEEN {first} AND {last}"
    seconds = int(shift.total_seconds())
    moved = f"{identifier(source.day_column)} + INTERVAL ({seconds}) SECOND"
    return f"CAST({moved} AS DATE) BETWEEN {first} AND {last}"


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
