"""Writes typed rows as Parquet: the shape in which figures are computed from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Context, Decimal
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from concord.domain.reading.rows import ObservedRow
from concord.domain.source import CellValue, ColumnType, Source

PLACES = Decimal(1).scaleb(-12)
_WIDE = Context(prec=38)
_BATCH = 5_000
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


def schema_of(source: Source, sheet: str | None) -> pa.Schema:
    """Return the columns: row number, day, validity and key, then the source's own in order."""
    fields = [
        pa.field("_row", pa.int32(), nullable=False),
        pa.field("_day", pa.date32()),
        pa.field("_valid", pa.bool_(), nullable=False),
        pa.field("_key", pa.string()),
        *(pa.field(column.name, _TYPES[column.type]) for column in source.columns),
    ]
    return pa.schema(fields, metadata={"sheet": sheet or ""})


def write_rows(
    path: Path, source: Source, sheet: str | None, rows: Iterable[ObservedRow]
) -> Iterator[int]:
    """Write the rows in batches; yield how many were written so far.  Equal rows, equal bytes."""
    schema = schema_of(source, sheet)
    written = 0
    remaining = iter(rows)
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        while batch := list(islice(remaining, _BATCH)):
            writer.write_batch(_record_batch(batch, source, schema))
            written += len(batch)
            yield written


def _record_batch(rows: list[ObservedRow], source: Source, schema: pa.Schema) -> pa.RecordBatch:
    types = [column.type for column in source.columns]
    columns: list[list[object]] = [
        [row.number for row in rows],
        [row.day for row in rows],
        [row.is_valid for row in rows],
        [row.key for row in rows],
        *([_stored(row.values[i], kind) for row in rows] for i, kind in enumerate(types)),
    ]
    arrays = [pa.array(values, field.type) for values, field in zip(columns, schema, strict=True)]
    return pa.record_batch(arrays, schema=schema)


def _stored(value: CellValue, kind: ColumnType) -> object:
    if not isinstance(value, Decimal):
        return value
    return int(value) if kind is ColumnType.COUNT else value.quantize(PLACES, context=_WIDE)
