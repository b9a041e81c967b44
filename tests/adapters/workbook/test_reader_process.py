"""The child may die in any way; its parent tells which, and starts another."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from concord.adapters.workbook import reader_process as module
from concord.adapters.workbook.child import FRAME, Job
from concord.adapters.workbook.gate import FileKind
from concord.adapters.workbook.limits import ReadLimits
from concord.adapters.workbook.reader_process import ReaderDiedError, ReaderProcess
from concord.domain.errors import ReaderUnavailableError
from concord.domain.submission import Verdict
from tests.builders import period, source

READY = f"import sys,struct;w=sys.stdout.buffer;w.write({FRAME.pack(2)!r}+b'{{}}');w.flush();"


def job(path: Path, cpu_seconds: int = 30) -> Job:
    path.write_text("date,site,offered,answered\n2026-10-01,manila,500,410\n")
    return Job(
        path=str(path),
        kind=FileKind.TEXT,
        source=source(),
        period=period(),
        findings=(),
        out=str(path.with_suffix(".parquet")),
        limits=ReadLimits(cpu_seconds=cpu_seconds),
    )


def command(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    monkeypatch.setattr(module, "_COMMAND", (sys.executable, "-I", "-c", script))


def test_one_child_serves_many_jobs_and_a_dead_one_is_replaced(tmp_path: Path) -> None:
    process = ReaderProcess(ReadLimits().memory)
    try:
        assert process.read(job(tmp_path / "a")).verdict is Verdict.ACCEPTED
        first = process._child
        assert first is not None
        assert process.read(job(tmp_path / "b")).verdict is Verdict.ACCEPTED
        assert process._child is first
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
        assert process.read(job(tmp_path / "c")).verdict is Verdict.ACCEPTED
    finally:
        process.close()
    assert first.poll() is not None


def test_a_child_that_never_starts_has_no_file_to_blame(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command(monkeypatch, "raise SystemExit(3)")
    with pytest.raises(ReaderUnavailableError, match="status 3"):
        ReaderProcess(ReadLimits().memory).read(job(tmp_path / "a"))


@pytest.mark.parametrize(
    ("script", "how"),
    [
        (READY + "import os;os.abort()", "status -6"),
        (READY + "sys.stdin.buffer.read(4);sys.exit(0)", "status 0"),
        (READY + "import time;time.sleep(60)", "took too long"),
        (READY + f"w.write({FRAME.pack(2**31)!r});w.flush();sys.stdin.read()", "more than"),
    ],
)
def test_how_a_child_ended_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, how: str
) -> None:
    command(monkeypatch, script)
    process = ReaderProcess(ReadLimits().memory)
    with pytest.raises(ReaderDiedError, match=how):
        process.read(job(tmp_path / "a", cpu_seconds=1))
    assert process._child is None


def test_the_child_sees_no_secret_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIRFLOW_CONN_CONCORD_MAIL", "smtp://kim:secret@mail.example")
    process = ReaderProcess(ReadLimits().memory)
    process.read(job(tmp_path / "a"))
    assert isinstance(process._child, subprocess.Popen)
    environment = Path(f"/proc/{process._child.pid}/environ").read_bytes()
    process.close()
    assert b"secret" not in environment


def test_closing_twice_is_nothing() -> None:
    process = ReaderProcess(ReadLimits().memory)
    process.close()
    process.close()
