"""A table that our own people keep: a workbook with one sheet, or a text file."""

from pathlib import Path

import pytest

from concord.adapters.workbook.figure_table import open_figures
from concord.adapters.workbook.refusal import UnreadableTableError
from tests import broken_workbooks as broken


def shown(path: Path) -> list[list[str]]:
    with open_figures(path) as table:
        return [[cell.shown for cell in row.cells] for row in table.rows]


def test_a_workbook_is_read_from_its_only_sheet(tmp_path: Path) -> None:
    path = tmp_path / "kept.xlsx"
    path.write_bytes(broken.workbook(("kpi", "value"), ("phone", 81.1), sheet="Kept"))
    assert shown(path) == [["kpi", "value"], ["phone", "81.1"]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_text_file_is_split_where_its_first_line_is(
    tmp_path: Path, delimiter: str, encoding: str
) -> None:
    path = tmp_path / "kept.csv"
    path.write_text(f"kpi{delimiter}value\nphone{delimiter}81.1\n", encoding=encoding)
    assert shown(path) == [["kpi", "value"], ["phone", "81.1"]]


@pytest.mark.parametrize("content", [b"", broken.with_entities(), broken.bomb()])
def test_what_the_gate_refuses_is_not_opened(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "kept.xlsx"
    path.write_bytes(content)
    with pytest.raises(UnreadableTableError):
        shown(path)
