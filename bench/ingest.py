"""Ingest: from a folder with workbooks to rows that can be queried."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp

from bench.workbooks import lay_out


def workbooks(*, files: int, rows: int) -> Callable[[Path], None]:
    """Return what lays out so many workbooks of so many rows."""
    return lambda scratch: lay_out(scratch, files=files, rows=rows)


def two_sizes(small: tuple[int, int], large: tuple[int, int]) -> Callable[[Path], None]:
    """Return what lays out two folders, each of (files, rows)."""

    def prepare(scratch: Path) -> None:
        for name, (files, rows) in (("small", small), ("large", large)):
            lay_out(scratch / name, files=files, rows=rows)

    return prepare


def with_concord(scratch: Path, part: str = "") -> Callable[[], None]:
    """Collect the folder as a round does: land, gate, read in a child, validate, store."""
    from concord.adapters.agreement_files import load_agreement
    from concord.services.collect import collect
    from concord.wiring import trial_ports

    folder = scratch / part
    loaded = load_agreement(folder / "bench.yaml")
    if loaded.agreement is None:
        raise SystemExit(str(loaded.findings))
    agreement = loaded.agreement
    ports = trial_ports(agreement, folder / "drive", Path(mkdtemp(dir=scratch)))

    def run() -> None:
        report = collect(agreement, ports.collection, datetime.now(UTC))
        assert report.submissions
        assert all(s.verdict.is_usable for s in report.submissions), report.submissions

    return run


def large_with_concord(scratch: Path) -> Callable[[], None]:
    """Collect the larger of two folders."""
    return with_concord(scratch, "large")


def small_with_concord(scratch: Path) -> Callable[[], None]:
    """Collect the smaller of two folders."""
    return with_concord(scratch, "small")


def with_pandas(scratch: Path) -> Callable[[], None]:
    """Read every workbook with pandas and openpyxl, and append it to a SQLite table."""
    import openpyxl  # noqa: F401 - loaded before the clock starts, as on our side
    import pandas as pd

    def run() -> None:
        connection = sqlite3.connect(scratch / "pandas.db")
        for path in sorted((scratch / "drive").iterdir()):
            frame = pd.read_excel(path, engine="openpyxl")
            frame.to_sql("calls", connection, if_exists="append", index=False)
        connection.close()
        (scratch / "pandas.db").unlink()

    return run


def with_calamine(scratch: Path) -> Callable[[], None]:
    """Read every workbook's cells with python-calamine, and do nothing with them."""
    from python_calamine import CalamineWorkbook

    def run() -> None:
        for path in sorted((scratch / "drive").iterdir()):
            assert CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()

    return run


def with_fastexcel(scratch: Path) -> Callable[[], None]:
    """Read every workbook into columns with fastexcel, and do nothing with them."""
    import fastexcel

    def run() -> None:
        for path in sorted((scratch / "drive").iterdir()):
            assert fastexcel.read_excel(path).load_sheet(0).to_arrow().num_rows

    return run


def through_the_gate(scratch: Path) -> Callable[[], None]:
    """Judge every workbook by its bytes alone."""
    from concord.adapters.workbook.gate import gate
    from concord.adapters.workbook.limits import ReadLimits

    def run() -> None:
        for path in sorted((scratch / "drive").iterdir()):
            assert gate(path, path.name, ReadLimits()).clean_sheets

    return run


def nothing(_: Path) -> Callable[[], None]:
    """Do nothing, with all loaded that the gate needs."""
    import concord.adapters.workbook.gate  # noqa: F401 - loaded, as on the other side

    return lambda: None


def by_two_workers(scratch: Path) -> Callable[[], None]:
    """Collect two folders, each by a process of its own, at once."""
    return lambda: _finish([_worker(scratch, part) for part in ("small", "large")])


def by_one_worker(scratch: Path) -> Callable[[], None]:
    """Collect the same two folders, one process after the other."""

    def run() -> None:
        for part in ("small", "large"):
            _finish([_worker(scratch, part)])

    return run


def _worker(scratch: Path, part: str) -> subprocess.Popen[bytes]:
    code = (
        "import sys; from pathlib import Path; from bench.ingest import with_concord;"
        " with_concord(Path(sys.argv[1]), sys.argv[2])()"
    )
    return subprocess.Popen([sys.executable, "-c", code, str(scratch), part])


def _finish(workers: list[subprocess.Popen[bytes]]) -> None:
    assert all(worker.wait() == 0 for worker in workers)
