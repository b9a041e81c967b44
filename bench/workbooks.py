"""Workbooks to ingest: rows of calls, as a contact centre's system would export them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

HEADERS = ("date", "call", "team", "wait_s", "talk_s", "hold_s", "wrap_s", "transfers", "score")

AGREEMENT = """\
partner: bench
sources:
  calls:
    files: "calls_{{period:%Y-%m-%d}}*.xlsx"
    covers: {covers}
    key: [call]
    columns:
      date:      {{type: date}}
      call:      {{type: text}}
      team:      {{type: text}}
      wait_s:    {{type: count}}
      talk_s:    {{type: count}}
      hold_s:    {{type: count}}
      wrap_s:    {{type: count}}
      transfers: {{type: count}}
      score:     {{type: number}}
kpis:
  aht: {{unit: seconds, numerator: "sum(talk_s)", denominator: "count(call)", by: [team]}}
"""


def lay_out(folder: Path, *, files: int, rows: int) -> None:
    """Write an agreement, and workbooks on its drive: one for a year, or many for a day each."""
    drive = folder / "drive"
    drive.mkdir(parents=True)
    (folder / "bench.yaml").write_text(AGREEMENT.format(covers="year" if files == 1 else "day"))
    chance = random.Random(7)  # noqa: S311 - figures for a benchmark, no secret
    for number in range(files):
        first = datetime(2023, 1, 1) + timedelta(days=number)  # noqa: DTZ001 - a wall clock's
        days = 364 if files == 1 else 1
        path = drive / f"calls_{first:%Y-%m-%d}.xlsx"
        _write(path, (_row(chance, number * rows + i, first, days) for i in range(rows)))


def _write(path: Path, rows: Iterator[tuple[object, ...]]) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("Calls")
    sheet.write_row(0, 0, HEADERS)
    for number, row in enumerate(rows, start=1):
        sheet.write_row(number, 0, row)
    book.close()


def _row(chance: random.Random, number: int, first: datetime, days: int) -> tuple[object, ...]:
    day = first + timedelta(days=chance.randrange(days))
    counts = (chance.randrange(600) for _ in range(5))
    return (day, f"C{number:07d}", chance.choice("ABCD"), *counts, chance.randrange(50) / 10)
