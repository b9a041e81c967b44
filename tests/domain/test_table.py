"""Tables as readers give them: places as people name them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from concord.domain.table import MergedCells, column_index, column_letters
from tests.reading_tables import row, table


@given(st.integers(0, 16_383))
def test_columns_are_lettered_as_in_a_workbook(index: int) -> None:
    assert column_letters(index) == get_column_letter(index + 1)
    assert column_index(column_letters(index)) == index


@pytest.mark.parametrize(
    ("sheet", "column", "address"),
    [("Daily", 3, "Daily!D17"), ("Daily", None, "Daily!17"), (None, 3, "line 17")],
)
def test_a_place_is_a_cell_or_a_line(sheet: str | None, column: int | None, address: str) -> None:
    assert table(sheet=sheet).address(17, column) == address


def test_a_row_ends_with_its_last_filled_cell() -> None:
    filled = row(1, "a", None, "c", None)
    assert (filled.width, filled.is_blank) == (3, False)
    assert filled.cell(9).shown == ""
    assert (row(2, None).width, row(2, None).is_blank) == (0, True)


def test_merged_cells_are_named_and_cover_all_within() -> None:
    block = MergedCells(first_row=2, last_row=3, first_column=1, last_column=3)
    assert block.shown == "B2:D3"
    inside = [(r, c) for r in range(6) for c in range(6) if block.covers(r, c)]
    assert inside == [(r, c) for r in (2, 3) for c in (1, 2, 3)]
