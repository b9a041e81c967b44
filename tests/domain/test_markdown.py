"""Markdown: whatever a text holds, it is shown and never read."""

import pytest

from concord.domain.markdown import code, fitting_grid, grid, plain, written_grid


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Answered in 20 s", "Answered in 20 s"),
        ("a | b", "a \\| b"),
        ("[here](http://x)", "` [here](http://x) `"),
        ("see https://x.example/a_b now", "see ` https://x.example/a_b ` now"),
        ("WWW.x.example", "` WWW.x.example `"),
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


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("510", "` 510 `"),
        ("https://x.example", "` https://x.example `"),
        ("a|b", "` a\\|b `"),
        ("`", "`` ` ``"),
        ("a``b`c", "``` a``b`c ```"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_content_of_files_is_shown_letter_for_letter(text: str, written: str) -> None:
    assert code(text) == written


def test_a_written_table_keeps_the_markdown_of_its_cells() -> None:
    assert written_grid(("a|b",), [(code("x"),)]).splitlines() == [
        "| a\\|b |",
        "|---|",
        "| ` x ` |",
    ]


@pytest.mark.parametrize(("most", "kept"), [(100, 3), (18, 3), (17, 2), (6, 1), (5, 0)])
def test_a_table_holds_as_many_rows_as_fit(most: int, kept: int) -> None:
    table = fitting_grid(("h",), [("a",), ("b",), ("c",)], most)
    assert table.count("| a |") + table.count("| b |") + table.count("| c |") == kept
    assert ("and" in table) is (kept < 3)
    assert kept == 3 or table.endswith(f"\n\nand {3 - kept} more")
