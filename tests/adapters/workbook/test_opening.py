"""Each kind of file has its reader, and all of them give the same table."""

from pathlib import Path

import pytest

from concord.adapters.workbook.gate import FileKind
from concord.adapters.workbook.limits import ReadLimits
from concord.adapters.workbook.opening import opened_file
from concord.domain.source import SheetRule, TextFormat
from tests.binary_workbooks import xlsb
from tests.broken_workbooks import workbook
from tests.legacy_workbooks import ods, xls

ROWS = [("Site", "Offered"), ("manila", 500)]
CONTENTS = {
    FileKind.XLSX: workbook(*ROWS),
    FileKind.XLS: xls(ROWS),
    FileKind.XLSB: xlsb(ROWS),
    FileKind.ODS: ods(ROWS),
    FileKind.TEXT: b"Site,Offered\nmanila,500\n",
}


@pytest.mark.parametrize("kind", FileKind)
def test_the_table_of_a_file(tmp_path: Path, kind: FileKind) -> None:
    path = tmp_path / "landed"
    path.write_bytes(CONTENTS[kind])
    with opened_file(kind, path, SheetRule(), TextFormat(), ReadLimits()) as (table, remarks):
        assert [[cell.shown for cell in row.cells] for row in table.rows] == [
            ["Site", "Offered"],
            ["manila", "500"],
        ]
    assert (table.sheet, remarks) == (None if kind is FileKind.TEXT else "Daily", ())
