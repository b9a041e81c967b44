"""A delivered file on its way back: what is wrong with it, marked where it is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from concord.domain.annotation import AnnotationForm, SheetWords
from concord.domain.finding import Finding
from concord.domain.message import Attachment


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotationJob:
    """A landed file, by its content hash and name, with what was found in it.

    `rows_read` is how many rows reading the file gave: the limits grow with them.
    """

    sha256: str
    name: str
    rows_read: int
    findings: tuple[Finding, ...]
    words: SheetWords


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """A file fit to be attached, and whether it is the partner's own."""

    form: AnnotationForm
    attachment: Attachment


class SubmissionAnnotator(Protocol):
    """Marks the wrong cells of delivered workbooks, within the limits of reading."""

    def annotate(self, job: AnnotationJob) -> Annotation:
        """Return the marked workbook; a list of the findings where that cannot be made."""
        ...
