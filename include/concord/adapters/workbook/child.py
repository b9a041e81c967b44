"""The process that opens what others wrote: it may be killed, and takes nothing with it.

It reads jobs from standard input and writes verdicts to standard output, each as a frame of
four bytes of length and its content: a pickle from its parent, JSON back to it.
"""

from __future__ import annotations

import json
import os
import pickle
import resource
import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from importlib.abc import MetaPathFinder
from pathlib import Path
from typing import BinaryIO
from zipfile import BadZipFile

from concord.adapters.workbook.clean_table import CleanTable
from concord.adapters.workbook.gate import FileKind
from concord.adapters.workbook.limits import ReadLimits
from concord.adapters.workbook.refusal import UnreadableTableError, refusal
from concord.domain.finding import Finding
from concord.domain.period import MeasurementPeriod
from concord.domain.person_key import PersonKey
from concord.domain.reading.delivery import Delivery
from concord.domain.reading.remarks import Remarks
from concord.domain.reading.rows import NOBODY
from concord.domain.source import Source
from concord.domain.submission import ReadResult, Verdict, verdict_of
from concord.domain.table import Table

FRAME = struct.Struct(">I")


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One file to read; its rows go to `out`.

    `clean_sheets` are the parts of sheets whose columns may be read whole.
    """

    path: str
    kind: FileKind
    source: Source
    period: MeasurementPeriod | None
    findings: tuple[Finding, ...]
    out: str
    limits: ReadLimits
    clean_sheets: frozenset[str] = frozenset()
    person_key: PersonKey = NOBODY


@dataclass(frozen=True, slots=True, kw_only=True)
class CpuBudget:
    """The processor time of one job: `used` is what the process had used before it."""

    limits: ReadLimits
    used: int

    def allow(self, rows: int) -> None:
        """Set this process's limit; it grows with the rows, and past it the kernel kills us."""
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (self.used + self.limits.cpu(rows), hard))


def _cpu_used() -> int:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return int(used.ru_utime + used.ru_stime) + 1


def serve(jobs: BinaryIO, verdicts: BinaryIO) -> None:
    """Say that we are up, then answer job after job until there are no more."""
    _send(verdicts, {"ready": True})
    while header := jobs.read(FRAME.size):
        # The frames come from our own parent alone.
        job: Job = pickle.loads(jobs.read(FRAME.unpack(header)[0]))  # noqa: S301 - see above
        budget = CpuBudget(limits=job.limits, used=_cpu_used())
        budget.allow(rows=0)
        _send(verdicts, {"result": as_json(_read(job, budget, verdicts))})


def _read(job: Job, budget: CpuBudget, verdicts: BinaryIO) -> ReadResult:
    remarks = Remarks()
    for finding in job.findings:
        remarks.add(finding)
    try:
        if (clean := _read_clean(job)) is not None:
            return _write_clean(job, clean, remarks, budget, verdicts)
        with opened(job) as (table, found):
            for finding in found:
                remarks.add(finding)
            delivery = Delivery(
                table=table,
                source=job.source,
                named=job.period,
                person_key=job.person_key,
                remarks=remarks,
            )
            _write(job, table, delivery, budget, verdicts)
            return _with_medians(job, delivery.result())
    except UnreadableTableError as error:
        return _unreadable(job, (*remarks.all(), error.finding))
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a parser raises, the file is unreadable
        return _unreadable(job, (*remarks.all(), _damaged(error)), Verdict.REJECTED)


def _read_clean(job: Job) -> CleanTable | None:
    """Return the whole table where the fast reader can prove it clean."""
    if not job.clean_sheets:
        return None
    from concord.adapters.workbook.fast_reader import read_clean

    try:
        asked = (job.source, job.period, job.clean_sheets, job.person_key)
        return read_clean(Path(job.path), *asked)
    except (UnreadableTableError, MemoryError):
        raise
    except Exception:  # noqa: BLE001 - whatever it stumbles over, the careful reader names
        return None


def _write_clean(
    job: Job, clean: CleanTable, remarks: Remarks, budget: CpuBudget, verdicts: BinaryIO
) -> ReadResult:
    from concord.adapters.workbook.parquet import medians_of, write_table

    rows = clean.rows.num_rows
    budget.allow(rows=rows)
    _send(verdicts, {"rows": rows})
    write_table(Path(job.out), job.source, clean.sheet, clean.rows)
    for finding in clean.findings:
        remarks.add(finding)
    findings = remarks.all()
    verdict = verdict_of(findings)
    return ReadResult(
        verdict=verdict,
        period=clean.period,
        rows_read=rows,
        rows_accepted=rows if verdict.is_usable else 0,
        findings=findings,
        medians=medians_of(clean.rows, job.source),
    )


def _with_medians(job: Job, result: ReadResult) -> ReadResult:
    if not result.verdict.is_usable:
        return result
    from concord.adapters.workbook.parquet import medians_in

    return replace(result, medians=medians_in(Path(job.out), job.source))


def _write(
    job: Job, table: Table, delivery: Delivery, budget: CpuBudget, verdicts: BinaryIO
) -> None:
    from concord.adapters.workbook.parquet import write_rows

    for written in write_rows(Path(job.out), job.source, table.sheet, delivery.rows()):
        budget.allow(rows=written)
        _send(verdicts, {"rows": written})


Opened = tuple[Table, tuple[Finding, ...]]


@contextmanager
def opened(job: Job) -> Iterator[Opened]:
    """Open a job's table, with remarks on its file.  Raises UnreadableTableError."""
    from concord.adapters.workbook.opening import opened_file

    source = job.source
    with opened_file(job.kind, Path(job.path), source.sheet, source.text, job.limits) as opened:
        yield opened


def _unreadable(
    job: Job, findings: tuple[Finding, ...], verdict: Verdict | None = None
) -> ReadResult:
    return ReadResult(
        verdict=verdict or _at_least_quarantined(findings),
        period=job.period,
        rows_read=0,
        rows_accepted=0,
        findings=findings,
    )


def _at_least_quarantined(findings: tuple[Finding, ...]) -> Verdict:
    verdict = verdict_of(findings)
    return Verdict.REJECTED if verdict.is_usable else verdict


def _damaged(error: Exception) -> Finding:
    what = "a broken container" if isinstance(error, BadZipFile) else type(error).__name__
    return refusal(
        "damaged",
        found=f"content that cannot be read ({what})",
        expected="a whole workbook",
        message="The file is damaged. Please open it, save it anew, and send it again.",
    )


def _send(verdicts: BinaryIO, message: dict[str, object]) -> None:
    content = json.dumps(message).encode()
    verdicts.write(FRAME.pack(len(content)) + content)
    verdicts.flush()


def as_json(result: ReadResult) -> dict[str, object]:
    """Return a result as JSON; the parent makes it a value again."""
    return {
        **asdict(result),
        "period": None if result.period is None else str(result.period),
        "medians": [[name, str(median)] for name, median in result.medians],
    }


class _WithoutFrames(MetaPathFinder):
    """Refuses what readers would load only to see whether they are given its frames or arrays."""

    def find_spec(self, fullname: str, *_: object) -> None:
        if fullname in {"pandas", "numpy"}:
            raise ModuleNotFoundError(fullname)


def main() -> None:
    """Serve on the pipes this process was started with; whatever prints goes to stderr."""
    sys.meta_path.insert(0, _WithoutFrames())
    verdicts = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    serve(sys.stdin.buffer, verdicts)


if __name__ == "__main__":
    main()
