"""The child that shows a layout: one job in, one layout out."""

import json
import pickle
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from concord.adapters.workbook.child import Job
from concord.adapters.workbook.gate import FileKind
from concord.adapters.workbook.layout_child import LayoutJob, serve
from concord.adapters.workbook.limits import ReadLimits
from concord.adapters.workbook.refusal import UnreadableTableError
from tests.broken_workbooks import workbook
from tests.builders import period, source

HEADER = ("date", "site", "offered", "answered")


def shown(path: Path, kind: FileKind) -> Any:  # noqa: ANN401 - JSON
    job = Job(
        path=str(path),
        kind=kind,
        source=source(),
        period=period(),
        findings=(),
        out="",
        limits=ReadLimits(),
    )
    written = BytesIO()
    serve(BytesIO(pickle.dumps(LayoutJob(job=job, most_rows=1))), written)
    return json.loads(written.getvalue())


def test_a_workbook_and_a_text_file(tmp_path: Path) -> None:
    book, text = tmp_path / "book", tmp_path / "text"
    book.write_bytes(workbook(HEADER, ("2026-10-01", "cebu", 500, 410)))
    text.write_text("date,site,offered,answered\n2026-10-01,manila,500,410\n")
    found = [shown(book, FileKind.XLSX), shown(text, FileKind.TEXT)]
    assert [layout["sheet"] for layout in found] == ["Daily", None]
    assert [layout["rows"][0]["values"][1] for layout in found] == ["cebu", "manila"]


def test_what_cannot_be_read_has_no_layout(tmp_path: Path) -> None:
    text = tmp_path / "text"
    text.write_text("a,b\n1,2\n1,2,3\n")
    with pytest.raises(UnreadableTableError):
        shown(text, FileKind.TEXT)
