"""Ingest: from a folder with workbooks to rows that can be queried."""

from __future__ import annotations

import random
import sqlite3
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

ROWS = 20_000
FILES, ROWS_A_FILE = 100, 60
COLUMNS = ("date", "call", "team", "wait_s", "talk_s", "hold_s", "wrap_s", "transfers", "score")

AGREEMENT = """\
partner: bench
sources:
  calls:
    files: "calls_{period:%Y-%m-%d}*.xlsx"
    covers: year
    key: [call]
    columns:
      date:      {type: date}
      call:      {type: text}
      team:      {type: text}
      wait_s:    {type: count}
      talk_s:    {type: count}
      hold_s:    {type: count}
      wrap_s:    {type: count}
      transfers: {type: count}
      score:     {type: number}
kpis:
  aht: {unit: seconds, numerator: "sum(talk_s)", denominator: "count(call)", by: [team]}
"""


def one_large_workbook(scratch: Path) -> None:
    """Lay out one workbook of 20,000 rows."""
    _write(scratch, files=1, rows=ROWS)


def many_small_workbooks(scratch: Path) -> None:
    """Lay out 100 workbooks of 60 rows."""
    _write(scratch, files=FILES, rows=ROWS_A_FILE)


def _write(scratch: Path, *, files: int, rows: int) -> None:
    import pandas as pd

    drive = scratch / "drive"
    drive.mkdir()
    (scratch / "bench.yaml").write_text(AGREEMENT)
    chance = random.Random(7)  # noqa: S311 - figures for a benchmark, no secret
    for number in range(files):
        frame = pd.DataFrame(
            [_row(chance, number * rows + index) for index in range(rows)], columns=list(COLUMNS)
        )
        day = date(2026, 1, 1) + timedelta(days=number)
        frame.to_excel(drive / f"calls_{day}.xlsx", index=False)


def _row(chance: random.Random, number: int) -> tuple[object, ...]:
    day = date(2026, 1, 1) + timedelta(days=chance.randrange(364))
    counts = (chance.randrange(600) for _ in range(5))
    return (day, f"C{number:07d}", chance.choice("ABCD"), *counts, chance.randrange(50) / 10)


def with_concord(scratch: Path) -> None:
    """Collect the folder as `concord try` does: land, gate, read in a child, validate, store."""
    from tempfile import TemporaryDirectory

    from concord.adapters.agreement_files import load_agreement
    from concord.services.collect import collect
    from concord.wiring import trial_ports

    loaded = load_agreement(scratch / "bench.yaml")
    if loaded.agreement is None:
        raise SystemExit(str(loaded.findings))
    with TemporaryDirectory() as store:
        ports = trial_ports(loaded.agreement, scratch / "drive", Path(store))
        report = collect(loaded.agreement, ports.collection, datetime.now(UTC))
    assert report.submissions
    assert all(s.verdict.is_usable for s in report.submissions), report.submissions


def with_pandas(scratch: Path) -> None:
    """Read every workbook with pandas and openpyxl, and append it to a SQLite table."""
    import pandas as pd

    connection = sqlite3.connect(scratch / "pandas.db")
    for path in sorted((scratch / "drive").iterdir()):
        frame = pd.read_excel(path, engine="openpyxl")
        frame.to_sql("calls", connection, if_exists="append", index=False)
    connection.close()
    (scratch / "pandas.db").unlink()
