"""The parent's end of the reading child: started when needed, killed when it overruns."""

from __future__ import annotations

import json
import os
import pickle
import resource
import selectors
import subprocess
import sys
import time
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

from concord.adapters.workbook.child import FRAME, Job
from concord.adapters.workbook.limits import MAX_ROWS
from concord.domain.errors import ReaderUnavailableError
from concord.domain.finding import Finding, Severity
from concord.domain.period import MeasurementPeriod
from concord.domain.submission import ReadResult, Verdict

_COMMAND = (sys.executable, "-I", "-m", "concord.adapters.workbook.child")
# No secret of ours is in reach of what a file may exploit; one thread keeps memory countable.
ENVIRONMENT = {
    "LC_ALL": "C.UTF-8",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "MALLOC_ARENA_MAX": "2",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}
_START_SECONDS = 60
_LARGEST_FRAME = 16_000_000


class ReaderDiedError(Exception):
    """The child ended or overran its time before it had a verdict; the text says how."""


class ReaderProcess:
    """One child at a time; the one that died is replaced for the next job."""

    def __init__(self, memory: int, most_memory: int = 0) -> None:
        self._memory = memory
        self._most_memory = max(memory, most_memory)
        self._child: subprocess.Popen[bytes] | None = None

    def read(self, job: Job) -> ReadResult:
        """Have one file read.  Raises ReaderDiedError, after which the next job may come."""
        child = self._running(job)
        started = time.monotonic()
        rows = 0
        try:
            content = pickle.dumps(job)
            _pipe(child.stdin).write(FRAME.pack(len(content)) + content)
            _pipe(child.stdin).flush()
            while True:
                message = _frame(child, started + job.limits.wall(rows))
                if "result" in message:
                    return _result(message["result"])
                rows = min(int(message["rows"]), MAX_ROWS)
        except (ReaderDiedError, BrokenPipeError) as error:
            raise ReaderDiedError(self._end(str(error))) from error

    def close(self) -> None:
        """End the child, if there is one."""
        self._end("")

    def _running(self, job: Job) -> subprocess.Popen[bytes]:
        """Return the child, with the memory that a file of this size may take."""
        child = self._started()
        wanted = job.limits.memory_for(Path(job.path).stat().st_size)
        memory = min(wanted, self._most_memory)
        resource.prlimit(child.pid, resource.RLIMIT_AS, (memory, self._most_memory))
        return child

    def _started(self) -> subprocess.Popen[bytes]:
        if self._child is not None and self._child.poll() is not None:
            self._end("")
        if self._child is None:
            self._child = subprocess.Popen(  # noqa: S603 - our own module, by our own interpreter
                _COMMAND,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=ENVIRONMENT,
                close_fds=True,
                preexec_fn=self._limit,  # noqa: PLW1509 - limits must hold before the first import
            )
            self._await_start(self._child)
        return self._child

    def _await_start(self, child: subprocess.Popen[bytes]) -> None:
        """Wait until the child is up: one that never is has no file to blame."""
        try:
            _frame(child, time.monotonic() + _START_SECONDS)
        except ReaderDiedError as error:
            message = f"The process that reads files could not start: {self._end(str(error))}."
            raise ReaderUnavailableError(message) from error

    def _limit(self) -> None:
        resource.setrlimit(resource.RLIMIT_AS, (self._memory, self._most_memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    def _end(self, reason: str) -> str:
        """Kill the child; return how it had ended, or `reason` when it was still running."""
        child, self._child = self._child, None
        if child is None:
            return reason
        ended = child.poll()
        child.kill()
        child.communicate()
        return reason if ended is None else f"it ended with status {ended}"


def _frame(child: subprocess.Popen[bytes], until: float) -> dict[str, Any]:
    (size,) = FRAME.unpack(_exactly(child, FRAME.size, until))
    if size > _LARGEST_FRAME:
        message = "it wrote more than a verdict"
        raise ReaderDiedError(message)
    return dict(json.loads(_exactly(child, size, until)))


def _exactly(child: subprocess.Popen[bytes], size: int, until: float) -> bytes:
    """Return so many bytes from the child, or say that it died or took too long."""
    pipe = _pipe(child.stdout)
    content = b""
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while len(content) < size:
            if not selector.select(max(0.0, until - time.monotonic())):
                message = "it took too long"
                raise ReaderDiedError(message)
            chunk = os.read(pipe.fileno(), size - len(content))
            if not chunk:
                child.wait()
                message = "it ended early"
                raise ReaderDiedError(message)
            content += chunk
    return content


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise TypeError
    return pipe


def _result(raw: Mapping[str, Any]) -> ReadResult:
    findings = (
        Finding(**{**finding, "severity": Severity(finding["severity"])})
        for finding in raw["findings"]
    )
    period = raw["period"]
    return ReadResult(
        verdict=Verdict(raw["verdict"]),
        period=None if period is None else MeasurementPeriod.parse(period),
        rows_read=raw["rows_read"],
        rows_accepted=raw["rows_accepted"],
        findings=tuple(findings),
        medians=tuple((name, Decimal(median)) for name, median in raw["medians"]),
    )
