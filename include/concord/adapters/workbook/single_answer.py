"""One answer about one file from a child process with limits; a dead child has none."""

from __future__ import annotations

import pickle
import resource
import subprocess
import sys

from concord.adapters.workbook.limits import ReadLimits
from concord.adapters.workbook.reader_process import ENVIRONMENT


def answer_of(module: str, job: object, limits: ReadLimits, rows: int) -> bytes | None:
    """Return what a module of ours, run as a process of its own, writes about a job.

    The job is a pickle on its standard input.  The limits grow with `rows`; None stands for
    a process that failed or was ended by them.
    """

    def limit() -> None:
        cpu = limits.cpu(rows)
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
        resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    try:
        ended = subprocess.run(  # noqa: S603 - our own module
            (sys.executable, "-I", "-m", module),
            input=pickle.dumps(job),
            capture_output=True,
            env=ENVIRONMENT,
            preexec_fn=limit,
            timeout=limits.wall(rows),
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
    return ended.stdout if ended.returncode == 0 else None
