"""The child that takes samples: one answer a job, whatever is in the file."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from concord.adapters.workbook import sample_child
from concord.adapters.workbook.gate import FileKind
from concord.adapters.workbook.limits import ReadLimits
from concord.adapters.workbook.sample_child import MOST_SHEETS, SampleJob, serve


def answer(path: Path, kind: FileKind = FileKind.XLSX) -> dict[str, Any]:
    out = path.with_suffix(".json")
    limits = ReadLimits(cpu_seconds=1_000_000)
    serve([SampleJob(path=str(path), kind=kind, out=str(out), limits=limits)])
    found: dict[str, Any] = json.loads(out.read_text())
    return found


def test_a_text_file_tells_how_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("Fällig;x\n1;\n".encode("cp1252"))
    found = answer(path, FileKind.TEXT)
    assert (found["delimiter"], found["encoding"]) == (";", "cp1252")
    assert found["tables"][0]["rows"] == [[1, ["Fällig", "x"]], [2, ["1"]]]


def test_visible_sheets_are_taken_up_to_a_number(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    for number in range(MOST_SHEETS + 1):
        workbook.create_sheet(f"S{number}")["A1"] = number
    workbook["S0"].sheet_state = "hidden"
    workbook.save(tmp_path / "a.xlsx")
    found = answer(tmp_path / "a.xlsx")
    assert [table["sheet"] for table in found["tables"]][:2] == ["Sheet", "S1"]
    assert found["unread"] == [["S12", f"it is beyond the first {MOST_SHEETS}"]]


def test_a_sheet_that_is_too_wide_is_told(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.worksheets[0].append(list(range(5_000)))
    workbook.create_sheet("Good")["A1"] = 1
    workbook.save(tmp_path / "a.xlsx")
    found = answer(tmp_path / "a.xlsx")
    assert found["unread"] == [["Sheet", "found more than 200 columns"]]
    assert [table["sheet"] for table in found["tables"]] == ["Good"]


def test_only_the_first_rows_are_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sample_child, "MOST_ROWS", 2)
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2\n3,4\n")
    table = answer(path, FileKind.TEXT)["tables"][0]
    assert (len(table["rows"]), table["is_cut"]) == (2, True)


def test_what_cannot_be_read_is_refused_with_a_remedy(tmp_path: Path) -> None:
    broken = tmp_path / "a.csv"
    broken.write_text("a,b\n1,2\n3,4,5\n")
    assert answer(broken, FileKind.TEXT)["refused"].startswith("line 3: 3 values")
    damaged = tmp_path / "b.xlsx"
    damaged.write_bytes(b"PK\x03\x04 and no more")
    found = answer(damaged)
    assert found["refused"] == "content that cannot be read (BadZipFile)"
    assert found["do"].startswith("The file is damaged")


def test_a_sample_of_another_kind_is_asked_for_as_xlsx(tmp_path: Path) -> None:
    found = answer(tmp_path / "a.xls", FileKind.XLS)
    assert found["refused"] == "a workbook of another kind (.xls)"
    assert ".xlsx" in found["do"]
