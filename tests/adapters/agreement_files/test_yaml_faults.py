"""What is no YAML is told in plain words, at its place."""

import pytest
import yaml

from concord.adapters.agreement_files.document import LOADER
from concord.adapters.agreement_files.remarks import Remarks
from concord.adapters.agreement_files.yaml_faults import in_plain_words, report_syntax
from concord.domain.finding import AgreementFinding


def fault(text: str) -> AgreementFinding:
    """Return the one finding about a text that is no YAML."""
    remarks = Remarks("x.yaml")
    try:
        list(yaml.parse(text, Loader=LOADER))
    except yaml.YAMLError as error:
        report_syntax(error, text, remarks)
    (finding,) = remarks.findings
    return finding


@pytest.mark.parametrize(
    ("text", "line", "column", "found"),
    [
        ("name: North: wind\n", 1, 12, "a colon where no value can begin"),
        ("a: 1\n  b: 2\n", 2, 4, "a colon where no value can begin"),
        ("a: @x\n", 1, 4, "a sign that no value begins with"),
        ("a: `x`\n", 1, 4, "a sign that no value begins with"),
        ("a: *\n", 1, 5, "a sign that no value begins with"),
        ("a: ? b\n", 1, 4, "a sign that no value begins with"),
        ('a: "c:\\q"\n', 1, 7, "a backslash in double quotes"),
        ("a: 'open\nb: 1\n", 3, 1, "a quote that is never closed"),
        ("a: [1\nb: 2\n", 2, 2, "a list or mapping in brackets that goes on without a comma"),
        ("a:\n  b: 1\n c: 2\n", 3, 2, "a line or word that belongs to nothing"),
        ("a: 'it's'\n", 1, 8, "a line or word that belongs to nothing"),
        ("- a\nb: 1\n", 2, 1, "a line among a list's items that is none"),
        ("a: ]\n", 1, 4, "a bracket or comma without a value"),
        ("a: 1\nb: \x07\n", 2, 4, "a control character"),
        ("a:\n\tb: 1\n", 2, 1, "a tab"),
    ],
)
def test_a_mistake_is_named_as_its_author_sees_it(
    text: str, line: int, column: int, found: str
) -> None:
    finding = fault(text)
    assert (finding.line, finding.column, finding.found) == (line, column, found)
    assert finding.expected


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("a: 1\nb: 'open\nc: 1\n", "the quote opens in line 2, column 4"),
        ("a: [1\nb: 2\n", "the bracket opens in line 1, column 4"),
        ("a: {b: 1 c: 2}\n", ""),
        ("a:\n  b: 1\n c: 2\n", ""),
    ],
)
def test_what_is_never_closed_is_told_with_the_place_where_it_opens(
    text: str, advice: str
) -> None:
    assert fault(text).advice == advice


def test_what_has_no_plain_words_keeps_those_of_the_parser() -> None:
    assert in_plain_words("found something odd")[0] == "found something odd"
    assert in_plain_words("")[0] == "what is no YAML"
