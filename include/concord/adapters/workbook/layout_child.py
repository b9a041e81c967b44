"""The process that shows how one file is laid out: it opens what others wrote, and may die.

It reads one job, a pickle from its parent, and writes the layout as JSON.
"""

from __future__ import annotations

import json
import os
import pickle
import sys
from dataclasses import asdict, dataclass
from typing import BinaryIO

from concord.adapters.workbook.child import Job, opened
from concord.domain.reading.layout import layout_of


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutJob:
    """A file to look at, and how many of its accepted rows are wanted."""

    job: Job
    most_rows: int


def serve(jobs: BinaryIO, layouts: BinaryIO) -> None:
    """Answer one job; whatever a parser raises ends the process without an answer."""
    # The job comes from our own parent alone.
    wanted: LayoutJob = pickle.load(jobs)  # noqa: S301 - see above
    with opened(wanted.job) as (table, _):
        layout = layout_of(table, wanted.job.source, wanted.job.period, wanted.most_rows)
    layouts.write(json.dumps(asdict(layout)).encode())


def main() -> None:
    """Serve on the pipes this process was started with; whatever prints goes to stderr."""
    layouts = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    with layouts:
        serve(sys.stdin.buffer, layouts)


if __name__ == "__main__":
    main()
