"""Shows how landed files are laid out, each opened by a child process with limits of its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from concord.adapters.workbook.child import Job
from concord.adapters.workbook.gate import gate
from concord.adapters.workbook.layout_child import LayoutJob
from concord.adapters.workbook.limits import ReadLimits
from concord.adapters.workbook.single_answer import answer_of
from concord.domain.reading.layout import (
    ColumnPlace,
    Layout,
    Sample,
    ShownRow,
    TotalsRow,
    UnreadColumn,
)
from concord.ports import ReadJob

_MODULE = "concord.adapters.workbook.layout_child"


class LimitedLayoutReader:
    """Gates a file here, and has it opened by a child that does nothing else."""

    def __init__(self, landing: Callable[[str], Path], limits: ReadLimits | None = None) -> None:
        self._landing = landing
        self._limits = limits or ReadLimits()

    def layout(self, job: ReadJob, rows_read: int, most_rows: int) -> Layout | None:
        """Return the layout, or None for a file that cannot be opened within limits.

        `rows_read` is how many rows reading it gave: the limits grow with them.
        """
        path = self._landing(job.landed.sha256)
        gated = gate(path, job.name, self._limits)
        if gated.kind is None:
            return None
        opened = Job(
            path=str(path),
            kind=gated.kind,
            source=job.source,
            period=job.period,
            findings=(),
            out="",
            limits=self._limits,
        )
        return self._shown(LayoutJob(job=opened, most_rows=most_rows), rows_read)

    def _shown(self, job: LayoutJob, rows_read: int) -> Layout | None:
        answer = answer_of(_MODULE, job, self._limits, rows_read)
        return None if answer is None else _layout(json.loads(answer))


def _layout(raw: Mapping[str, Any]) -> Layout:
    return Layout(
        sheet=raw["sheet"],
        header_row=raw["header_row"],
        columns=tuple(_column(column) for column in raw["columns"]),
        unread=tuple(UnreadColumn(**column) for column in raw["unread"]),
        totals=tuple(TotalsRow(**row) for row in raw["totals"]),
        rows=tuple(ShownRow(row=r["row"], values=tuple(r["values"])) for r in raw["rows"]),
    )


def _column(raw: Mapping[str, Any]) -> ColumnPlace:
    sample = raw["sample"]
    return ColumnPlace(
        **{
            **raw,
            "wanted": tuple(raw["wanted"]),
            "sample": None if sample is None else Sample(**sample),
        }
    )
