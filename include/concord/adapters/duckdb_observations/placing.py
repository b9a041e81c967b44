"""In which of the asked periods a row lies, as SQL."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from concord.adapters.duckdb_observations.rows import of_period, periods_table
from concord.domain.period import MeasurementPeriod, PeriodLength, PeriodRule
from concord.domain.source import Source

_CUT = {
    PeriodLength.DAY: "day",
    PeriodLength.WEEK: "week",
    PeriodLength.MONTH: "month",
    PeriodLength.QUARTER: "quarter",
    PeriodLength.YEAR: "year",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """How rows are placed: `asked` names a period in `rows`, by what `periods` is keyed with.

    `tables` are to stand after `effective`.  Rows may lie in periods that were not asked for.
    `all_rows` are also those whose day cannot be read, without a period: they may belong to any
    that their file's overlaps.
    """

    tables: str
    rows: str
    all_rows: str
    asked: str
    periods: Mapping[date | int, MeasurementPeriod]


def placings(source: Source, periods: Sequence[MeasurementPeriod]) -> Iterator[Placing]:
    """Yield how to place the rows of a source, for periods of one length after the other."""
    by_length: dict[PeriodRule, list[MeasurementPeriod]] = defaultdict(list)
    for period in periods:
        by_length[period.length].append(period)
    for length, alike in by_length.items():
        cut = _CUT.get(length) if isinstance(length, PeriodLength) else None
        yield _joined(source, alike) if source.day_column is None or not cut else _cut(cut, alike)


def _cut(cut: str, periods: Sequence[MeasurementPeriod]) -> Placing:
    """Place rows by the calendar alone, which spares the join with each day of each period."""
    first = min(period.start for period in periods).isoformat()
    last = max(period.end for period in periods).isoformat()
    within = f"_day BETWEEN DATE '{first}' AND DATE '{last}'"
    return Placing(
        tables="",
        rows=f"effective WHERE {within}",
        all_rows=f"effective WHERE {within} OR _day IS NULL",
        asked=f"date_trunc('{cut}', _day)::DATE",
        periods={period.start: period for period in periods},
    )


def _joined(source: Source, periods: Sequence[MeasurementPeriod]) -> Placing:
    rows = of_period(source)
    undated = "SELECT NULL::INTEGER AS _asked, effective.* FROM effective WHERE _day IS NULL"
    dated_or_not = f"(SELECT * FROM {rows} UNION ALL BY NAME {undated})"  # noqa: S608 - only our own words
    return Placing(
        tables=periods_table(periods),
        rows=f"{rows} WHERE true",
        all_rows=rows if source.day_column is None else dated_or_not,
        asked="_asked",
        periods=dict(enumerate(periods)),
    )
