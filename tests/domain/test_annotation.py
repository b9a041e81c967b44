"""What is written beside wrong cells: the worst first, in plain words, safe in any workbook."""

import pytest

from concord.domain.annotation import SheetWords, plain, worst_first
from concord.domain.finding import Finding, Severity

WORDS = SheetWords(
    sheet="Findings",
    severity="Severity",
    place="Place",
    found="Found",
    expected="Expected",
    advice="What to do",
    error="Error",
    warning="Remark",
    info="Note",
    whole_file="the file",
)


def finding(severity: Severity = Severity.ERROR, where: str = "Daily!D17") -> Finding:
    return Finding(
        severity=severity,
        rule="not-a-number",
        where=where,
        found="'9,4'",
        expected="a count",
        message="Write a whole number.",
    )


def test_errors_come_before_remarks_and_notes_and_equals_keep_their_order() -> None:
    severities = (Severity.INFO, Severity.WARNING, Severity.ERROR)
    given = [finding(s, where) for where in ("A1", "B2") for s in severities]
    assert [(each.severity, each.where) for each in worst_first(given)] == [
        (Severity.ERROR, "A1"),
        (Severity.ERROR, "B2"),
        (Severity.WARNING, "A1"),
        (Severity.WARNING, "B2"),
        (Severity.INFO, "A1"),
        (Severity.INFO, "B2"),
    ]


def test_a_note_says_what_was_found_what_was_expected_and_what_to_do() -> None:
    note = WORDS.note([finding(Severity.WARNING), finding()])
    assert note == (
        "Error\nFound: '9,4'\nExpected: a count\nWrite a whole number.\n\n"
        "Remark\nFound: '9,4'\nExpected: a count\nWrite a whole number."
    )


def test_a_row_of_the_list_names_the_place_or_the_whole_file() -> None:
    assert WORDS.row(finding())[:2] == ("Error", "Daily!D17")
    assert WORDS.row(finding(Severity.INFO, where=""))[:2] == ("Note", "the file")
    assert len(WORDS.row(finding())) == len(WORDS.header)


@pytest.mark.parametrize(
    ("text", "shown"), [("a\x00b\r\nc", "a b  c"), ("\ud800", " "), ("=1+1 é 漢", "=1+1 é 漢")]
)
def test_nothing_is_left_that_a_workbook_cannot_hold(text: str, shown: str) -> None:
    assert plain(text) == shown
