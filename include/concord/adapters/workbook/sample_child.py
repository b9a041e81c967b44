"""The process that takes samples of files nobody knows yet: it may be killed, and often is.

It reads its jobs, a pickle from its parent, and writes one JSON file for each.
"""

from __future__ import annotations

import json
import pickle
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path

from concord.adapters.workbook.gate import FileKind
from concord.adapters.workbook.limits import ReadLimits
from concord.adapters.workbook.refusal import UnreadableTableError
from concord.adapters.workbook.text_sniffer import sniff
from concord.domain.source import SheetRule
from concord.domain.table import Cell, CellKind, Row, Table

MOST_SHEETS = 12
MOST_ROWS = 25_000
MOST_CELLS = 300_000
MOST_CHARACTERS = 12_000_000
"""How much is taken of one file."""
_LONGEST_TEXT = 400

Json = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleJob:
    """A file to look at; what is found goes to `out`."""

    path: str
    kind: FileKind
    out: str
    limits: ReadLimits


def serve(jobs: list[SampleJob]) -> None:
    """Write an answer for every job; a job that ends this process has none."""
    for job in jobs:
        used = resource.getrusage(resource.RUSAGE_SELF)
        seconds = int(used.ru_utime + used.ru_stime) + 1 + job.limits.cpu(MOST_ROWS)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, hard))
        answer = json.dumps(_answer(job))
        # The answer is there as a whole or not at all.
        part = Path(f"{job.out}.part")
        part.write_text(answer, "utf-8")
        part.replace(job.out)


def _answer(job: SampleJob) -> Json:
    if job.kind not in {FileKind.TEXT, FileKind.XLSX}:
        return {"refused": f"a workbook of another kind (.{job.kind})", "do": _AS_XLSX}
    try:
        return _text(job) if job.kind is FileKind.TEXT else _workbook(job)
    except UnreadableTableError as error:
        return _refused(error)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a parser raises, the file is unreadable
        return {"refused": f"content that cannot be read ({type(error).__name__})", "do": _ANEW}


_AS_XLSX = "Save it as .xlsx and try that one; deliveries may come as they are."
_ANEW = "The file is damaged: open it, save it anew, and try that one."


def _refused(error: UnreadableTableError) -> Json:
    finding = error.finding
    where = f"{finding.where}: " if finding.where else ""
    found = f"{where}{finding.found}; expected {finding.expected}"
    return {"refused": found, "do": finding.message}


def _text(job: SampleJob) -> Json:
    from concord.adapters.workbook.csv_reader import open_text

    text = sniff(Path(job.path).read_bytes())
    with open_text(Path(job.path), text, job.limits) as table:
        taken = _table(table, MOST_CHARACTERS)
    return {
        "tables": [taken],
        "unread": [],
        "delimiter": text.delimiter,
        "encoding": text.encoding,
    }


def _workbook(job: SampleJob) -> Json:
    tables: list[Json] = []
    unread: list[tuple[str, str]] = []
    titles = _visible_sheets(Path(job.path))
    for title in titles[:MOST_SHEETS]:
        try:
            with _opened(Path(job.path), title) as table:
                tables.append(_table(table, MOST_CHARACTERS // len(titles[:MOST_SHEETS])))
        except UnreadableTableError as error:
            unread.append((title, f"found {error.finding.found}"))
    unread.extend(
        (title, f"it is beyond the first {MOST_SHEETS}") for title in titles[MOST_SHEETS:]
    )
    return {"tables": tables, "unread": unread}


@contextmanager
def _opened(path: Path, title: str) -> Iterator[Table]:
    from concord.adapters.workbook.careful_reader import open_sheet

    with open_sheet(path, SheetRule(name=title)) as (table, _):
        yield table


def _visible_sheets(path: Path) -> list[str]:
    from openpyxl import load_workbook

    workbook = load_workbook(BytesIO(path.read_bytes()), read_only=True, keep_links=False)
    try:
        return [s.title for s in workbook.worksheets if s.sheet_state == "visible"]
    finally:
        workbook.close()


def _table(table: Table, most_characters: int) -> Json:
    rows: list[tuple[int, list[object]]] = []
    size, count, is_cut = 0, 0, False
    for row in table.rows:
        if len(rows) == MOST_ROWS or size > most_characters or count > MOST_CELLS:
            is_cut = True
            break
        cells = _row(row)
        size += sum(8 if cell is None else len(str(cell)) for cell in cells)
        count += len(cells)
        rows.append((row.number, cells))
    return {
        "sheet": table.sheet,
        "day_zero": table.day_zero.isoformat(),
        "rows": rows,
        "is_cut": is_cut,
    }


def _row(row: Row) -> list[object]:
    return [_cell(cell) for cell in row.cells[: row.width]]


def _cell(cell: Cell) -> object:
    value = cell.value
    if cell.kind is CellKind.EMPTY:
        return None
    if cell.kind is CellKind.TEXT:
        return str(value)[:_LONGEST_TEXT]
    serial = None if cell.serial is None else str(cell.serial)
    return [cell.kind.name, _plain(value), cell.number_format[:_LONGEST_TEXT], serial]


def _plain(value: object) -> object:
    match value:
        case bool() | None:
            return value
        case datetime():
            return value.isoformat()
        case timedelta():
            return [value.days, value.seconds, value.microseconds]
        case Decimal():
            return str(value)
        case _:
            return str(value)[:_LONGEST_TEXT]


def main() -> None:
    """Answer the jobs on standard input; they come from our own parent alone."""
    serve(pickle.load(sys.stdin.buffer))  # noqa: S301 - see above


if __name__ == "__main__":
    main()
