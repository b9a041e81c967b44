"""What was delivered: rows counted by day and by the values of some columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from concord.adapters.duckdb_observations.placing import Placing
from concord.adapters.duckdb_observations.rows import as_words
from concord.domain.completeness import DeliveredCell
from concord.domain.coverage import CoverageUnit
from concord.domain.period import MeasurementPeriod
from concord.domain.source import Source
from concord.ports import ObservationFile

_Place = tuple[MeasurementPeriod, date | None, tuple[str | None, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """What is asked about all rows: how many are accepted, and how many are invalid."""

    source: Source
    columns: Sequence[str]

    def sql(self, placing: Placing) -> str:
        """Return the statement, to follow the tables of `placing`."""
        by_day = self.source.coverage.every is not CoverageUnit.PERIOD
        day = "_day" if by_day and self.source.day_column is not None else "NULL::DATE"
        words = (as_words(self.source.column(name)) for name in self.columns)
        shown = "".join(f", {word} AS _by{number}" for number, word in enumerate(words))
        return f"""SELECT {placing.asked} AS _place,
                CASE WHEN _place IS NULL THEN _number END AS _of, {day} AS _date,
                count(*) FILTER (_valid), count(*) FILTER (NOT _valid){shown}
            FROM {placing.all_rows} GROUP BY ALL ORDER BY ALL"""  # noqa: S608 - only quoted names and our own words

    def cells(
        self,
        rows: Iterable[Sequence[Any]],
        placing: Placing,
        files: Sequence[ObservationFile],
    ) -> Iterator[DeliveredCell]:
        """Yield what the statement found in asked periods."""
        counts: dict[_Place, list[int]] = defaultdict(lambda: [0, 0])
        for place, number, day, accepted, invalid, *values in rows:
            for period in _periods(placing, place, files, number):
                found = counts[period, day, tuple(values)]
                found[0] += accepted
                found[1] += invalid
        for (period, day, words), (accepted, invalid) in counts.items():
            yield DeliveredCell(
                period=period,
                day=day,
                values=tuple(zip(self.columns, words, strict=True)),
                accepted=accepted,
                invalid=invalid,
            )


def _periods(
    placing: Placing, place: date | int | None, files: Sequence[ObservationFile], number: int
) -> Iterable[MeasurementPeriod]:
    """Return the periods of a row; one without a place may lie wherever its file does."""
    if place is None:
        about = files[number].period
        return [period for period in placing.periods.values() if period.overlaps(about)]
    period = placing.periods.get(place)
    return () if period is None else (period,)
