"""Samples of files as a partner might send them, for what is read off them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from concord.domain.proposal.grouping import Group, grouped
from concord.domain.proposal.layout import FoundTable, find_table
from concord.domain.proposal.sample import SampleFile, SampleTable
from concord.domain.proposal.typed_table import TypedTable, typed_table
from concord.domain.source import TextFormat
from concord.domain.table import EMPTY, Cell, CellKind, Row, Table

Line = Sequence[object]
DAILY: tuple[Line, ...] = (
    ("Date", "Site", "Calls offered", "Answered", "Answered <= 20 s", "Handle time (s)"),
    *(
        (date(2026, 10, day), site, 100 + day, 90 + day, 80 + day, 30_000 + day)
        for day in range(1, 32)
        for site in ("Manila", "Cebu")
    ),
)
"""A month of two sites, one row a day and site."""


def cell(value: object, number_format: str = "") -> Cell:
    """Return a cell that holds a value, of the kind that a workbook gives it."""
    if isinstance(value, Cell):
        return value
    if value is None:
        return EMPTY
    if isinstance(value, bool):
        return Cell(kind=CellKind.BOOLEAN, value=value)
    if isinstance(value, int | Decimal):
        return Cell(kind=CellKind.NUMBER, value=Decimal(value), number_format=number_format)
    if isinstance(value, timedelta):
        return Cell(kind=CellKind.TIME, value=value)
    if isinstance(value, date):
        moment = value if isinstance(value, datetime) else datetime(*value.timetuple()[:3])  # noqa: DTZ001 - cells have no zone
        return Cell(kind=CellKind.DATE, value=moment)
    return Cell(kind=CellKind.TEXT, value=str(value))


def error(shown: str) -> Cell:
    """Return the cell of a formula that fails."""
    return Cell(kind=CellKind.ERROR, value=shown)


def sheet(
    *lines: Line,
    file: str = "NW_daily_2026-10.xlsx",
    name: str | None = "Daily",
    is_only: bool = True,
    is_cut: bool = False,
) -> SampleTable:
    """Return a sheet with these rows from row 1 on; an empty one is a blank row."""
    rows = tuple(
        Row(number=number, cells=tuple(cell(value) for value in line))
        for number, line in enumerate(lines, start=1)
        if line
    )
    table = Table(sheet=name, rows=())
    return SampleTable(file=file, table=table, rows=rows, is_only=is_only, is_cut=is_cut)


def sent(*lines: Line, file: str = "NW_daily_2026-10.xlsx") -> SampleFile:
    """Return a workbook with one sheet."""
    return SampleFile(name=file, tables=(sheet(*lines, file=file),))


def text_file(*lines: Line, file: str, text: TextFormat | None = None) -> SampleFile:
    """Return a text file: all of its cells are texts."""
    texts = [[None if value is None else str(value) for value in line] for line in lines]
    return SampleFile(
        name=file, tables=(sheet(*texts, file=file, name=None),), text=text or TextFormat()
    )


def found(*lines: Line, file: str = "NW_daily_2026-10.xlsx", name: str = "Daily") -> FoundTable:
    """Return the table of a sheet that has one."""
    table = find_table(sheet(*lines, file=file, name=name))
    assert table is not None
    return table


def group_of(tables: Iterable[FoundTable]) -> Group:
    """Return tables of one layout as a group."""
    (group,) = grouped((table, None) for table in tables)
    return group


def typed(*lines: Line, day: str | None = None) -> TypedTable:
    """Return the typed table of one sheet, with its column of days."""
    group = group_of([found(*lines)])
    return replace(typed_table(group.tables, group.headers), day_name=day)
