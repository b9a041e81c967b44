"""What the stored rows of one file add up to."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from concord.adapters.duckdb_observations.rows import delivered, in_order
from concord.adapters.duckdb_observations.sandbox import identifier, sandbox
from concord.domain.read_figures import ColumnTotal
from concord.domain.source import Column, ColumnType, Source
from concord.ports import ObservationFile


class DuckDbReadFigures:
    """Adds up rows stored as Parquet files below `root`."""

    def __init__(self, root: Path) -> None:
        self._root = root.absolute()

    def totals(self, source: Source, file: ObservationFile) -> tuple[ColumnTotal, ...]:
        """Return each numeric column that has values in accepted rows."""
        columns = [column for column in source.columns if column.type.is_numeric]
        if not columns:
            return ()
        stored = in_order(self._root, source, [file], [file.period])
        asked = ", ".join(
            f"{figure}({identifier(column.name)})"
            for column in columns
            for figure in ("sum", "min", "max")
        )
        sql = f"""
            {delivered(source, stored)}
            SELECT {asked} FROM effective WHERE _valid"""  # noqa: S608 - only quoted names and our own words
        with sandbox([each.path for each in stored]) as connection:
            (row,) = connection.execute(sql).fetchall()
        figures = zip(columns, row[0::3], row[1::3], row[2::3], strict=True)
        return tuple(_total(*each) for each in figures if each[1] is not None)


def _total(
    column: Column, total: Decimal | int, smallest: Decimal | int, largest: Decimal | int
) -> ColumnTotal:
    return ColumnTotal(
        column=column.headers[0],
        total=None if column.type is ColumnType.PERCENT else Decimal(total),
        smallest=Decimal(smallest),
        largest=Decimal(largest),
    )
