"""Figures from stored observations: one statement a KPI, over all periods and groupings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, Self

from concord.adapters.duckdb_observations.relief import is_left_out
from concord.adapters.duckdb_observations.restatement import changes
from concord.adapters.duckdb_observations.rows import (
    StoredFile,
    as_words,
    delivered,
    in_order,
    of_period,
    periods_table,
)
from concord.adapters.duckdb_observations.sandbox import identifier, sandbox
from concord.domain.completeness import DeliveredCell
from concord.domain.coverage import CoverageUnit
from concord.domain.kpi import Dimension, Expression, Kpi, Measurement, ratio
from concord.domain.period import MeasurementPeriod
from concord.domain.relief import NOTHING, LeftOut
from concord.domain.source import Source
from concord.domain.submission import Restatement
from concord.ports import ObservationFile

_EXACT = "DECIMAL(38, 12)"


class DuckDbObservations:
    """Rows as Parquet files below `root`, named by content hash, two digits a folder."""

    def __init__(self, root: Path) -> None:
        self._root = root.absolute()

    @property
    def root(self) -> Path:
        """The folder below which the rows are stored."""
        return self._root

    @contextmanager
    def together(self, files: Iterable[ObservationFile]) -> Iterator[Self]:  # noqa: ARG002 - to come
        """Keep these files at hand for many questions."""
        yield self

    def measure_all(
        self,
        kpis: Sequence[Kpi],
        source: Source,
        files: Sequence[ObservationFile],
        periods: Sequence[MeasurementPeriod],
    ) -> tuple[Measurement, ...]:
        """Return several KPIs of one source, by KPI, period and dimension."""
        return tuple(m for kpi in kpis for m in self.measure(kpi, source, files, periods))

    def measure(
        self,
        kpi: Kpi,
        source: Source,
        files: Sequence[ObservationFile],
        periods: Sequence[MeasurementPeriod],
        left_out: LeftOut = NOTHING,
    ) -> tuple[Measurement, ...]:
        """Return the KPI for every period and dimension that has accepted rows, exactly."""
        figures = (_figure(kpi.numerator), _figure(kpi.denominator), _value(kpi))
        rows = self._grouped(kpi, source, files, periods, figures, _counted(source, left_out))
        return tuple(
            _measurement(kpi, periods[asked], dimension, _used(files, numbers), row)
            for asked, dimension, numbers, row in rows
        )

    def volumes(
        self,
        column: str,
        kpi: Kpi,
        source: Source,
        files: Sequence[ObservationFile],
        periods: Sequence[MeasurementPeriod],
        left_out: LeftOut = NOTHING,
    ) -> Mapping[tuple[MeasurementPeriod, Dimension], int]:
        """Return the sum of a count column for every period and dimension of the KPI."""
        figures = (f"sum({identifier(column)})",)
        rows = self._grouped(kpi, source, files, periods, figures, _counted(source, left_out))
        return {(periods[asked], dimension): int(row[0] or 0) for asked, dimension, _, row in rows}

    def rows_left_out(
        self,
        kpi: Kpi,
        source: Source,
        files: Sequence[ObservationFile],
        periods: Sequence[MeasurementPeriod],
        left_out: LeftOut,
    ) -> Mapping[tuple[MeasurementPeriod, Dimension], int]:
        """Return how many accepted rows are left out of every period and dimension of the KPI."""
        every_day = replace(kpi, snapshot=False)
        condition = f"AND {is_left_out(source, left_out)}"
        rows = self._grouped(every_day, source, files, periods, ("count(*)",), condition)
        return {(periods[asked], dimension): int(row[0]) for asked, dimension, _, row in rows}

    def cells(
        self,
        source: Source,
        columns: Sequence[str],
        files: Sequence[ObservationFile],
        periods: Sequence[MeasurementPeriod],
    ) -> tuple[DeliveredCell, ...]:
        """Return what was delivered by day (where the source covers days) and `columns`."""
        stored = in_order(self._root, source, files, periods)
        by_day = source.coverage.every is not CoverageUnit.PERIOD
        day = "_day" if by_day and source.day_column is not None else "NULL::DATE"
        words = [as_words(source.column(name)) for name in columns]
        shown = "".join(f", {word} AS _by{number}" for number, word in enumerate(words))
        if not stored or not periods:
            return ()
        sql = f"""
            {delivered(source, stored)}, {periods_table(periods)},
            placed AS (
                SELECT _asked, effective.* FROM {of_period(source)}
                {_undated(source)}
            )
            SELECT _asked, {day} AS _date, count(*) FILTER (_valid), count(*) FILTER (NOT _valid)
                {shown}
            FROM placed GROUP BY ALL ORDER BY ALL"""  # noqa: S608 - only quoted names and our own words
        return tuple(
            DeliveredCell(
                period=periods[asked],
                day=on,
                values=tuple(zip(columns, values, strict=True)),
                accepted=accepted,
                invalid=invalid,
            )
            for asked, on, accepted, invalid, *values in _fetched(stored, sql)
        )

    def restatement(
        self,
        source: Source,
        before: Sequence[ObservationFile],
        newest: ObservationFile,
        partner: str,
    ) -> Restatement:
        """Return what `newest` changes in the rows that `before` left for its period."""
        older = [file for file in before if file.period == newest.period]
        stored = in_order(self._root, source, older, [newest.period])
        arriving = in_order(self._root, source, [newest], [newest.period])
        return changes(partner, source, stored, arriving[0])

    def _grouped(
        self,
        kpi: Kpi,
        source: Source,
        files: Sequence[ObservationFile],
        periods: Sequence[MeasurementPeriod],
        figures: Sequence[str],
        condition: str,
    ) -> Iterable[tuple[int, Dimension, Sequence[int], tuple[Any, ...]]]:
        """Yield period, dimension, file numbers and figures of every group with accepted rows."""
        stored = in_order(self._root, source, files, periods)
        if not stored or not periods:
            return
        columns = tuple(dict.fromkeys(name for grouping in kpi.by for name in grouping))
        sql = f"""
            {delivered(source, stored)}, {periods_table(periods)},
            rows AS (
                SELECT _asked, _number, {_dimensions(source, columns)} effective.*
                FROM {of_period(source)} WHERE _valid {condition} {_last_day(kpi, source)}
            )
            SELECT _asked, {_grouping_flags(columns)} list(DISTINCT _number),
                {", ".join(figures)}, count(*)
            FROM rows GROUP BY GROUPING SETS ({_grouping_sets(kpi, columns)})
            ORDER BY ALL"""  # noqa: S608 - only checked expressions, quoted names and our own words
        order = {frozenset(grouping): grouping for grouping in reversed(((), *kpi.by))}
        width = len(columns)
        for asked, *rest in _fetched(stored, sql):
            values = dict(zip(columns, rest[:width], strict=True))
            grouped = frozenset(
                name
                for name, absent in zip(columns, rest[width : 2 * width], strict=True)
                if not absent
            )
            dimension = tuple((name, str(values[name])) for name in order[grouped])
            yield asked, dimension, rest[2 * width], tuple(rest[2 * width + 1 :])


def _counted(source: Source, left_out: LeftOut) -> str:
    return f"AND NOT {is_left_out(source, left_out)}" if left_out else ""


def _last_day(kpi: Kpi, source: Source) -> str:
    """Return the condition of a snapshot: the rows of each period's last day with data."""
    if not kpi.snapshot:
        return ""
    day = "_last" if source.day_column is None else "_day"
    return f"QUALIFY {day} = max({day}) OVER (PARTITION BY _asked)"


