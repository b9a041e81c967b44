"""Only workbooks that lose nothing by being saved are given back marked."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.worksheet.table import Table

from concord.adapters.workbook import whole_package
from concord.adapters.workbook.whole_package import survives_saving
from tests.broken_workbooks import saved, workbook, workbook_with


def survives(folder: Path, content: bytes) -> bool:
    path = folder / "book.xlsx"
    path.write_bytes(content)
    return survives_saving(path)


def with_chart() -> bytes:
    made = Workbook()
    made.worksheets[0].append([1])
    chart = BarChart()
    chart.add_data(Reference(made.worksheets[0], min_col=1, min_row=1))
    made.worksheets[0].add_chart(chart)
    return saved(made)


def test_tables_of_cells_with_comments_and_table_objects_survive(tmp_path: Path) -> None:
    made = Workbook()
    made.worksheets[0].append(["Date", "Offered"])
    made.worksheets[0].append(["a", 1])
    made.worksheets[0]["A1"].comment = Comment("counted by hand", "Ana")
    made.worksheets[0].add_table(Table(displayName="Daily", ref="A1:B2"))
    assert survives(tmp_path, saved(made))


def test_a_chart_does_not(tmp_path: Path) -> None:
    assert not survives(tmp_path, with_chart())


@pytest.mark.parametrize(
    "part",
    [
        "xl/vbaProject.bin",
        "xl/media/image1.png",
        "xl/drawings/drawing1.xml",
        "xl/pivotTables/pivotTable1.xml",
        "xl/slicers/slicer1.xml",
        "xl/externalLinks/externalLink1.xml",
        "xl/chartsheets/sheet1.xml",
        "xl/threadedComments/threadedComment1.xml",
        "xl/metadata.xml",
        "docMetadata/LabelInfo.xml",
        "whatever/newer/programs/add.xml",
    ],
)
def test_nor_does_any_part_that_is_not_known_to_be_kept(tmp_path: Path, part: str) -> None:
    assert not survives(tmp_path, workbook_with({part: b"<x/>"}))


@pytest.mark.parametrize(
    "part",
    [
        "xl/calcChain.xml",
        "xl/printerSettings/printerSettings1.bin",
        "docProps/thumbnail.jpeg",
        "xl/theme/",
    ],
)
def test_what_programs_make_anew_may_go(tmp_path: Path, part: str) -> None:
    assert survives(tmp_path, workbook_with({part: b""}))


@pytest.mark.parametrize("before", [10, (1 << 20) - 16, (1 << 20) - 13, (2 << 20) - 12])
def test_sparklines_and_newer_formats_are_found_wherever_they_stand(
    tmp_path: Path, before: int
) -> None:
    sheet = b"<worksheet>" + b" " * before + b"<extLst/></worksheet>"
    assert not survives(tmp_path, workbook_with({"xl/worksheets/sheet1.xml": sheet}))


def test_a_long_sheet_without_them_survives(tmp_path: Path) -> None:
    sheet = b"<worksheet>" + b" " * (3 << 20) + b"</worksheet>"
    assert survives(tmp_path, workbook_with({"xl/worksheets/sheet1.xml": sheet}))


def test_a_workbook_too_large_to_open_whole_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole_package, "MOST_INFLATED", 100)
    assert not survives(tmp_path, workbook(("Date",)))


def test_the_chart_that_is_tested_with_is_one() -> None:
    import zipfile

    with zipfile.ZipFile(BytesIO(with_chart())) as archive:
        assert "xl/charts/chart1.xml" in archive.namelist()
