"""Rows are stored exactly, typed, and the same bytes for the same rows."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq

from concord.adapters.workbook.parquet import write_rows
from concord.domain.reading.rows import ObservedRow
from concord.domain.source import ColumnType, Source
from tests.builders import column, source

TYPES = tuple(ColumnType)
SOURCE: Source = source(columns=tuple(column(kind.value, kind) for kind in TYPES))
MOMENT = datetime(2026, 10, 31, 8, 30)  # noqa: DTZ001 - wall clock in the source's zone
ROW = ObservedRow(
    number=17,
    day=date(2026, 10, 31),
    is_valid=True,
    key="2026-10-31|manila",
    values=(
        date(2026, 10, 31),
        MOMENT,
        "manila",
        Decimal(410),
        Decimal("0.1"),
        Decimal("99.95"),
        Decimal("6.5"),
    ),
)
UNREADABLE = ObservedRow(
    number=18, day=None, is_valid=False, key=None, values=(None,) * len(TYPES)
)


def test_every_type_comes_back_as_it_was(tmp_path: Path) -> None:
    assert list(write_rows(tmp_path / "rows", SOURCE, "Daily", [ROW, UNREADABLE])) == [2]
    table = pq.read_table(tmp_path / "rows")
    first, second = table.to_pylist()
    assert tuple(first.values()) == (17, ROW.day, True, ROW.key, *ROW.values)
    assert set(second.values()) == {18, False, None}
    assert table.schema.metadata[b"sheet"] == b"Daily"


def test_equal_rows_give_equal_bytes(tmp_path: Path) -> None:
    for name in ("first", "second"):
        list(write_rows(tmp_path / name, SOURCE, None, [ROW]))
    assert (tmp_path / "first").read_bytes() == (tmp_path / "second").read_bytes()


def test_progress_is_told_batch_by_batch(tmp_path: Path) -> None:
    rows = [ROW] * 5_001
    assert list(write_rows(tmp_path / "rows", SOURCE, None, rows)) == [5_000, 5_001]


def test_a_file_without_rows_is_a_file(tmp_path: Path) -> None:
    assert list(write_rows(tmp_path / "rows", SOURCE, None, [])) == []
    assert pq.read_table(tmp_path / "rows").num_rows == 0
