"""The process that marks one workbook: it opens what others wrote, and may die.

It reads one job, a pickle from its parent, and writes the marked workbook; nothing at all
where saving would lose some of it.
"""

from __future__ import annotations

import os
import pickle
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from concord.adapters.workbook.whole_package import survives_saving
from concord.domain.annotation import SheetWords
from concord.domain.finding import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkingJob:
    """A gated workbook, and what is to be marked in it."""

    path: str
    findings: tuple[Finding, ...]
    words: SheetWords


def serve(jobs: BinaryIO, workbooks: BinaryIO) -> None:
    """Answer one job; whatever a parser raises ends the process without an answer."""
    # The job comes from our own parent alone.
    job: MarkingJob = pickle.load(jobs)  # noqa: S301 - see above
    if not survives_saving(Path(job.path)):
        return
    # Only now: most of what a partner sends with charts need not load the library.
    from concord.adapters.workbook.marked_workbook import marked_workbook

    workbooks.write(marked_workbook(Path(job.path), job.findings, job.words))


def main() -> None:
    """Serve on the pipes this process was started with; whatever prints goes to stderr."""
    workbooks = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    with workbooks:
        serve(sys.stdin.buffer, workbooks)


if __name__ == "__main__":
    main()
