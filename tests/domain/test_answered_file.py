"""Answered files: what became of each, by its verdict and its standing, the worst first."""

import pytest

from concord.domain.answered_file import AnsweredFile, Result, worst_files_first
from concord.domain.finding import Severity
from concord.domain.submission import Standing, Verdict
from tests import builders
from tests.domain.test_annotation import finding


def answered(**changes: object) -> AnsweredFile:
    return AnsweredFile(submission=builders.submission("2026-10", **changes))


@pytest.mark.parametrize(
    ("verdict", "result"),
    [
        (Verdict.ACCEPTED, Result.ACCEPTED),
        (Verdict.ACCEPTED_WITH_WARNINGS, Result.REMARKS),
        (Verdict.QUARANTINED, Result.QUARANTINED),
        (Verdict.REJECTED, Result.REJECTED),
    ],
)
def test_what_became_of_a_file_follows_from_its_verdict(verdict: Verdict, result: Result) -> None:
    assert answered(verdict=verdict).result is result


def test_unless_it_is_held_for_approval() -> None:
    held = answered(verdict=Verdict.ACCEPTED_WITH_WARNINGS, standing=Standing.HELD)
    assert held.result is Result.HELD


def test_worse_results_come_first_then_more_errors_and_equals_keep_their_order() -> None:
    one = answered(findings=(finding(),))
    two = answered(findings=(finding(), finding()))
    remarks = answered(findings=(finding(Severity.WARNING),) * 3)
    rejected = answered(verdict=Verdict.REJECTED)
    same = answered(file="b.xlsx")
    given = [remarks, same, one, two, rejected]
    assert worst_files_first(given) == [rejected, two, one, remarks, same]


def test_findings_are_counted_by_severity() -> None:
    mixed = answered(findings=tuple(finding(severity) for severity in Severity))
    assert mixed.count(Severity.ERROR) == 1
    assert mixed.count(Severity.WARNING, Severity.INFO) == 2


def test_a_name_is_shown_escaped_and_cut() -> None:
    assert answered(file="a\u202eb\n.xlsx").name == "a\\u202eb\\n.xlsx"
    assert len(answered(file="n" * 300).name) == 120
