"""A refusal is an error on the whole file, and travels as an exception within the package."""

from concord.adapters.workbook.refusal import UnreadableTableError, refusal
from concord.domain.finding import Severity


def test_a_refusal_says_what_was_found_and_what_to_do() -> None:
    finding = refusal("empty-file", found="0 bytes", expected="a workbook", message="Send it.")
    assert (finding.severity, finding.where) == (Severity.ERROR, "")
    assert UnreadableTableError(finding).finding is finding
