"""What comes from a file is shown quoted, visible and short."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.finding import MAX_SHOWN, quoted, visible

BIDI_AND_CONTROLS = (
    "\r\n\t\x00\x1b\x7f\x85\u061c\u200b\u200e\u200f\u2028\u2029"
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\U000e0041"
)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("9,4", "'9,4'"),
        (410, "'410'"),
        ("it's", "'it\\'s'"),
        ("a\nb", "'a\\nb'"),
        ("\u202e59", "'\\u202e59'"),
        ("Qualität", "'Qualität'"),
        ("x" * 40, "'" + "x" * 40 + "'"),
        ("x" * 41, "'" + "x" * 39 + "…'"),
    ],
)
def test_as_a_person_sees_it(raw: object, shown: str) -> None:
    assert quoted(raw) == shown


@given(st.text())
def test_nothing_hidden_ever_comes_through(text: str) -> None:
    shown = quoted(text)
    assert not {unicodedata.category(c) for c in shown} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert "'" not in shown[1:-1].replace("\\\\", "").replace("\\'", "")
    assert len(quoted("a" * len(text))) <= MAX_SHOWN + 2


@given(st.text(alphabet=BIDI_AND_CONTROLS, max_size=80))
def test_no_character_that_turns_or_breaks_a_line_comes_through(text: str) -> None:
    assert quoted(text).isprintable()
    assert quoted(text).isascii() or len(text) > MAX_SHOWN


def test_without_quotes_around_it_an_apostrophe_needs_no_escape() -> None:
    assert visible("the partner's\nname") == "the partner's\\nname"
    assert visible("x" * 41) == "x" * 39 + "…"
