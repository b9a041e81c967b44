"""Keys of whole columns, as the row reader writes them, and whether any row stands twice."""

from __future__ import annotations

from typing import Any, assert_never

import pyarrow as pa
import pyarrow.compute as pc

from concord.adapters.workbook.clean_columns import NotCleanError
from concord.domain.source import ColumnType, Source


def row_keys(source: Source, columns: dict[str, Any], length: int) -> Any:  # noqa: ANN401 - pyarrow has no types
    """Return the values of the key as text joined by `|`; nulls without a declared key."""
    if not source.key:
        return pa.nulls(length, pa.string())
    words = [_as_text(columns[name], source.column(name).type) for name in source.key]
    return words[0] if len(words) == 1 else pc.binary_join_element_wise(*words, "|")


def repeats(keys: Any, source: Source, columns: dict[str, Any]) -> bool:  # noqa: ANN401 - as above
    """Say whether two rows have the same key, or without one the same content."""
    if source.key:
        return bool(pc.count_distinct(keys).as_py() < len(keys))
    if any(_is_unique(values) for values in columns.values()):
        return False
    table = pa.table(columns)
    return bool(table.group_by(list(columns)).aggregate([]).num_rows < table.num_rows)


def _is_unique(values: Any) -> bool:  # noqa: ANN401 - as above
    return bool(pc.count_distinct(values, mode="all").as_py() == len(values))


def _as_text(values: Any, kind: ColumnType) -> Any:  # noqa: ANN401 - as above
    words = values
    match kind:
        case ColumnType.TEXT:
            pass
        case ColumnType.COUNT:
            words = pc.cast(values, pa.string())
        case ColumnType.DATE:
            words = pc.strftime(pc.cast(values, pa.timestamp("s")), format="%Y-%m-%d")
        case ColumnType.TIMESTAMP:
            words = _moments_as_text(values)
        case ColumnType.NUMBER | ColumnType.PERCENT | ColumnType.DURATION:
            raise NotCleanError
        case _:
            assert_never(kind)
    return pc.fill_null(words, "")


def _moments_as_text(values: Any) -> Any:  # noqa: ANN401 - as above
    fractions = pc.not_equal(pc.microsecond(values), 0)
    fractions = pc.or_(fractions, pc.not_equal(pc.millisecond(values), 0))
    if pc.any(fractions, min_count=0).as_py():
        return pa.array([None if v is None else str(v) for v in values.to_pylist()], pa.string())
    return pc.strftime(pc.cast(values, pa.timestamp("s")), format="%Y-%m-%d %H:%M:%S")
