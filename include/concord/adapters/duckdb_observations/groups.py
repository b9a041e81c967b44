"""Figures by period and dimension: one statement for all that is grouped alike.

A statement for each grouping costs less than one with grouping sets: most KPIs are grouped by
little, and would be added up by all that others are grouped by.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from concord.adapters.duckdb_observations.placing import Placing
from concord.adapters.duckdb_observations.rows import as_words
from concord.domain.kpi import Dimension, Kpi
from concord.domain.period import MeasurementPeriod
from concord.domain.source import Source

Figures = tuple[int | Decimal | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The accepted rows of one period and dimension: how many, of which files, their figures.

    `files` has a digit for each file in order of arrival, 1 where a row is from it.
    """

    period: MeasurementPeriod
    dimension: Dimension
    files: str
    count: int
    figures: Figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """What is asked about accepted rows: `figures` as SQL, for each value of the columns `by`.

    Without columns that is the total, else each combination of values.  `condition` narrows the
    rows; a `snapshot` leaves those of each period's last day with data.
    """

    source: Source
    by: tuple[str, ...]
    figures: tuple[str, ...]
    condition: str = ""
    snapshot: bool = False

    def sql(self, placing: Placing, files: int) -> str:
        """Return the statement over so many files, to follow the tables of `placing`."""
        words = (f"coalesce({as_words(self.source.column(name))}, '')" for name in self.by)
        named = "".join(f", {word} AS _by{number}" for number, word in enumerate(words))
        figures = "".join(f", {figure}" for figure in self.figures)
        keys = ", ".join(map(str, range(1, len(self.by) + 2)))
        return f"""SELECT {placing.asked} AS _place{named},
            bitstring_agg(_number, 0, {files - 1})::VARCHAR, count(*){figures}
            FROM {self._rows(placing)} GROUP BY {keys} ORDER BY {keys}"""  # noqa: S608 - only checked expressions, quoted names and our own words

    def _rows(self, placing: Placing) -> str:
        rows = f"{placing.rows} AND _valid {self.condition}"
        if not self.snapshot:
            return rows
        day = "_last" if self.source.day_column is None else "_day"
        return f"""(SELECT * FROM {rows}
            QUALIFY {day} = max({day}) OVER (PARTITION BY {placing.asked}))"""  # noqa: S608 - only checked expressions, quoted names and our own words

    def groups(self, rows: Iterable[Sequence[Any]], placing: Placing) -> Iterator[Group]:
        """Yield what the statement found in asked periods."""
        width = len(self.by)
        for place, *rest in rows:
            period = placing.periods.get(place)
            if period is None:
                continue
            yield Group(
                period=period,
                dimension=tuple(zip(self.by, rest[:width], strict=True)),
                files=rest[width],
                count=rest[width + 1],
                figures=tuple(rest[width + 2 :]),
            )


def groupings(kpi: Kpi) -> tuple[tuple[str, ...], ...]:
    """Return what a KPI is grouped by: nothing for the total, then columns.

    Of two groupings by the same columns the first one holds.
    """
    found: dict[frozenset[str], tuple[str, ...]] = {}
    for names in ((), *kpi.by):
        found.setdefault(frozenset(names), names)
    return tuple(found.values())
