"""Workbooks of Excel 97-2003 are read as their successors are: nothing hidden, nothing blank."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import xlwt

from concord.adapters.workbook.refusal import UnreadableTableError
from concord.adapters.workbook.xls_reader import open_xls
from concord.domain.source import SheetRule
from concord.domain.table import Cell, CellKind, Row, Table
from tests.legacy_workbooks import saved_xls, xls


def opened(tmp_path: Path, content: bytes) -> tuple[Table, Sequence[Row], list[str]]:
    path = tmp_path / "landed"
    path.write_bytes(content)
    with open_xls(path, SheetRule()) as (table, findings):
        return table, list(table.rows), [finding.rule for finding in findings]


def only(tmp_path: Path, value: object, number_format: str = "General") -> Cell:
    book = xlwt.Workbook()
    style = xlwt.easyxf(num_format_str=number_format)
    book.add_sheet("Daily").write(0, 0, value, style)
    _, (row,), _ = opened(tmp_path, saved_xls(book))
    return row.cells[0]


@pytest.mark.parametrize(
    ("value", "number_format", "kind", "read"),
    [
        (500, "General", CellKind.NUMBER, Decimal(500)),
        (0.1, "General", CellKind.NUMBER, Decimal("0.1")),
        ("manila", "General", CellKind.TEXT, "manila"),
        (True, "General", CellKind.BOOLEAN, True),
        (46_326, "yyyy-mm-dd", CellKind.DATE, datetime(2026, 10, 31)),  # noqa: DTZ001 - cells have no zone
        (0.25, "hh:mm", CellKind.TIME, timedelta(hours=6)),
        (1.25, "[h]:mm", CellKind.TIME, timedelta(hours=30)),
        (99_999_999, "yyyy-mm-dd", CellKind.NUMBER, Decimal(99_999_999)),
    ],
)
def test_each_kind_of_cell(
    tmp_path: Path, value: object, number_format: str, kind: CellKind, read: object
) -> None:
    cell = only(tmp_path, value, number_format)
    assert (cell.kind, cell.value) == (kind, read)
    assert cell.number_format in {"", number_format}


def test_errors_and_empty_texts_are_told_from_values(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Daily")
    sheet.row(0).set_cell_error(0, "#DIV/0!")
    sheet.write(0, 1, "")
    sheet.write(0, 2, "end")
    _, (row,), _ = opened(tmp_path, saved_xls(book))
    assert [cell.shown for cell in row.cells] == ["#DIV/0!", "", "end"]
    assert row.cells[0].kind is CellKind.ERROR


EMPTY_TEXT = b"\x03\x00\x00\x00\x00\x00\xff\xff"
TWO = b"\x00\x00\x00\x00\x00\x00\x00\x40"


@pytest.mark.parametrize(
    ("result", "flags", "kind"),
    [
        (TWO, b"\x00\x00", CellKind.NUMBER),
        (TWO, b"\x02\x00", CellKind.NUMBER),
        (bytes(8), b"\x01\x00", CellKind.NUMBER),
        (bytes(8), b"\x02\x00", CellKind.FORMULA_WITHOUT_VALUE),
        (EMPTY_TEXT, b"\x03\x00", CellKind.FORMULA_WITHOUT_VALUE),
    ],
)
def test_a_formula_that_was_never_calculated_has_no_value(
    tmp_path: Path, result: bytes, flags: bytes, kind: CellKind
) -> None:
    book = xlwt.Workbook()
    book.add_sheet("Daily").write(0, 0, xlwt.Formula("1+1"))
    content = saved_xls(book)
    assert content.count(EMPTY_TEXT + b"\x00\x00") == 1
    content = content.replace(EMPTY_TEXT + b"\x00\x00", result + flags)
    _, (row,), _ = opened(tmp_path, content)
    assert row.cells[0].kind is kind
    assert row.cells[0].is_formula is (kind is CellKind.NUMBER)


def test_what_is_hidden_or_merged_is_known(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Daily")
    sheet.write_merge(0, 0, 1, 2, "Calls")
    sheet.write(1, 0, 1)
    sheet.row(1).hidden = True
    sheet.col(3).hidden = True
    book.add_sheet("Lists").visibility = 1
    table, rows, remarks = opened(tmp_path, saved_xls(book))
    assert [row.is_hidden for row in rows] == [False, True]
    assert table.hidden_columns == {3}
    assert [block.shown for block in table.merged] == ["B1:C1"]
    assert remarks == ["hidden-sheet"]


def test_days_count_from_where_the_workbook_says(tmp_path: Path) -> None:
    day = date(2026, 10, 31)
    for other in (False, True):
        table, (row,), _ = opened(tmp_path, xls([[day]], dates_from_1904=other))
        assert row.cells[0].value == datetime(2026, 10, 31)  # noqa: DTZ001 - cells have no zone
        assert row.cells[0].serial == (day - table.day_zero).days


def test_cells_far_to_the_right_are_strays(tmp_path: Path) -> None:
    _, (row,), _ = opened(tmp_path, xls([[1, *[None] * 249, 2]]))
    assert (row.width, row.stray) == (1, 250)


def test_a_password_is_never_asked_for(tmp_path: Path) -> None:
    protected = xls([[1]]).replace(b"\x42\x00\x02\x00\xb0\x04", b"\x2f\x00\x02\x00\x01\x00", 1)
    with pytest.raises(UnreadableTableError) as caught:
        opened(tmp_path, protected)
    assert caught.value.finding.rule == "password-protected"
