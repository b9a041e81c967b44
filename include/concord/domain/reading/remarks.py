"""The findings on one file: at most so many are kept, alike remarks told once, none forgotten."""

from __future__ import annotations

from collections import Counter

from concord.domain.finding import Finding, Severity, quoted

MAX_KEPT = 200

_NOTES = {
    "invisible-characters": (
        "a plain value",
        "Invisible characters were left out. Please type such values anew, without pasting.",
    ),
    "digits-normalised": (
        "plain digits 0-9",
        "Digits of another script were read as plain ones. Please check that this is right.",
    ),
    "formula": (
        "a figure that was entered",
        (
            "The results of formulas are read as they were last saved. Please paste figures as "
            "values, so that they cannot change unseen."
        ),
    ),
    "ambiguous-time": (
        "a time with its offset, such as 2026-10-25T01:30:00+01:00",
        (
            "The clock was put back, and this hour came twice; the first is taken. Please send "
            "such times with their offset."
        ),
    ),
    "number-as-text": (
        "a text",
        (
            "A number stands where a text is expected; leading zeros may be lost. Please format "
            "the column as text."
        ),
    ),
    "date-as-number": (
        "a date",
        (
            "A plain number was read as the day it stands for in a workbook. Please format the "
            "column as a date."
        ),
    ),
}


class Remarks:
    """Collects findings in order, and keeps the first of each kind whatever else is dropped."""

    def __init__(self) -> None:
        self._kept: list[Finding] = []
        self._kinds: set[tuple[Severity, str]] = set()
        self._dropped: Counter[str] = Counter()
        self._notes: dict[tuple[str, str], tuple[str, str]] = {}
        self._counts: Counter[tuple[str, str]] = Counter()

    def add(self, finding: Finding) -> None:
        """Keep a finding, or count it when there are too many of its kind already."""
        kind = (finding.severity, finding.rule)
        if len(self._kept) >= MAX_KEPT and kind in self._kinds:
            self._dropped[finding.rule] += 1
            return
        self._kinds.add(kind)
        self._kept.append(finding)

    def note(self, rule: str, column: str, where: str, raw: str) -> None:
        """Remember that a cell was mended on reading; told once a column and rule."""
        self._notes.setdefault((rule, column), (where, raw))
        self._counts[rule, column] += 1

    def all(self) -> tuple[Finding, ...]:
        """Return what was kept, the notes, and one closing finding if some were dropped."""
        notes = [self._note(rule, column) for rule, column in self._notes]
        return (*self._kept, *notes, *self._closing())

    def _note(self, rule: str, column: str) -> Finding:
        where, raw = self._notes[rule, column]
        expected, message = _NOTES[rule]
        count = self._counts[rule, column]
        cells = "one cell" if count == 1 else f"{count:,} cells, first this one"
        return Finding(
            severity=Severity.WARNING,
            rule=rule,
            where=where,
            found=quoted(raw),
            expected=expected,
            message=f"Column {quoted(column)}, {cells}: {message} The rows are used.",
        )

    def _closing(self) -> tuple[Finding, ...]:
        if not self._dropped:
            return ()
        rules = ", ".join(f"{count:,} x {rule}" for rule, count in sorted(self._dropped.items()))
        finding = Finding(
            severity=Severity.INFO,
            rule="more-findings",
            where="",
            found=f"{self._dropped.total():,} more findings",
            expected="",
            message=(
                f"More of the same was found than is listed: {rules}. "
                "All rows were checked and all counts are exact."
            ),
        )
        return (finding,)
