"""The child that shows rows: one job in, one preview out, from whatever sheet there is."""

import json
import pickle
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from concord.adapters.workbook.child import Job
from concord.adapters.workbook.gate import FileKind
from concord.adapters.workbook.limits import ReadLimits
from concord.adapters.workbook.preview_child import PreviewJob, serve
from concord.adapters.workbook.refusal import UnreadableTableError
from concord.domain.preview import Place
from concord.domain.source import SheetRule
from tests.broken_workbooks import workbook
from tests.builders import period, source

HEADER = ("date", "site", "offered", "answered")


def shown(path: Path, kind: FileKind, sheet: str = "") -> Any:  # noqa: ANN401 - JSON
    job = Job(
        path=str(path),
        kind=kind,
        source=replace(source(), sheet=SheetRule(name=sheet)),
        period=period(),
        findings=(),
        out="",
        limits=ReadLimits(),
    )
    written = BytesIO()
    serve(BytesIO(pickle.dumps(PreviewJob(job=job, places=(Place(row=2),)))), written)
    return json.loads(written.getvalue())


def test_a_workbook_and_a_text_file(tmp_path: Path) -> None:
    book, text = tmp_path / "book", tmp_path / "text"
    book.write_bytes(workbook(HEADER, ("2026-10-01", "cebu", 500, 410)))
    text.write_text("date,site,offered,answered\n2026-10-01,manila,500,410\n")
    found = [shown(book, FileKind.XLSX), shown(text, FileKind.TEXT)]
    assert [preview["sheet"] for preview in found] == ["Daily", None]
    assert [preview["rows"][1]["cells"][1] for preview in found] == ["cebu", "manila"]


def test_in_place_of_a_sheet_that_is_not_there_the_only_one_is_shown(tmp_path: Path) -> None:
    book = tmp_path / "book"
    book.write_bytes(workbook(HEADER))
    assert shown(book, FileKind.XLSX, sheet="October")["sheet"] == "Daily"


def test_a_file_is_shown_as_far_as_it_can_be_read(tmp_path: Path) -> None:
    text = tmp_path / "text"
    text.write_text("a,b\n1,2\n1,2,3\n")
    assert [row["cells"] for row in shown(text, FileKind.TEXT)["rows"]] == [["a", "b"], ["1", "2"]]


def test_what_cannot_be_opened_has_no_preview(tmp_path: Path) -> None:
    text = tmp_path / "text"
    text.write_bytes("ä,b\n".encode("latin-1"))
    with pytest.raises(UnreadableTableError):
        shown(text, FileKind.TEXT)
