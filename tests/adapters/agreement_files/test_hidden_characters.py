"""Hidden characters: those that break or turn a line are refused, those of languages are not."""

import pytest

from concord.adapters.agreement_files.document import compose
from concord.adapters.agreement_files.hidden_characters import (
    hidden_in,
    is_seen,
    without_hidden,
)
from concord.adapters.agreement_files.nodes import Text
from concord.adapters.agreement_files.remarks import Remarks


@pytest.mark.parametrize(
    "character", ["\r", "\0", "\x1b", "\x7f", "\x85", "\u2028", "\u2029", "\u202e", "\u2066"]
)
def test_what_breaks_or_turns_a_line_is_hidden(character: str) -> None:
    assert hidden_in(f"North{character}wind") == character


@pytest.mark.parametrize(
    "text",
    [
        "Zoë’s Café – 客服",
        "two\nlines\tof it",
        "שלום\u200f",
        "क्\u200dष",
        "5\N{NO-BREAK SPACE}%",
        "family \U0001f468\u200d\U0001f469",
        "",
    ],
)
def test_what_languages_need_is_not(text: str) -> None:
    assert hidden_in(text) == ""


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (r"North\u202ewind", "right-to-left override (U+202E)"),
        (r"North\r\nBcc: eve@evil.example", "a control character (U+000D)"),
    ],
)
def test_it_is_reported_by_name_where_it_stands(written: str, found: str) -> None:
    remarks = Remarks("x.yaml")
    table = compose(f'name: "{written}"\n', remarks)
    assert table is not None
    node = table.entries["name"]
    assert isinstance(node, Text)
    assert not is_seen(node, remarks)
    (finding,) = remarks.findings
    assert (finding.rule, finding.found) == ("hidden-character", found)


def test_a_name_can_be_made_of_what_can_be_seen() -> None:
    assert without_hidden(" North\x1f\u202ewind\n Ltd") == "North wind Ltd"
    assert without_hidden("\x1f") == ""
