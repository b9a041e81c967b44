"""One cell may be wrong without its neighbours; what a formula saved is told from what it is."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from concord.adapters.workbook.careful_reader import open_sheet
from concord.adapters.workbook.sheet_parser import unescaped
from concord.domain.source import SheetRule
from concord.domain.table import Cell, CellKind, Row
from tests.broken_workbooks import saved, sheet, workbook_with


def rows(tmp_path: Path, inside: bytes) -> Sequence[Row]:
    path = tmp_path / "landed"
    path.write_bytes(workbook_with({"xl/worksheets/sheet1.xml": sheet(inside)}))
    with open_sheet(path, SheetRule()) as (table, _):
        return list(table.rows)


def only(tmp_path: Path, cell: bytes) -> Cell:
    (row,) = rows(tmp_path, b"<row>" + cell + b"</row>")
    return row.cells[0]


@pytest.mark.parametrize(
    ("cell", "kind", "shown"),
    [
        (b"<c><v>NaN</v></c>", CellKind.NUMBER, "NaN"),
        (b"<c><v>1e999</v></c>", CellKind.NUMBER, "Infinity"),
        (b"<c><v>-INF</v></c>", CellKind.NUMBER, "-Infinity"),
        (b"<c><v>five</v></c>", CellKind.NUMBER, "NaN"),
        (b'<c t="d"><v>2026-13-01</v></c>', CellKind.TEXT, "2026-13-01"),
        (b'<c t="d" s="9"><v>soon</v></c>', CellKind.TEXT, "soon"),
        (b'<c t="b"><v>true</v></c>', CellKind.BOOLEAN, "True"),
        (b'<c s=""><v>5</v></c>', CellKind.NUMBER, "5"),
        (b'<c s="99"><v>5</v></c>', CellKind.NUMBER, "5"),
        (b'<c t="str"><f>A2</f><v>cebu</v></c>', CellKind.TEXT, "cebu"),
        (b'<c t="e"><f>1/0</f><v>#DIV/0!</v></c>', CellKind.ERROR, "#DIV/0!"),
    ],
)
def test_cells(tmp_path: Path, cell: bytes, kind: CellKind, shown: str) -> None:
    read = only(tmp_path, cell)
    assert (read.kind, read.shown) == (kind, shown)
    assert read.is_formula is (b"<f>" in cell)


def test_a_formula_may_have_saved_an_empty_text_or_nothing(tmp_path: Path) -> None:
    (row,) = rows(
        tmp_path,
        b'<row><c><f>A2</f><v></v></c><c t="str"><f>""</f><v></v></c><c><v>1</v></c></row>',
    )
    kinds = [cell.kind for cell in row.cells]
    assert kinds == [CellKind.FORMULA_WITHOUT_VALUE, CellKind.EMPTY, CellKind.NUMBER]


def test_cells_far_to_the_right_are_not_read_and_not_forgotten(tmp_path: Path) -> None:
    near, far = rows(
        tmp_path,
        b'<row r="2"><c r="B2"><v>1</v></c></row><row r="9"><c r="XFD9"><v>1</v></c></row>',
    )
    assert (near.number, near.width, near.stray) == (2, 2, None)
    assert (far.number, far.is_blank, far.stray) == (9, True, 16_383)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("plain", "plain"),
        ("a_x000D_b", "a\rb"),
        ("a_x005F_x000D_", "a_x000D_"),
        ("_xD83D__xDE00_", "\U0001f600"),
        ("_xD83D_", "\ud83d"),
        ("_xZZZZ_", "_xZZZZ_"),
    ],
)
def test_escapes_stand_for_characters(written: str, plain: str) -> None:
    assert unescaped(written) == plain


@pytest.mark.filterwarnings("ignore:Cell A1 is marked as a date")
def test_a_number_beyond_all_dates_stays_a_number(tmp_path: Path) -> None:
    made = Workbook()
    made.worksheets[0].append([99_999_999])
    made.worksheets[0]["A1"].number_format = "yyyy-mm-dd"
    (tmp_path / "landed").write_bytes(saved(made))
    with open_sheet(tmp_path / "landed", SheetRule()) as (table, _):
        (row,) = table.rows
    assert (row.cells[0].kind, row.cells[0].value) == (CellKind.NUMBER, Decimal(99_999_999))
