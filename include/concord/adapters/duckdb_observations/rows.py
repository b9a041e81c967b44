"""The rows that count: SQL over a source's files, with the newer ones restating the older."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from concord.adapters.duckdb_observations.sandbox import identifier, literal
from concord.domain.period import MeasurementPeriod
from concord.domain.source import Column, ColumnType, Restates, Source
from concord.ports import ObservationFile

_BOOKKEEPING = {"_row": "INTEGER", "_day": "DATE", "_valid": "BOOLEAN", "_key": "VARCHAR"}
_INDEX = "file_index"
"""DuckDB's name for the place of a row's file among those read, unless a column has it."""

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
            path = path_of(root, file.observations)
            found.append(StoredFile(number=number, file=file, path=path, newest=is_newest))
    return tuple(found)


@lru_cache(maxsize=8_192)
def path_of(root: Path, rows: str) -> Path:
    """Return where the rows of a content hash are stored."""
    return root / rows[:2] / f"{rows}.parquet"


def delivered(source: Source, files: Sequence[StoredFile]) -> str:
    """Return the tables up to `effective`, the rows that no newer file replaces.

    `effective` holds invalid rows too: a newest row that is invalid replaces an older one.
    A key counts within its file's period.  An invalid row without a key counts while its
    file is the newest of the period.
    """
    return f"WITH {effective(source, files)}"


def effective(source: Source, files: Sequence[StoredFile], *, spans: bool = True) -> str:
    """Return those tables, to stand among others.

    `_number` is a row's file by order of arrival, and with `spans` it has the first and last
    day of the file's period.
    """
    times = Counter(stored.file.period for stored in files)
    again = [stored.number for stored in files if times[stored.file.period] > 1]
    types = _BOOKKEEPING | {column.name: _TYPES[column.type] for column in source.columns}
    if source.key and again:
        known = _known(files, ("_number", "_first", "_last", "_newest"))
        return (
            f"arrived AS ({_stored(source, files, types, known)}), effective AS ({_newest(again)})"
        )
    known = _known(files, ("_number", "_first", "_last") if spans else ("_number",))
    return f"effective AS ({_stored(source, files, types, known)})"


def _newest(again: Iterable[int]) -> str:
    """Return the arrived rows without those that the files of a period replace.

    Periods delivered once, nearly all, are spared the costly comparison of keys.
    """
    numbers = ", ".join(map(str, again))
    return f"""SELECT * FROM arrived WHERE _number NOT IN ({numbers})
        UNION ALL
        SELECT * FROM arrived WHERE _number IN ({numbers})
        QUALIFY CASE
            WHEN _key IS NULL THEN _valid OR _newest
            ELSE _number = max(_number) OVER (PARTITION BY _key, _first, _last)
        END"""  # noqa: S608 - only numbers and our own words


def _known(files: Sequence[StoredFile], names: Iterable[str]) -> str:
    """Return what is known of a row's file, taken from lists: a join would cost more."""
    known = {
        "_number": [str(stored.number) for stored in files],
        "_first": [_date(stored.file.period.start) for stored in files],
        "_last": [_date(stored.file.period.end) for stored in files],
        "_newest": [str(stored.newest) for stored in files],
    }
    return "".join(f", {_looked_up(known[name])} AS {name}" for name in names)


def _looked_up(values: Sequence[str]) -> str:
    if all(value == str(place) for place, value in enumerate(values)):
        return "_file"
    return f"[{', '.join(values)}][_file + 1]"


def _stored(
    source: Source, files: Sequence[StoredFile], types: Mapping[str, str], known: str
) -> str:
    """Return all stored rows; a column that an older agreement did not have is null in them."""
    nothing = ", ".join(f"NULL::{type_} AS {identifier(name)}" for name, type_ in types.items())
    names = ", ".join(
        f"{identifier(name)}::{type_} AS {identifier(name)}" for name, type_ in types.items()
    )
    return f"""SELECT {names}{known} FROM (
            SELECT {nothing}, NULL::INTEGER AS _file WHERE false
            UNION ALL BY NAME
            {_read(source, files)}
        )"""  # noqa: S608 - only quoted names and our own words


def _read(source: Source, files: Iterable[StoredFile]) -> str:
    """Return what reads all rows, with the place of their file in `files`."""
    paths = [literal(str(stored.path)) for stored in files]
    if all(column.name.casefold() != _INDEX for column in source.columns):
        return f"""SELECT *, {_INDEX}::INTEGER AS _file
            FROM read_parquet([{", ".join(paths)}], union_by_name = true)"""  # noqa: S608 - only paths and our own words
    return " UNION ALL BY NAME ".join(
        f"SELECT *, {number} AS _file FROM read_parquet([{path}])"  # noqa: S608 - only paths and our own words
        for number, path in enumerate(paths)
    )


def periods_table(periods: Sequence[MeasurementPeriod]) -> str:
    """Return the tables `period` and `period_day`, to stand among others."""
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
    return f"{_date(period.start)}, {_date(period.end)}"


def _date(day: date) -> str:
    return f"DATE '{day.isoformat()}'"
