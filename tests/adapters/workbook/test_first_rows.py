"""The first rows are the careful reader's, or it is asked itself."""

import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from concord.adapters.workbook.careful_reader import open_sheet
from concord.adapters.workbook.first_rows import UnusualSheetError, first_rows
from concord.domain.source import SheetRule
from concord.domain.table import Row
from tests.broken_workbooks import sheet, workbook, workbook_with

PART = "xl/worksheets/sheet1.xml"


def first(content: bytes, most: int = 30) -> list[Row]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return list(first_rows(archive, PART, most))


def texts(rows: list[Row]) -> list[list[str]]:
    return [[cell.shown for cell in row.cells] for row in rows]


def test_rows_of_text_and_numbers(tmp_path: Path) -> None:
    content = workbook(("Offered", "Answered", "Offered"), (500, 410.5, None), ("a", None, "b"))
    (tmp_path / "landed").write_bytes(content)
    with open_sheet(tmp_path / "landed", SheetRule()) as (table, _):
        assert texts(first(content)) == texts(list(table.rows))


def test_no_more_rows_than_asked_for() -> None:
    content = workbook(*((number,) for number in range(1, 50)))
    assert [row.number for row in first(content, most=3)] == [1, 2, 3]


def test_runs_of_a_text_are_joined_without_its_reading() -> None:
    runs = b"<si><r><t>Off</t></r><r><t>ered</t></r><rPh><t>x</t></rPh></si>"
    cell = b'<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    content = workbook_with(
        {PART: sheet(cell), "xl/sharedStrings.xml": b"<sst>" + runs + b"</sst>"}
    )
    assert texts(first(content)) == [["Offered"]]


def test_inline_texts() -> None:
    cells = b'<c r="A1" t="inlineStr"><is><t>Day</t></is></c><c r="B1" t="inlineStr"/>'
    content = workbook_with({PART: sheet(b'<row r="1">' + cells + b"</row>")})
    assert texts(first(content)) == [["Day", ""]]


def test_a_day_is_a_number_here() -> None:
    (row,) = first(workbook((date(2026, 10, 1),)))
    assert row.cells[0].shown == "46296"


@pytest.mark.parametrize(
    "odd",
    [
        b"<row><c><v>1</v></c></row>",
        b'<row r="1"><c><v>1</v></c></row>',
        b'<row r="1"><c r="A2"><v>1</v></c></row>',
        b'<row r="1"><c r="A1"><v>one</v></c></row>',
        b'<row r="1"><c r="A1" t="b"><v>1</v></c></row>',
        b'<row r="1"><c r="A1" t="s"><v>99</v></c></row>',
        b'<row r="1"><c r="A1" t="s"><v>x</v></c></row>',
    ],
)
def test_what_no_program_writes_is_for_the_careful_reader(odd: bytes) -> None:
    with pytest.raises(UnusualSheetError):
        first(workbook_with({PART: sheet(odd)}))
