"""The plain twin's parts: wrapped, aligned, never cut."""

from concord.adapters.report_formats import plain_text
from concord.adapters.report_formats.sections import Cell, Section, grid

LINK = "https://concord.example/" + "x" * 90


def test_paragraphs_are_wrapped_and_links_stay_whole() -> None:
    lines = plain_text.paragraph(f"{'word ' * 30}{LINK}").splitlines()
    assert lines[-1] == LINK
    assert max(map(len, lines[:-1])) <= plain_text.WIDTH


def test_a_heading_is_ruled() -> None:
    assert plain_text.heading("Issues") == "Issues\n------"
    assert plain_text.heading("") == "\n"


def test_facts_stand_in_one_column_and_hang() -> None:
    text = plain_text.facts((("File", "a" * 40 + " " + "b" * 40), ("Rows", "")))
    assert text == f"File:  {'a' * 40}\n       {'b' * 40}\nRows:  –"
    assert plain_text.facts(()) == ""


def test_figures_stand_right_and_words_left() -> None:
    table = grid(("Site", "Calls"), [("cebu", "5"), ("manila", "1,200")], frozenset({1}))
    assert plain_text.table(table).splitlines() == [
        "Site    Calls",
        "------  -----",
        "cebu        5",
        "manila  1,200",
    ]


def test_wide_rows_become_records_without_their_empty_cells() -> None:
    wide = grid(("File", "Found", ""), [("a.xlsx", "", Cell(text="y" * 80, note="note"))])
    assert plain_text.table(wide) == f"* a.xlsx\n  {'y' * 80}\n    (note)"


def test_a_section_leaves_out_tables_without_rows() -> None:
    section = Section(title="Issues", sentences=("None.",), grids=(grid(("A",), []),))
    assert plain_text.section(section) == "Issues\n------\n\nNone."
