"""What is wrong with one cell, before it is known where the cell stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from concord.domain.finding import Finding, Severity, quoted

_AFTERWARDS = "Until then this row does not count."


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A finding in the making: `says` what was found and what it should be, `remedy` what to do.

    `found` is raw; it is quoted when the finding is made.
    """

    rule: str
    found: str
    expected: str
    says: str
    remedy: str
    severity: Severity = Severity.ERROR

    def at(self, where: str, afterwards: str = _AFTERWARDS) -> Finding:
        """Return the finding at its place; `afterwards` says what happens meanwhile."""
        found = quoted(self.found)
        return Finding(
            severity=self.severity,
            rule=self.rule,
            where=where,
            found=found,
            expected=self.expected,
            message=f"{self.says} {self.remedy} {afterwards}".strip(),
        )


def without_content(problem: Problem) -> Problem:
    """Return a problem that quotes nothing of its cell, which may tell of a person."""
    says = "This cell, which may tell of a person, cannot be read."
    return replace(problem, found="", says=says)


class BadCellError(Exception):
    """Leaves the reading of one cell early; caught where cells are read, never outside."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.rule)
        self.problem = problem


Note = Callable[[str, str], None]
"""Takes the rule and the raw content of a cell that was read after a harmless mending."""
