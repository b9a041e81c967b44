"""Shows rows of landed files, each opened by a child process with limits of its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from concord.adapters.workbook.child import Job
from concord.adapters.workbook.gate import gate
from concord.adapters.workbook.limits import ReadLimits
from concord.adapters.workbook.preview_child import PreviewJob
from concord.adapters.workbook.single_answer import answer_of
from concord.domain.preview import Place, Preview, PreviewRow
from concord.ports import ReadJob

_MODULE = "concord.adapters.workbook.preview_child"


class LimitedPreviewReader:
    """Gates a file here, and has it opened by a child that does nothing else."""

    def __init__(self, landing: Callable[[str], Path], limits: ReadLimits | None = None) -> None:
        self._landing = landing
        self._limits = limits or ReadLimits()

    def preview(self, job: ReadJob, rows_read: int, places: Sequence[Place]) -> Preview | None:
        """Return the rows at the beginning and around `places`.

        None for an unreadable file, and for one that tells of people whom nobody may name.
        """
        if job.source.hides_people:
            return None
        path = self._landing(job.landed.sha256)
        if not path.exists():
            return None
        gated = gate(path, job.name, self._limits)
        if gated.kind is None:
            return None
        wanted = Job(
            path=str(path),
            kind=gated.kind,
            source=job.source,
            period=job.period,
            findings=(),
            out="",
            limits=self._limits,
        )
        asked = PreviewJob(job=wanted, places=tuple(places))
        answer = answer_of(_MODULE, asked, self._limits, rows_read)
        return None if answer is None else _preview(json.loads(answer))


def _preview(raw: Mapping[str, Any]) -> Preview:
    return Preview(
        sheet=raw["sheet"],
        columns=tuple(raw["columns"]),
        rows=tuple(PreviewRow(number=r["number"], cells=tuple(r["cells"])) for r in raw["rows"]),
    )
