"""Cells, rows and tables for tests of reading."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from concord.domain.period import MeasurementPeriod
from concord.domain.reading.delivery import Delivery
from concord.domain.reading.header import find_header
from concord.domain.reading.problem import BadCellError
from concord.domain.reading.remarks import Remarks
from concord.domain.reading.rows import ObservedRow, RowReader
from concord.domain.source import ColumnType, Source
from concord.domain.table import EMPTY, Cell, CellKind, Row, Table
from tests import builders

OCTOBER = MeasurementPeriod.parse("2026-10")
HEADER = ("Date", "Site", "Offered", "Answered")
BROKEN = object()


def cell(value: Any = None, number_format: str = "", serial: str = "") -> Cell:  # noqa: ANN401 - any cell
    """Return a cell of the kind that fits the value; errors are texts such as `#DIV/0!`."""
    kinds = {
        bool: CellKind.BOOLEAN,
        str: CellKind.TEXT,
        Decimal: CellKind.NUMBER,
        datetime: CellKind.DATE,
        timedelta: CellKind.TIME,
    }
    if value is None:
        return EMPTY
    if value is BROKEN:
        return Cell(kind=CellKind.FORMULA_WITHOUT_VALUE)
    if isinstance(value, int) and not isinstance(value, bool):
        value = Decimal(value)
    if isinstance(value, str) and value.startswith("#"):
        return Cell(kind=CellKind.ERROR, value=value)
    return Cell(
        kind=kinds[type(value)],
        value=value,
        number_format=number_format,
        serial=Decimal(serial) if serial else None,
    )


def row(number: int, *values: Any, hidden: bool = False) -> Row:  # noqa: ANN401 - any cells
    """Return a row of such cells."""
    cells = tuple(v if isinstance(v, Cell) else cell(v) for v in values)
    return Row(number=number, cells=cells, is_hidden=hidden)


def table(*rows: Row, sheet: str | None = "Daily", hint: str = "") -> Table:
    """Return a sheet of these rows."""
    return Table(sheet=sheet, rows=rows, hint=hint)


def source(**changes: object) -> Source:
    """Return the source of calls by day and site, with headers as people write them."""
    default = builders.source(
        columns=(
            builders.column("date", ColumnType.DATE, headers=("Date", "Fecha")),
            builders.column("site", ColumnType.TEXT, headers=("Site",), one_of=("manila", "cebu")),
            builders.column("offered", headers=("Offered", "Calls Offered")),
            builders.column("answered", headers=("Answered",), at_most="offered"),
        )
    )
    return builders._with(default, changes)


def delivery(*rows: Row, named: MeasurementPeriod | None = OCTOBER, **changes: object) -> Delivery:
    """Return the reading of a table whose header is in row 1, with `rows` below it."""
    return Delivery(table=table(row(1, *HEADER), *rows), source=source(**changes), named=named)


def read(made: Delivery) -> tuple[list[ObservedRow], list[str]]:
    """Return the rows of a delivery and the rules of its findings."""
    rows = list(made.rows())
    return rows, [finding.rule for finding in made.result().findings]


def row_reader(of: Source | None = None) -> RowReader:
    """Return a reader of rows below the usual header."""
    asked = of or source()
    sheet = table(row(1, *HEADER))
    header, _ = find_header(sheet, asked, [row(1, *HEADER)])
    assert header is not None
    return RowReader(table=sheet, source=asked, header=header, remarks=Remarks())


def rule_of(error: BadCellError) -> str:
    """Return the rule that a cell broke."""
    return error.problem.rule
