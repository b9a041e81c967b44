"""Figures from stored observations: one statement for all that is grouped alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from concord.adapters.duckdb_observations.cells import Counting
from concord.adapters.duckdb_observations.desk import Delivered, Desk
from concord.adapters.duckdb_observations.groups import Group, Grouping, groupings
from concord.adapters.duckdb_observations.measuring import alike, submissions_of
from concord.adapters.duckdb_observations.placing import placings
from concord.adapters.duckdb_observations.relief import is_left_out
from concord.adapters.duckdb_observations.restatement import changes
from concord.adapters.duckdb_observations.rows import in_order, path_of
from concord.adapters.duckdb_observations.sandbox import identifier
from concord.domain.completeness import DeliveredCell
from concord.domain.kpi import Dimension, Kpi, Measurement
from concord.domain.period import MeasurementPeriod
from concord.domain.relief import NOTHING, LeftOut
from concord.domain.source import Source
from concord.domain.submission import Restatement
from concord.ports import ObservationFile


class DuckDbObservations:
    """Rows as Parquet files below `root`, named by content hash, two digits a folder."""

    def __init__(self, root: Path, desk: Desk | None = None) -> None:
        self._root = root.absolute()
        self._desk = desk

    @property
    def root(self) -> Path:
        """The folder below which the rows are stored."""
        return self._root

    @contextmanager
    def together(self, rows: Iterable[str]) -> Iterator[Self]:
        """Keep one connection open, with the files of these rows at hand."""
        with self._at_hand(path_of(self._root, name) for name in rows) as desk:
            yield type(self)(self._root, desk)

    def measure_all(
        self,
        kpis: Sequence[Kpi],
        source: Source,
        files: Sequence[ObservationFile],
        periods: Sequence[MeasurementPeriod],
        left_out: LeftOut = NOTHING,
    ) -> tuple[Measurement, ...]:
        """Return several KPIs for every period and dimension that has accepted rows, exactly."""
        condition, used = _counted(source, left_out), submissions_of(files)
        found: dict[str, list[Measurement]] = {kpi.id: [] for kpi in kpis}
        asked = tuple(alike(kpis, source, condition))
        for number, group in self._groups([each.grouping for each in asked], files, periods):
            for measurement in asked[number].measurements(group, used(group.files)):
                found[measurement.kpi].append(measurement)
        return tuple(measurement for each in found.values() for measurement in each)

    def measure(
        self,
        kpi: Kpi,
        source: Source,
        files: Sequence[ObservationFile],
        periods: Sequence[MeasurementPeriod],
        left_out: LeftOut = NOTHING,
    ) -> tuple[Measurement, ...]:
        """Return the KPI for every period and dimension that has accepted rows, exactly."""
        return self.measure_all([kpi], source, files, periods, left_out)

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
        asked = [
            Grouping(
                source=source,
                by=by,
                figures=(f"sum({identifier(column)})",),
                condition=_counted(source, left_out),
                snapshot=kpi.snapshot,
            )
            for by in groupings(kpi)
        ]
        groups = self._groups(asked, files, periods)
        return {(group.period, group.dimension): int(group.figures[0] or 0) for _, group in groups}

    def rows_left_out(
        self,
        kpi: Kpi,
        source: Source,
        files: Sequence[ObservationFile],
        periods: Sequence[MeasurementPeriod],
        left_out: LeftOut,
    ) -> Mapping[tuple[MeasurementPeriod, Dimension], int]:
        """Return how many accepted rows are left out of every period and dimension of the KPI."""
        condition = f"AND {is_left_out(source, left_out)}"
        asked = [
            Grouping(source=source, by=by, figures=(), condition=condition)
            for by in groupings(kpi)
        ]
        groups = self._groups(asked, files, periods)
        return {(group.period, group.dimension): group.count for _, group in groups}

    def cells(
        self,
        source: Source,
        columns: Sequence[str],
        files: Sequence[ObservationFile],
        periods: Sequence[MeasurementPeriod],
    ) -> tuple[DeliveredCell, ...]:
        """Return what was delivered by day (where the source covers days) and `columns`."""
        asked, counting = (
            self._delivered(source, files, periods),
            Counting(source=source, columns=columns),
        )
        with self._at_hand(asked.paths) as desk:
            return tuple(
                cell
                for placing in placings(source, periods if asked.stored else ())
                for cell in counting.cells(
                    desk.fetched(asked, placing.tables, counting.sql(placing)), placing, files
                )
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

    def _groups(
        self,
        groupings: Sequence[Grouping],
        files: Sequence[ObservationFile],
        periods: Sequence[MeasurementPeriod],
    ) -> Iterator[tuple[int, Group]]:
        """Yield every group with accepted rows, and the number of its grouping: of one source."""
        if not groupings:
            return
        source = groupings[0].source
        asked = self._delivered(source, files, periods)
        with self._at_hand(asked.paths) as desk:
            for placing in placings(source, periods if asked.stored else ()):
                for number, grouping in enumerate(groupings):
                    rows = desk.fetched(asked, placing.tables, grouping.sql(placing, len(files)))
                    for group in grouping.groups(rows, placing):
                        yield number, group

    def _delivered(
        self,
        source: Source,
        files: Sequence[ObservationFile],
        periods: Sequence[MeasurementPeriod],
    ) -> Delivered:
        stored = in_order(self._root, source, files, periods)
        return Delivered(source=source, files=files, stored=stored)

    @contextmanager
    def _at_hand(self, paths: Iterable[Path]) -> Iterator[Desk]:
        wanted = frozenset(paths)
        if self._desk is not None and self._desk.holds(wanted):
            yield self._desk
        else:
            with Desk(wanted) as desk:
                yield desk


def _counted(source: Source, left_out: LeftOut) -> str:
    return f"AND NOT {is_left_out(source, left_out)}" if left_out else ""
