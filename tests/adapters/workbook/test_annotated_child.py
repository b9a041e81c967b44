"""The child that marks: one job in, one workbook out, or nothing where some would be lost."""

import pickle
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from concord.adapters.workbook.annotated_child import MarkingJob, serve
from tests.broken_workbooks import workbook, workbook_with
from tests.domain.test_annotation import WORDS, finding


def answered(path: Path) -> bytes:
    job = MarkingJob(path=str(path), findings=(finding(where="Daily!B2"),), words=WORDS)
    written = BytesIO()
    serve(BytesIO(pickle.dumps(job)), written)
    return written.getvalue()


def test_a_workbook_comes_back_marked(tmp_path: Path) -> None:
    path = tmp_path / "book"
    path.write_bytes(workbook(("Date", "Offered"), ("2026-10-01", "many")))
    sheet = load_workbook(BytesIO(answered(path)))["Daily"]
    assert sheet["B2"].comment is not None
    assert sheet["B2"].value == "many"


def test_one_that_would_lose_something_does_not_come_back(tmp_path: Path) -> None:
    path = tmp_path / "book"
    path.write_bytes(workbook_with({"xl/media/image1.png": b"PNG"}))
    assert answered(path) == b""


def test_one_that_cannot_be_opened_ends_the_process(tmp_path: Path) -> None:
    path = tmp_path / "book"
    path.write_bytes(workbook_with({"xl/workbook.xml": b"<workbook"}))
    with pytest.raises(Exception, match=r"."):
        answered(path)
