"""The rows that count: SQL over a source's files, with the newer ones restating the older."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from concord.adapters.duckdb_observations.sandbox import identifier, literal
from concord.domain.period import MeasurementPeriod
from concord.domain.source import Column, ColumnType, Restates, Source
from concord.ports import ObservationFile

_BOOKKEEPING = {"_row": "INTEGER", "_day": "DATE", "_valid": "BOOLEAN", "_key": "VARCHAR"}
_TYPES = {
    ColumnType.DATE: "DATE",
    ColumnType.TIMESTAMP: "TIMESTAMP",
    ColumnType.TEXT: "VARCHAR",
    ColumnType.COUNT: "BIGINT",
    ColumnType.NUMBER: "DECIMAL(38, 12)",
    ColumnType.PERCENT: "DECIMAL(38, 12)",
    ColumnType.DURATION: "DECIMAL(38, 12)",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """A file in its place in the order of arrival, and where its rows are stored."""

    number: int
    file: ObservationFile
    path: Path
    newest: bool


def in_order(
    root: Path,
    source: Source,
    files: Sequence[ObservationFile],
    periods: Iterable[MeasurementPeriod],
) -> tuple[StoredFile, ...]:
    """Return the files that can hold rows of `periods`, numbered by arrival.

    Where a newer file restates the whole of its period, the older ones are left out.
    """
    spans = {(period.start, period.end) for period in periods}
    newest = {file.period: number for number, file in enumerate(files)}
    found = []
    for number, file in enumerate(files):
        start, end = file.period.start, file.period.end
        is_newest = newest[file.period] == number
        if (is_newest or source.restates is Restates.ROWS) and any(
            first <= end and start <= last for first, last in spans
        ):
            path = root / file.observations[:2] / f"{file.observations}.parquet"
            found.append(StoredFile(number=number, file=file, path=path, newest=is_newest))
    return tuple(found)


def delivered(source: Source, files: Sequence[StoredFile]) -> str:
    """Return the tables `file` and `effective`, the rows that no newer file replaces.

    `effective` holds invalid rows too: a newest row that is invalid replaces an older one.
    A key counts within its file's period.  An invalid row without a key counts while its
    file is the newest of the period.
    """
    return f"""
        WITH file(_number, _path, _first, _last, _newest, _alone) AS (
            VALUES {_file_values(files)}
        ),
        stored AS ({_stored(source, files)}),
        arrived AS (
            SELECT stored.*, _number, _first, _last, _newest, _alone
            FROM stored JOIN file ON stored._path = file._path
        ),
        effective AS ({_effective(source)})"""  # noqa: S608 - only quoted names and our own words


def _effective(source: Source) -> str:
    """Return the arrived rows without the replaced ones.

    Periods delivered once, nearly all, are spared the costly comparison of keys.
    """
    if not source.key:
        return "SELECT * FROM arrived"
    return """
        SELECT * FROM arrived WHERE _alone
        UNION ALL
        SELECT * FROM arrived WHERE NOT _alone
        QUALIFY CASE
            WHEN _key IS NULL THEN _valid OR _newest
            ELSE _number = max(_number) OVER (PARTITION BY _key, _first, _last)
        END"""


def _file_values(files: Sequence[StoredFile]) -> str:
    times = Counter(stored.file.period for stored in files)
    return ", ".join(
        f"({stored.number}, {literal(str(stored.path))}, {_span(stored.file.period)}, "
        f"{stored.newest}, {times[stored.file.period] == 1})"
        for stored in files
    )


def _stored(source: Source, files: Iterable[StoredFile]) -> str:
    """Return all stored rows; a column that an older agreement did not have is null in them."""
    paths = ", ".join(sorted({literal(str(stored.path)) for stored in files}))
    types = _BOOKKEEPING | {column.name: _TYPES[column.type] for column in source.columns}
    nothing = ", ".join(f"NULL::{type_} AS {identifier(name)}" for name, type_ in types.items())
    names = ", ".join(
        f"CAST({identifier(name)} AS {type_}) AS {identifier(name)}"
        for name, type_ in types.items()
    )
    return f"""
        SELECT {names}, _path FROM (
            SELECT {nothing} WHERE false
            UNION ALL BY NAME
            SELECT * FROM read_parquet([{paths}], union_by_name = true, filename = '_path')
        )"""  # noqa: S608 - only quoted names and our own words


def periods_table(periods: Sequence[MeasurementPeriod]) -> str:
    """Return the tables `period` and `period_day`, to follow `delivered`."""
    values = ", ".join(f"({number}, {_span(period)})" for number, period in enumerate(periods))
    return f"""
        period(_asked, _from, _to) AS (VALUES {values}),
        period_day AS (
            SELECT _asked, unnest(generate_series(_from, _to, INTERVAL 1 DAY))::DATE AS _on
            FROM period
        )"""  # noqa: S608 - only dates and our own words


def of_period(source: Source) -> str:
    """Return the join of `effective` rows with the asked periods they lie in.

    Without a day of its own, a row lies where its file's period ends, unless that period is
    longer than the one asked for.
    """
    if source.day_column is not None:
        return "effective JOIN period_day ON effective._day = period_day._on"
    return """effective JOIN period
        ON _last BETWEEN _from AND _to AND _last - _first <= _to - _from"""


def as_words(column: Column) -> str:
    """Return the SQL that writes a column's value as text, null staying null."""
    text = f"CAST({identifier(column.name)} AS VARCHAR)"
    if column.type in {ColumnType.NUMBER, ColumnType.PERCENT, ColumnType.DURATION}:
        # Stored with twelve decimals, so there is always a point before the zeros.
        return f"rtrim(rtrim({text}, '0'), '.')"
    return text


def _span(period: MeasurementPeriod) -> str:
    return f"DATE '{period.start.isoformat()}', DATE '{period.end.isoformat()}'"
