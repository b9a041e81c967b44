"""The process that shows some rows of one file: it opens what others wrote, and may die.

It reads one job, a pickle from its parent, and writes the rows as JSON.
"""

from __future__ import annotations

import json
import os
import pickle
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from typing import BinaryIO

from concord.adapters.workbook.child import Job, opened
from concord.adapters.workbook.refusal import UnreadableTableError
from concord.domain.preview import Place, Preview, preview_of
from concord.domain.source import SheetRule
from concord.domain.table import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewJob:
    """A file to look at, and the places that are of interest."""

    job: Job
    places: tuple[Place, ...]


def serve(jobs: BinaryIO, previews: BinaryIO) -> None:
    """Answer one job; whatever a parser raises ends the process without an answer."""
    # The job comes from our own parent alone.
    wanted: PreviewJob = pickle.load(jobs)  # noqa: S301 - see above
    try:
        preview = _preview(wanted)
    except UnreadableTableError:
        # The sheet that was agreed is not there: the only one there is tells more than none.
        preview = _preview(replace(wanted, job=_of_any_sheet(wanted.job)))
    previews.write(json.dumps(asdict(preview)).encode())


def _of_any_sheet(job: Job) -> Job:
    return replace(job, source=replace(job.source, sheet=SheetRule()))


def _preview(wanted: PreviewJob) -> Preview:
    with opened(wanted.job) as (table, _):
        return preview_of(replace(table, rows=_readable(table.rows)), wanted.places)


def _readable(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows up to the one at which a file cannot be read any further."""
    try:
        yield from rows
    except UnreadableTableError:
        return


def main() -> None:
    """Serve on the pipes this process was started with; whatever prints goes to stderr."""
    previews = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    with previews:
        serve(sys.stdin.buffer, previews)


if __name__ == "__main__":
    main()