def _fetched(stored: Iterable[StoredFile], sql: str) -> list[Any]:
    with sandbox({file.path for file in stored}) as connection:
        return connection.execute(sql).fetchall()


def _figure(expression: Expression | None) -> str:
    return "NULL" if expression is None else expression.sql


def _value(kpi: Kpi) -> str:
    return "NULL" if kpi.value is None else f"CAST({kpi.value.sql} AS {_EXACT})"


def _dimensions(source: Source, columns: Iterable[str]) -> str:
    return "".join(
        f"coalesce({as_words(source.column(name))}, '') AS _by{number}, "
        for number, name in enumerate(columns)
    )


def _grouping_flags(columns: Sequence[str]) -> str:
    names = [f"_by{number}" for number in range(len(columns))]
    return "".join(f"{name}, " for name in (*names, *(f"grouping({name})" for name in names)))


def _grouping_sets(kpi: Kpi, columns: Sequence[str]) -> str:
    groupings = dict.fromkeys(frozenset(grouping) for grouping in ((), *kpi.by))
    return ", ".join(
        f"({', '.join(['_asked', *(f'_by{columns.index(name)}' for name in sorted(grouping))])})"
        for grouping in groupings
    )


def _undated(source: Source) -> str:
    """Return the rows whose day cannot be read: they may belong to any period of their file."""
    if source.day_column is None:
        return ""
    return """UNION ALL BY NAME
        SELECT _asked, effective.* FROM effective JOIN period
        ON effective._day IS NULL AND _first <= _to AND _from <= _last"""


def _used(files: Sequence[ObservationFile], numbers: Iterable[int]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(files[number].submission for number in sorted(numbers)))


def _measurement(
    kpi: Kpi,
    period: MeasurementPeriod,
    dimension: Dimension,
    submissions: tuple[str, ...],
    figures: Sequence[int | Decimal | None],
) -> Measurement:
    numerator, denominator, value, count = map(_exact, figures)
    volume = count if kpi.value is not None else denominator
    return Measurement(
        kpi=kpi.id,
        service=kpi.service,
        period=period,
        dimension=dimension,
        unit=kpi.unit,
        value=value if kpi.value is not None else ratio(numerator, denominator, kpi.unit),
        numerator=numerator,
        denominator=denominator,
        volume=volume or Fraction(0),
        submissions=submissions,
    )


def _exact(figure: int | Decimal | None) -> Fraction | None:
    return None if figure is None else Fraction(figure)
