"""A file as its answer tells of it: what became of it, and what goes back with the letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from concord.domain.annotation import AnnotationForm
from concord.domain.finding import Severity, visible
from concord.domain.read_figures import ColumnTotal
from concord.domain.submission import Standing, Submission, Verdict

_FILE_NAME_LIMIT = 120


class Result(IntEnum):
    """What became of a file, the worse the higher."""

    ACCEPTED = 0
    REMARKS = 1
    HELD = 2
    QUARANTINED = 3
    REJECTED = 4


_RESULTS = {
    Verdict.ACCEPTED: Result.ACCEPTED,
    Verdict.ACCEPTED_WITH_WARNINGS: Result.REMARKS,
    Verdict.QUARANTINED: Result.QUARANTINED,
    Verdict.REJECTED: Result.REJECTED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredFile:
    """A submission as its answer tells of it.

    `totals` are the figures as they were read.  `form` says what was made to be sent back,
    None where nothing was; `attached` whether it goes with the letter.
    """

    submission: Submission
    totals: tuple[ColumnTotal, ...] = ()
    form: AnnotationForm | None = None
    attached: bool = False

    @property
    def name(self) -> str:
        """The file's name as it may be shown."""
        return visible(self.submission.file, limit=_FILE_NAME_LIMIT)

    @property
    def result(self) -> Result:
        """What became of it."""
        if self.submission.standing is Standing.HELD:
            return Result.HELD
        return _RESULTS[self.submission.verdict]

    def count(self, *severities: Severity) -> int:
        """Return how many findings are of these severities."""
        return sum(finding.severity in severities for finding in self.submission.findings)


def worst_files_first(files: Sequence[AnsweredFile]) -> list[AnsweredFile]:
    """Return the files by what became of them, then by errors; equals keep their order."""
    return sorted(files, key=lambda file: (-file.result, -file.count(Severity.ERROR)))
