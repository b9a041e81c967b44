"""The child's loop: a frame in, progress and a verdict out, until nobody asks any more."""

import json
import pickle
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from concord.adapters.workbook import child as module
from concord.adapters.workbook.child import FRAME, CpuBudget, Job, serve
from concord.adapters.workbook.gate import FileKind
from concord.adapters.workbook.limits import ReadLimits
from tests.broken_workbooks import workbook
from tests.builders import period, source


@pytest.fixture(autouse=True)
def _no_limits_on_the_tests_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CpuBudget, "allow", lambda *_, **__: None)


def job(path: Path, kind: FileKind = FileKind.TEXT) -> Job:
    return Job(
        path=str(path),
        kind=kind,
        source=source(),
        period=period(),
        findings=(),
        out=str(path.parent / "rows.parquet"),
        limits=ReadLimits(),
    )


def answers(*jobs: Job) -> list[dict[str, Any]]:
    asked = b"".join(FRAME.pack(len(p)) + p for p in (pickle.dumps(j) for j in jobs))
    written = BytesIO()
    serve(BytesIO(asked), written)
    found, rest = [], written.getvalue()
    while rest:
        (size,) = FRAME.unpack(rest[: FRAME.size])
        found.append(json.loads(rest[FRAME.size : FRAME.size + size]))
        rest = rest[FRAME.size + size :]
    return found


def test_it_says_that_it_is_up_and_stops_when_nobody_asks() -> None:
    assert answers() == [{"ready": True}]


def test_a_text_file_and_a_workbook(tmp_path: Path) -> None:
    text, book = tmp_path / "text", tmp_path / "book"
    text.write_text("date,site,offered,answered\n2026-10-01,manila,500,410\n")
    book.write_bytes(
        workbook(("date", "site", "offered", "answered"), ("2026-10-01", "cebu", 500, 410))
    )
    _, rows, first, _, second = answers(job(text), job(book, FileKind.XLSX))
    assert rows == {"rows": 1}
    for answer in (first, second):
        assert answer["result"]["verdict"] == "accepted"
        assert answer["result"]["period"] == "2026-10"


@pytest.mark.parametrize(
    ("content", "verdict", "rule"),
    [
        ("a,b\n1,2\n1,2,3\n", "quarantined", "row-length"),
        ("a,b\n1,2\n", "quarantined", "header-not-found"),
    ],
)
def test_what_is_wrong_with_the_table_is_a_verdict(
    tmp_path: Path, content: str, verdict: str, rule: str
) -> None:
    (tmp_path / "text").write_text(content)
    result = answers(job(tmp_path / "text"))[-1]["result"]
    assert (result["verdict"], result["findings"][-1]["rule"]) == (verdict, rule)


def test_a_broken_workbook_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "book").write_bytes(b"PK no workbook")
    result = answers(job(tmp_path / "book", FileKind.XLSX))[-1]["result"]
    assert (result["verdict"], result["findings"][0]["rule"]) == ("rejected", "damaged")


def test_running_out_of_memory_ends_the_child(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def exhausted(*_: object) -> object:
        raise MemoryError

    monkeypatch.setattr(module, "opened", exhausted)
    with pytest.raises(MemoryError):
        answers(job(tmp_path / "text"))
