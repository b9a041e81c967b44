"""Writes typed rows as Parquet: the shape in which figures are computed from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Context, Decimal
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from concord.domain.reading.rows import ObservedRow
from concord.domain.source import CellValue, ColumnType, Source
from concord.domain.submission import Medians

PLACES = Decimal(1).scaleb(-12)
_WIDE = Context(prec=38)
_BATCH = 5_000
_GROUP = 20 * _BATCH
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
_MEASURES = frozenset({ColumnType.NUMBER, ColumnType.PERCENT, ColumnType.DURATION})


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


def type_of(kind: ColumnType) -> pa.DataType:
    """Return how a column of a kind is stored."""
    return _TYPES[kind]


def write_rows(
    path: Path, source: Source, sheet: str | None, rows: Iterable[ObservedRow]
) -> Iterator[int]:
    """Write the rows in batches; yield how many were written so far.  Equal rows, equal bytes."""
    schema = schema_of(source, sheet)
    written = 0
    remaining = iter(rows)
    waiting: list[pa.RecordBatch] = []
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        while batch := list(islice(remaining, _BATCH)):
            waiting.append(_record_batch(batch, source, schema))
            written += len(batch)
            if written % _GROUP == 0:
                _write_group(writer, waiting, schema)
            yield written
        if waiting:
            _write_group(writer, waiting, schema)


def write_table(path: Path, source: Source, sheet: str, rows: pa.Table) -> None:
    """Write whole columns, in the order of `schema_of`; to the same bytes as their rows."""
    schema = schema_of(source, sheet)
    table = rows.cast(schema).combine_chunks()
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for first in range(0, table.num_rows, _GROUP):
            writer.write_table(table.slice(first, _GROUP))


def medians_in(path: Path, source: Source) -> Medians:
    """Return the medians of the measured columns over the valid rows of a written file."""
    names = _measures(source)
    if not names:
        return ()
    table = pq.read_table(path, columns=["_valid", *names])
    return medians_of(table.filter(table["_valid"]), source)


def medians_of(rows: pa.Table, source: Source) -> Medians:
    """Return the medians of the measured columns, of which each row is valid."""
    found = ((name, _median(rows[name])) for name in _measures(source))
    return tuple((name, median) for name, median in found if median is not None)


def _measures(source: Source) -> list[str]:
    return [column.name for column in source.columns if column.type in _MEASURES]


def _median(values: pa.ChunkedArray) -> Decimal | None:
    (median,) = pc.quantile(pc.cast(values, pa.float64()), 0.5).to_pylist()
    return None if median is None else Decimal(repr(median)).quantize(PLACES, context=_WIDE)


def _write_group(
    writer: pq.ParquetWriter, waiting: list[pa.RecordBatch], schema: pa.Schema
) -> None:
    """Write one group of rows, which one writing of whole columns would cut alike."""
    writer.write_table(pa.Table.from_batches(waiting, schema).combine_chunks())
    waiting.clear()


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
