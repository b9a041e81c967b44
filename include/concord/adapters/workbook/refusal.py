"""What is wrong with a file as a whole, in words for those who sent it."""

from __future__ import annotations

from concord.domain.finding import Finding, Severity


def refusal(rule: str, *, found: str, expected: str, message: str, where: str = "") -> Finding:
    """Return an error on a whole file.  `found` is quoted already, or is our own words."""
    return Finding(
        severity=Severity.ERROR,
        rule=rule,
        where=where,
        found=found,
        expected=expected,
        message=message,
    )


class UnreadableTableError(Exception):
    """Leaves the reading of a table early; caught in this package, where it becomes a finding."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.rule)
        self.finding = finding
