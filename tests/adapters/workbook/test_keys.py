"""Keys of columns are the keys that the row reader writes, and a row that stands twice is seen."""

from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pytest

from concord.adapters.workbook.clean_columns import NotCleanError
from concord.adapters.workbook.keys import repeats, row_keys
from concord.adapters.workbook.parquet import type_of
from concord.domain.reading.rows import as_text
from concord.domain.source import ColumnType, Source
from tests.builders import column, source

MOMENT = datetime(2026, 10, 31, 8, 30)  # noqa: DTZ001 - wall clock in the source's zone


def keyed(kind: ColumnType, *values: Any) -> tuple[Source, dict[str, Any]]:  # noqa: ANN401 - any cells
    asked: Source = source(columns=(column("key", kind),), key=("key",))
    return asked, {"key": pa.array(values, type_of(kind))}


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (ColumnType.TEXT, ("manila", "", None)),
        (ColumnType.COUNT, (0, 410, None)),
        (ColumnType.DATE, (date(2026, 10, 1), None)),
        (ColumnType.TIMESTAMP, (MOMENT, None)),
        (ColumnType.TIMESTAMP, (MOMENT, MOMENT.replace(microsecond=500_000))),
        (ColumnType.TIMESTAMP, (MOMENT, MOMENT.replace(microsecond=7))),
    ],
)
def test_a_key_is_written_as_the_row_reader_writes_it(
    kind: ColumnType, values: tuple[Any, ...]
) -> None:
    asked, columns = keyed(kind, *values)
    assert row_keys(asked, columns, len(values)).to_pylist() == [as_text(v) for v in values]


def test_keys_of_several_columns_are_joined() -> None:
    columns = {"date": pa.array([date(2026, 10, 1)]), "site": pa.array(["cebu"])}
    assert row_keys(source(), columns, 1).to_pylist() == ["2026-10-01|cebu"]


def test_without_a_key_there_are_none() -> None:
    assert row_keys(source(key=()), {}, 2).to_pylist() == [None, None]


def test_figures_are_no_keys_of_columns() -> None:
    with pytest.raises(NotCleanError):
        row_keys(*keyed(ColumnType.NUMBER, 1), 1)


def test_a_key_that_stands_twice_is_seen() -> None:
    asked, columns = keyed(ColumnType.TEXT, "a", "b", "a")
    assert repeats(row_keys(asked, columns, 3), asked, columns)


@pytest.mark.parametrize(
    ("sites", "counts", "twice"),
    [
        (["cebu", "cebu"], [1, 2], False),
        (["cebu", "cebu", "manila"], [1, 1, 1], True),
        (["cebu", "cebu", "manila", "manila"], [1, 2, 1, 2], False),
    ],
)
def test_without_a_key_a_whole_row_that_stands_twice_is_seen(
    sites: list[str], counts: list[int], *, twice: bool
) -> None:
    columns = {"site": pa.array(sites), "offered": pa.array(counts)}
    assert repeats(pa.nulls(len(sites)), source(key=()), columns) is twice
