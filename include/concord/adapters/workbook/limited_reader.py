"""Reads landed files in a child process with limits; a dead child is a result, not a crash."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from hashlib import file_digest
from pathlib import Path

from concord.adapters.landing_store import sync_folder
from concord.adapters.workbook.child import Job
from concord.adapters.workbook.gate import FileKind, Gated, gate
from concord.adapters.workbook.limits import ReaderChoice, ReadLimits
from concord.adapters.workbook.reader_process import ReaderDiedError, ReaderProcess
from concord.adapters.workbook.refusal import refusal
from concord.domain.errors import LandingStoreError, PersonKeyError
from concord.domain.finding import Finding
from concord.domain.person_key import PersonKey
from concord.domain.reading.rows import NOBODY
from concord.domain.submission import ReadResult, Verdict
from concord.ports import PersonKeys, ReadJob


class LimitedReader:
    """Gates every file here, and has it opened by one child that serves job after job."""

    def __init__(
        self,
        landing: Callable[[str], Path],
        observations: Path,
        limits: ReadLimits | None = None,
        readers: ReaderChoice = ReaderChoice.FASTEST,
        people: PersonKeys | None = None,
    ) -> None:
        self._landing = landing
        self._observations = observations
        self._limits = limits or ReadLimits()
        self._readers = readers
        self._people = people

    def read(self, jobs: Iterable[ReadJob]) -> Iterator[ReadResult]:
        """Yield one result a job, in order.  Raises LandingStoreError, ReaderUnavailableError."""
        try:
            yield from self._read(jobs)
        except OSError as error:
            message = f"The stored files could not be used: {error}."
            raise LandingStoreError(message) from error

    def _read(self, jobs: Iterable[ReadJob]) -> Iterator[ReadResult]:
        self._observations.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (
            tempfile.TemporaryDirectory(dir=self._observations, prefix="reading-") as scratch,
            closing(ReaderProcess(self._limits.memory, self._limits.most_memory)) as process,
        ):
            for job in jobs:
                yield self._result(job, process, Path(scratch) / "rows.parquet")

    def _result(self, job: ReadJob, process: ReaderProcess, out: Path) -> ReadResult:
        path = self._landing(job.landed.sha256)
        gated = gate(path, job.name, self._limits)
        if gated.kind is None:
            return _rejected(job, gated.findings)
        read = self._job(job, path, gated.kind, gated, out)
        try:
            result = self._read_with_care_at_last(process, read)
        except ReaderDiedError as error:
            return _rejected(job, (*gated.findings, _beyond_limits(error)))
        # Rows of a file that waits are kept as well: a person may accept it as it is.
        if result.verdict is Verdict.REJECTED or not result.rows_read:
            return result
        return replace(result, observations=self._keep(out))

    def _read_with_care_at_last(self, process: ReaderProcess, job: Job) -> ReadResult:
        """Read a file; one that kills the fast reader gets a second try with the careful one.

        Raises ReaderDiedError.
        """
        Path(job.out).unlink(missing_ok=True)
        try:
            return process.read(job)
        except ReaderDiedError:
            if not job.clean_sheets:
                raise
        return process.read(replace(job, clean_sheets=frozenset()))

    def _job(self, job: ReadJob, path: Path, kind: FileKind, gated: Gated, out: Path) -> Job:
        careful = self._readers is ReaderChoice.CAREFUL
        return Job(
            path=str(path),
            kind=kind,
            source=job.source,
            period=job.period,
            findings=gated.findings,
            out=str(out),
            limits=self._limits,
            clean_sheets=frozenset() if careful else gated.clean_sheets,
            person_key=self._person_key(job),
        )

    def _person_key(self, job: ReadJob) -> PersonKey:
        if not job.source.hides_people:
            return NOBODY
        if self._people is None or not job.partner:
            message = f"Nothing is there to make pseudonyms of people in {job.source.id} with."
            raise PersonKeyError(message)
        return self._people.of(job.partner)

    def _keep(self, rows: Path) -> str:
        """Make the rows durable under their content hash before anybody hears of them."""
        with rows.open("rb") as file:
            digest = file_digest(file, "sha256").hexdigest()
            os.fsync(file.fileno())
        target = self._observations / digest[:2] / f"{digest}.parquet"
        target.parent.mkdir(mode=0o700, exist_ok=True)
        rows.chmod(0o600)
        rows.replace(target)
        sync_folder(target.parent)
        sync_folder(self._observations)
        return digest


def _rejected(job: ReadJob, findings: tuple[Finding, ...]) -> ReadResult:
    return ReadResult(
        verdict=Verdict.REJECTED,
        period=job.period,
        rows_read=0,
        rows_accepted=0,
        findings=findings,
    )


def _beyond_limits(error: ReaderDiedError) -> Finding:
    return refusal(
        "reader-limits",
        found=f"a file that could not be read within limits ({error})",
        expected="a workbook of ordinary size and build",
        message=(
            "Reading was stopped. Please delete empty formatted rows and columns, save the "
            "workbook under a new name, and send that."
        ),
    )
