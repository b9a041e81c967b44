"""Takes samples of files that no agreement describes yet, opened by a child with limits."""

from __future__ import annotations

import json
import pickle
import resource
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from concord.adapters.workbook.gate import gate
from concord.adapters.workbook.limits import ReadLimits
from concord.adapters.workbook.reader_process import ENVIRONMENT
from concord.adapters.workbook.sample_child import MOST_ROWS, SampleJob
from concord.domain.finding import Finding
from concord.domain.proposal.sample import SampleFile, SampleTable
from concord.domain.source import TextFormat
from concord.domain.table import EMPTY, Cell, CellKind, RawValue, Row, Table

_COMMAND = (sys.executable, "-I", "-m", "concord.adapters.workbook.sample_child")
_LARGEST_ANSWER = 64_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A file that cannot be looked at: what was found, and what to do.  Both are quoted."""

    name: str
    found: str
    remedy: str


Sampled = SampleFile | Refused


def sample_files(paths: Sequence[Path], limits: ReadLimits | None = None) -> tuple[Sampled, ...]:
    """Return what is in each of the files, in their order."""
    allowed = limits or ReadLimits()
    with tempfile.TemporaryDirectory(prefix="concord-init-") as scratch:
        jobs: dict[int, SampleJob] = {}
        found: dict[int, Sampled] = {}
        for number, path in enumerate(paths):
            job = _gated(path, Path(scratch) / str(number), allowed)
            if isinstance(job, Refused):
                found[number] = job
            else:
                jobs[number] = job
        _run(list(jobs.values()), allowed)
        for number, job in jobs.items():
            found[number] = _sampled(paths[number].name, Path(job.out))
    return tuple(found[number] for number in range(len(paths)))


def _gated(path: Path, out: Path, limits: ReadLimits) -> SampleJob | Refused:
    try:
        gated = gate(path, path.name, limits)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return Refused(name=path.name, found=reason, remedy="Name a file that can be read.")
    if gated.kind is None:
        return _as_refused(path.name, gated.findings)
    return SampleJob(path=str(path.absolute()), kind=gated.kind, out=str(out), limits=limits)


def _as_refused(name: str, findings: Sequence[Finding]) -> Refused:
    finding = findings[0]
    found = f"{finding.found}; expected {finding.expected}"
    return Refused(name=name, found=found, remedy=finding.message)


def _run(jobs: list[SampleJob], limits: ReadLimits) -> None:
    """Have the jobs done; the one at which a child dies has no answer, the others go on."""
    waiting = jobs
    while waiting:
        _child(waiting, limits)
        answered = sum(Path(job.out).exists() for job in waiting)
        waiting = waiting[answered + 1 :]


def _child(jobs: list[SampleJob], limits: ReadLimits) -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
        resource.setrlimit(resource.RLIMIT_FSIZE, (_LARGEST_ANSWER, _LARGEST_ANSWER))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    try:
        subprocess.run(  # noqa: S603 - our own module; limits hold from the start
            _COMMAND,
            input=pickle.dumps(jobs),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=ENVIRONMENT,
            preexec_fn=limit,
            timeout=len(jobs) * limits.wall(MOST_ROWS),
            check=False,
        )
    except subprocess.TimeoutExpired:
        return


def _sampled(name: str, answer: Path) -> Sampled:
    if not answer.exists():
        return Refused(
            name=name,
            found="a file that could not be read within limits",
            remedy="Delete empty formatted rows and columns, and save it under a new name.",
        )
    raw: Mapping[str, Any] = json.loads(answer.read_text("utf-8"))
    if "refused" in raw:
        return Refused(name=name, found=raw["refused"], remedy=raw["do"])
    is_only = len(raw["tables"]) + len(raw["unread"]) == 1
    text = None
    if "encoding" in raw:
        text = TextFormat(delimiter=raw["delimiter"], encoding=raw["encoding"])
    return SampleFile(
        name=name,
        tables=tuple(_table(name, table, is_only=is_only) for table in raw["tables"]),
        text=text,
        unread=tuple((title, why) for title, why in raw["unread"]),
    )


def _table(name: str, raw: Mapping[str, Any], *, is_only: bool) -> SampleTable:
    table = Table(sheet=raw["sheet"], rows=(), day_zero=date.fromisoformat(raw["day_zero"]))
    return SampleTable(
        file=name,
        table=table,
        rows=tuple(
            Row(number=number, cells=tuple(_cell(cell) for cell in cells))
            for number, cells in raw["rows"]
        ),
        is_only=is_only,
        is_cut=raw["is_cut"],
    )


def _cell(raw: Any) -> Cell:  # noqa: ANN401 - JSON has no narrower type
    if raw is None:
        return EMPTY
    if isinstance(raw, str):
        return Cell(kind=CellKind.TEXT, value=raw)
    kind, value, number_format, serial = raw
    return Cell(
        kind=CellKind[kind],
        value=_value(CellKind[kind], value),
        number_format=number_format,
        serial=None if serial is None else Decimal(serial),
    )


def _value(kind: CellKind, raw: Any) -> RawValue:  # noqa: ANN401 - as above
    match kind:
        case CellKind.NUMBER:
            return Decimal(raw)
        case CellKind.DATE:
            return datetime.fromisoformat(raw)
        case CellKind.TIME:
            days, seconds, microseconds = raw
            return timedelta(days=days, seconds=seconds, microseconds=microseconds)
        case CellKind.BOOLEAN:
            return bool(raw)
        case _:
            return None if raw is None else str(raw)
