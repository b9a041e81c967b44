"""Annotations: what is written beside the wrong cells of a partner's own workbook."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from concord.domain.finding import Finding, Severity

MOST_MARKED = 2_000
"""Findings that are marked in one file: who mends so many has found the pattern."""

LARGEST_ATTACHED = 10_000_000
"""Bytes that an annotated workbook may have; above, its findings go alone."""

_ORDER = (Severity.ERROR, Severity.WARNING, Severity.INFO)


class AnnotationForm(StrEnum):
    """What is sent back: the partner's own workbook with its cells marked, or a list."""

    MARKED = "marked"
    LISTED = "listed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetWords:
    """The words in an annotated workbook, in the language of who reads it.

    `sheet` is the name of the list's sheet, `whole_file` stands where a finding has no place.
    """

    sheet: str
    severity: str
    place: str
    found: str
    expected: str
    advice: str
    error: str
    warning: str
    info: str
    whole_file: str

    @property
    def header(self) -> tuple[str, ...]:
        """The columns of the list."""
        return (self.severity, self.place, self.found, self.expected, self.advice)

    def named(self, severity: Severity) -> str:
        """Return what a severity is called."""
        names = {Severity.ERROR: self.error, Severity.WARNING: self.warning}
        return names.get(severity, self.info)

    def row(self, finding: Finding) -> tuple[str, ...]:
        """Return a finding as a row of the list."""
        cells = (
            self.named(finding.severity),
            finding.where or self.whole_file,
            finding.found,
            finding.expected,
            finding.message,
        )
        return tuple(plain(cell) for cell in cells)

    def note(self, findings: Iterable[Finding]) -> str:
        """Return what is written beside a cell: every finding about it, the worst first."""
        return "\n\n".join(self._note(finding) for finding in worst_first(findings))

    def _note(self, finding: Finding) -> str:
        lines = (
            self.named(finding.severity),
            f"{self.found}: {finding.found}",
            f"{self.expected}: {finding.expected}",
            finding.message,
        )
        return "\n".join(plain(line) for line in lines)


def worst_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings with the errors first; equals keep their order."""
    return tuple(sorted(findings, key=lambda each: _ORDER.index(each.severity)))


def plain(text: str) -> str:
    """Return text as one line without what no workbook can hold: controls, half characters."""
    kept = (" " if unicodedata.category(c) in {"Cc", "Cs"} else c for c in text)
    return "".join(kept)
