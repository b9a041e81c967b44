"""Samples of files, taken by a child within limits."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from concord.adapters.workbook.limits import ReadLimits
from concord.adapters.workbook.sample_reader import Refused, Sampled, sample_files
from concord.domain.proposal.sample import SampleFile
from concord.domain.table import CellKind

SOON = datetime(2026, 10, 1, 7, 9)  # noqa: DTZ001 - cells have no zone


def workbook(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Daily"
    sheet.append(["Date", "Calls", "Rate", "Time", "Long", "Met", "Error", "Formula", None, "x"])
    line = [SOON, 5, 0.95, time(0, 5), timedelta(hours=30), True, "#DIV/0!", "=1+1", None, "y"]
    sheet.append(line)
    sheet["C2"].number_format = "0.0%"
    book.save(path)
    return path


def one(*paths: Path, limits: ReadLimits | None = None) -> Sampled:
    return sample_files(paths, limits)[0]


def test_cells_arrive_as_a_reader_gives_them(tmp_path: Path) -> None:
    sample = one(workbook(tmp_path / "a.xlsx"))
    assert isinstance(sample, SampleFile)
    (table,) = sample.tables
    assert (table.table.sheet, table.is_only, table.is_cut) == ("Daily", True, False)
    cells = table.rows[1].cells
    assert [cell.kind for cell in cells] == [
        CellKind.DATE,
        CellKind.NUMBER,
        CellKind.NUMBER,
        CellKind.TIME,
        CellKind.TIME,
        CellKind.BOOLEAN,
        CellKind.ERROR,
        CellKind.FORMULA_WITHOUT_VALUE,
        CellKind.EMPTY,
        CellKind.TEXT,
    ]
    assert [cell.value for cell in cells] == [
        *(SOON, Decimal(5), Decimal("0.95"), timedelta(minutes=5), timedelta(hours=30)),
        *(True, "#DIV/0!", None, None, "y"),
    ]
    assert cells[2].number_format == "0.0%"


def test_a_text_file_says_how_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a;b\n1;2\n")
    sample = one(path)
    assert isinstance(sample, SampleFile)
    assert sample.text is not None
    assert (sample.text.delimiter, sample.tables[0].table.sheet) == (";", None)


def test_what_the_gate_refuses_is_told(tmp_path: Path) -> None:
    empty = tmp_path / "a.xlsx"
    empty.touch()
    refused = one(empty)
    assert isinstance(refused, Refused)
    assert "0 bytes" in refused.found
    absent = one(tmp_path / "none.xlsx")
    assert absent == Refused(
        name="none.xlsx",
        found="No such file or directory",
        remedy="Name a file that can be read.",
    )


def test_what_a_parser_cannot_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2\n3,4,5\n")
    refused = one(path)
    assert isinstance(refused, Refused)
    assert refused.found.startswith("line 3: 3 values")


def test_a_child_that_dies_takes_no_other_file_with_it(tmp_path: Path) -> None:
    huge = tmp_path / "a.csv"
    huge.write_bytes(b"a,b\n" + b'1,"' + b"x" * 150_000_000 + b'"\n')
    good = workbook(tmp_path / "b.xlsx")
    limits = ReadLimits(memory=400_000_000, line_length=10**9)
    first, second = sample_files([huge, good], limits)
    assert isinstance(first, Refused)
    assert "within limits" in first.found
    assert isinstance(second, SampleFile)


def test_a_child_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    no_time = ReadLimits(cpu_seconds=-5)
    assert no_time.wall(25_000) == 0
    refused = one(workbook(tmp_path / "a.xlsx"), limits=no_time)
    assert isinstance(refused, Refused)
    assert "within limits" in refused.found


def test_no_files_give_no_samples() -> None:
    assert sample_files([]) == ()


SHARED = Path(__file__).parents[4] / "shared" / "data" / "workbooks"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the published data is not beside the project")
def test_every_workbook_of_others_ends_in_a_sample_or_a_reason() -> None:
    paths = sorted(SHARED.iterdir())
    for sample in sample_files(paths):
        if isinstance(sample, Refused):
            assert sample.found.isprintable(), sample.name
            assert sample.remedy.isprintable(), sample.name
            assert sample.found
            assert sample.remedy
