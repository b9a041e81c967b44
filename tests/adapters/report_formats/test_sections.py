"""Sections: words in tables, each column on its edge."""

from concord.adapters.report_formats.sections import Align, Cell, grid, plain_grid
from concord.domain.letter import Table


def test_plain_words_become_cells_beside_finished_ones() -> None:
    finished = Cell(text="Met", note="all of it")
    made = grid(("Site", "Result"), [("cebu", finished)], frozenset({1}))
    assert made.rows == ((Cell(text="cebu"), finished),)
    assert made.align == (Align.LEFT, Align.RIGHT)


def test_a_letters_table_keeps_caption_and_words() -> None:
    made = plain_grid(Table(caption="Found", header=("Where", "What"), rows=(("B2", "x"),)))
    assert (made.caption, made.header) == ("Found", ("Where", "What"))
    assert made.rows == ((Cell(text="B2"), Cell(text="x")),)
