"""Sends delivered files back: marked by a child process with limits, or as a list."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePosixPath

from concord.adapters.workbook.annotated_child import MarkingJob
from concord.adapters.workbook.findings_workbook import findings_workbook
from concord.adapters.workbook.gate import FileKind, gate
from concord.adapters.workbook.limits import ReadLimits
from concord.adapters.workbook.single_answer import answer_of
from concord.domain.annotation import LARGEST_ATTACHED, MOST_MARKED, AnnotationForm, worst_first
from concord.domain.message import Attachment
from concord.ports import Annotation, AnnotationJob

_MODULE = "concord.adapters.workbook.annotated_child"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONGEST_STEM = 80


class LimitedAnnotator:
    """Gates a file here, and has it marked by a child that does nothing else."""

    def __init__(self, landing: Callable[[str], Path], limits: ReadLimits | None = None) -> None:
        self._landing = landing
        self._limits = limits or ReadLimits()

    def annotate(self, job: AnnotationJob) -> Annotation:
        """Return the marked workbook, or the list of what was found."""
        marked = self._marked(job)
        if marked:
            return _annotation(AnnotationForm.MARKED, job.name, marked)
        findings = worst_first(job.findings)[:MOST_MARKED]
        name = f"{PurePosixPath(job.name).stem[:_LONGEST_STEM]} - {job.words.sheet}.xlsx"
        return _annotation(AnnotationForm.LISTED, name, findings_workbook(findings, job.words))

    def _marked(self, job: AnnotationJob) -> bytes | None:
        path = self._landing(job.sha256)
        if not path.exists() or path.stat().st_size > LARGEST_ATTACHED:
            return None
        if gate(path, job.name, self._limits).kind is not FileKind.XLSX:
            return None
        findings = worst_first(job.findings)[:MOST_MARKED]
        asked = MarkingJob(path=str(path), findings=findings, words=job.words)
        answer = answer_of(_MODULE, asked, self._limits, job.rows_read)
        return answer if answer is not None and len(answer) <= LARGEST_ATTACHED else None


def _annotation(form: AnnotationForm, name: str, content: bytes) -> Annotation:
    attachment = Attachment(name=name, media_type=_XLSX, content=content)
    return Annotation(form=form, attachment=attachment)
