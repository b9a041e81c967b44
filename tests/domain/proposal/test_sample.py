"""Places of cells in what was looked at."""

from tests.proposals import sheet


def test_a_cell_of_a_sheet_has_letters_and_one_of_a_text_file_a_line() -> None:
    assert sheet().place(17, 3) == "D17"
    assert sheet(name=None).place(17, 3) == "line 17, column 4"
