"""Stored observations for tests: rows as Parquet files, as a reader leaves them."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from concord.domain.period import MeasurementPeriod
from concord.domain.source import ColumnType, Source
from concord.ports import ObservationFile

Cell = str | int | Decimal | date | datetime | None

_DECIMAL = pa.decimal128(38, 12)
_TYPES = {
    ColumnType.DATE: pa.date32(),
    ColumnType.TIMESTAMP: pa.timestamp("us"),
    ColumnType.TEXT: pa.string(),
    ColumnType.COUNT: pa.int64(),
    ColumnType.NUMBER: _DECIMAL,
    ColumnType.PERCENT: _DECIMAL,
    ColumnType.DURATION: _DECIMAL,
}


def store_rows(
    root: Path,
    source: Source,
    period: MeasurementPeriod,
    rows: Sequence[Mapping[str, Cell]],
    sent_as: str = "",
) -> ObservationFile:
    """Write rows below `root` and return the file; `_valid: False` marks an invalid row.

    A row's `_key` and `_day` follow from the source unless they are given.
    """
    table = pa.table(
        {
            "_row": pa.array(range(2, len(rows) + 2), pa.int32()),
            "_day": pa.array([day_of(source, row) for row in rows], pa.date32()),
            "_valid": pa.array([row.get("_valid", True) for row in rows], pa.bool_()),
            "_key": pa.array([key_of(source, row) for row in rows], pa.string()),
            **{
                c.name: pa.array([row.get(c.name) for row in rows], _TYPES[c.type])
                for c in source.columns
            },
        }
    )
    sha256 = hashlib.sha256(f"{period} {sent_as} {list(rows)!r}".encode()).hexdigest()
    path = root / sha256[:2] / f"{sha256}.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(table, path)
    return ObservationFile(
        observations=sha256, submission=sent_as or f"file-{period}", period=period
    )


def day_of(source: Source, row: Mapping[str, Cell]) -> Cell:
    if "_day" in row or source.day_column is None:
        return row.get("_day")
    day = row.get(source.day_column)
    return day.date() if isinstance(day, datetime) else day


def key_of(source: Source, row: Mapping[str, Cell]) -> Cell:
    if "_key" in row:
        return row["_key"]
    values = [row.get(name) for name in source.key]
    return "|".join(map(str, values)) if values and None not in values else None
