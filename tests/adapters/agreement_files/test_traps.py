"""What goes wrong most often in agreement files is found at its place, in a clear sentence."""

import pytest

from concord.domain.finding import Severity
from tests.agreement_texts import VALID, changed, read

TRAPS = [
    ("calendar: GB-ENG", "calendar: no", "unknown-calendar", 11, "a country", "NO"),
    ("calendar: GB-ENG", "calendar: uk", "unknown-calendar", 11, "a country", "GB"),
    ("calendar: GB-ENG", "calendar: Atlantis", "unknown-calendar", 11, "a country", ""),
    (
        "timezone: Europe/London",
        "timezone: Europe/Londn",
        "unknown-zone",
        11,
        "a time zone",
        "Europe/London",
    ),
    ("timezone: Europe/London", "timezone: BST", "unknown-zone", 11, "a time zone", None),
    ("start: 2024-04-01", "start: 2026-02-30", "not-a-quantity", 10, "a date that exists", ""),
    ("start: 2024-04-01", "start: 2026-13-01", "not-a-quantity", 10, "a date that exists", ""),
    ("start: 2024-04-01", "start: 01/04/2024", "not-a-quantity", 10, "a date such as", ""),
    ("end: 2027-03-31", "end: 2023-03-31", "upside-down", 8, "a day on or after", ""),
    (
        "completeness: 95 %",
        "completeness: 195 %",
        "not-a-quantity",
        19,
        "a percentage from 0 %",
        "",
    ),
    (
        "target: at most 6 min",
        "target: at most 1:30",
        "not-a-quantity",
        24,
        "a target in seconds",
        "",
    ),
    (
        "target: at most 6 min",
        "target: within 400-300 s",
        "not-a-quantity",
        24,
        "a range from its lower",
        "",
    ),
    ("period: 90 days", "period: 1:30", "not-a-quantity", 20, "a span such as", ""),
    ("automatic: true", "automatic: yes", "not-a-flag", 24, "true or false", "true"),
    ("automatic: true", "automatic: off", "not-a-flag", 24, "true or false", "false"),
    ("kim@client.example", "kim at client", "not-an-address", 74, "a mail address", ""),
    ("side: client", "side: neither", "unknown-word", 21, "one of client, partner", ""),
    ("deputy: joel", "deputy: ana", "own-deputy", 91, "somebody else", ""),
    (
        "{fixed: 1000.00}",
        "{fixed: 120,000.00}",
        "comma-inside-braces",
        60,
        "a value for each key",
        "",
    ),
    ("language: en\n", "language: en\nlanguage: de\n", "duplicate-key", 1, "line 5", ""),
    ("  reference: MSA-1", "\treference: MSA-1", "tab", 1, "spaces", ""),
]


@pytest.mark.parametrize(("old", "new", "rule", "column", "expected", "hint"), TRAPS)
def test_a_trap_is_found_where_it_stands_with_what_is_expected(
    old: str, new: str, rule: str, column: int, expected: str, hint: str | None
) -> None:
    _, findings = read(changed(old, new))
    (finding,) = (f for f in findings if f.severity is Severity.ERROR)
    line = VALID[: VALID.index(old)].count("\n") + 1 + new.rstrip("\n").count("\n")
    assert (finding.rule, finding.line, finding.column) == (rule, line, column)
    assert expected in finding.expected
    assert hint in {finding.hint, None}


def test_weights_that_do_not_add_up_are_told_with_their_sum() -> None:
    _, findings = read(changed("target: at most 6 min", "target: at most 6 min, weight: 90"))
    assert [(f.rule, f.found) for f in findings if f.rule == "weights"] == [
        ("weights", "weights that add up to 90")
    ]
