"""Markdown: whatever a text holds, it is shown and never read."""

import pytest

from concord.domain.markdown import grid, plain


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Answered in 20 s", "Answered in 20 s"),
        ("a | b", "a \\| b"),
        ("[here](http://x)", "\\[here\\]\\(http://x\\)"),
        ("<img>", "\\<img\\>"),
        ("*bold* `code` $x$", "\\*bold\\* \\`code\\` \\$x\\$"),
    ],
)
def test_nothing_in_a_text_is_read_as_markdown(text: str, written: str) -> None:
    assert plain(text) == written


def test_a_table_has_its_header_and_its_rows() -> None:
    table = grid(("Figure", "Before"), [("a|b", "1"), ("c", "2")])
    assert table.splitlines() == [
        "| Figure | Before |",
        "|---|---|",
        "| a\\|b | 1 |",
        "| c | 2 |",
    ]
