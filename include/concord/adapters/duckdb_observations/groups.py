"""Figures by period and dimension: one statement for all that is grouped alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from concord.adapters.duckdb_observations.placing import Placing
from concord.adapters.duckdb_observations.rows import as_words
from concord.domain.kpi import Dimension
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
    """What is asked about accepted rows: `figures` as SQL, for the total and for each of `by`.

    `condition` narrows the rows; a `snapshot` leaves those of each period's last day with data.
    """

    source: Source
    by: tuple[tuple[str, ...], ...]
    figures: tuple[str, ...]
    condition: str = ""
    snapshot: bool = False

    @property
    def _columns(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for grouping in self.by for name in grouping))

    def sql(self, placing: Placing, files: int) -> str:
        """Return the statement over so many files, to follow the tables of `placing`."""
        columns = self._columns
        words = (f"coalesce({as_words(self.source.column(name))}, '')" for name in columns)
        named = "".join(f", {word} AS _by{number}" for number, word in enumerate(words))
        names = [f"_by{number}" for number in range(len(columns))]
        which = f"grouping({', '.join(names)})" if names else "0"
        figures = "".join(f", {figure}" for figure in self.figures)
        return f"""SELECT {placing.asked} AS _place, {which}{named},
            bitstring_agg(_number, 0, {files - 1})::VARCHAR, count(*){figures}
            FROM {self._rows(placing)} GROUP BY {self._sets(columns)}
            ORDER BY {", ".join(map(str, range(1, len(names) + 3)))}"""  # noqa: S608 - only checked expressions, quoted names and our own words

    def _rows(self, placing: Placing) -> str:
        rows = f"{placing.rows} AND _valid {self.condition}"
        if not self.snapshot:
            return rows
        day = "_last" if self.source.day_column is None else "_day"
        return f"""(SELECT * FROM {rows}
            QUALIFY {day} = max({day}) OVER (PARTITION BY {placing.asked}))"""  # noqa: S608 - only checked expressions, quoted names and our own words

    def _sets(self, columns: Sequence[str]) -> str:
        number = {name: f"_by{index}" for index, name in enumerate(columns)}
        sets = dict.fromkeys(frozenset(number[name] for name in names) for names in ((), *self.by))
        listed = [", ".join(["_place", *sorted(names)]) for names in sets]
        if len(listed) == 1:
            return "_place"
        return f"GROUPING SETS ({', '.join(f'({names})' for names in listed)})"

    def groups(self, rows: Iterable[Sequence[Any]], placing: Placing) -> Iterator[Group]:
        """Yield what the statement found in asked periods."""
        width = len(self._columns)
        grouped = self._grouped()
        for place, which, *rest in rows:
            period = placing.periods.get(place)
            if period is None:
                continue
            yield Group(
                period=period,
                dimension=tuple((name, rest[index]) for index, name in grouped[which]),
                files=rest[width],
                count=rest[width + 1],
                figures=tuple(rest[width + 2 :]),
            )

    def _grouped(self) -> Mapping[int, Sequence[tuple[int, str]]]:
        """Return for each number that `grouping` gives the columns grouped by, as `by` has them.

        Of two with the same columns the first one holds.
        """
        columns = self._columns
        index = {name: number for number, name in enumerate(columns)}
        found: dict[int, Sequence[tuple[int, str]]] = {}
        for names in ((), *self.by):
            # The number has a bit for each column that is not grouped by, the last one lowest.
            absent = (2 ** (len(columns) - 1 - index[n]) for n in columns if n not in names)
            found.setdefault(sum(absent), [(index[name], name) for name in names])
        return found
