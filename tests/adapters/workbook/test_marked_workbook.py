"""Marked workbooks: the right cells coloured and commented, everything else as it was."""

import re
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from concord.adapters.workbook.marked_workbook import marked_workbook, opened
from concord.domain.finding import Finding, Severity
from tests import broken_workbooks as broken
from tests.broken_workbooks import saved
from tests.domain.test_annotation import WORDS, finding

RED, AMBER, BLUE = "FFFFC7CE", "FFFFEB9C", "FFDDEBF7"


def book() -> Workbook:
    made = Workbook()
    made.worksheets[0].title = "Daily"
    made.worksheets[0].append(["Date", "Site", "Offered"])
    for day in range(1, 29):
        made.worksheets[0].append([datetime(2026, 10, day), "cebu", 100 + day])  # noqa: DTZ001 - cells have no zone
    made.create_sheet("Notes")["A1"] = "hello"
    return made


def marked(made: Workbook, folder: Path, *findings: Finding) -> Workbook:
    path = folder / "book.xlsx"
    path.write_bytes(saved(made))
    return load_workbook(BytesIO(marked_workbook(path, findings, WORDS)))


def colour(cell: Any) -> str | None:  # noqa: ANN401 - a cell, merged or not
    return cell.fill.start_color.rgb if cell.fill.fill_type == "solid" else None


@pytest.mark.parametrize(
    ("severity", "expected"),
    [(Severity.ERROR, RED), (Severity.WARNING, AMBER), (Severity.INFO, BLUE)],
)
def test_a_named_cell_is_coloured_and_commented(
    tmp_path: Path, severity: Severity, expected: str
) -> None:
    sheet = marked(book(), tmp_path, finding(severity, "Daily!C17"))["Daily"]
    assert colour(sheet["C17"]) == expected
    assert sheet["C17"].comment.text == WORDS.note([finding(severity)])
    assert sheet["C16"].comment is None
    assert colour(sheet["C16"]) is None


def test_two_findings_about_one_cell_share_it_in_the_colour_of_the_worse(tmp_path: Path) -> None:
    found = (finding(Severity.WARNING, "Daily!C17"), finding(Severity.ERROR, "Daily!C17"))
    sheet = marked(book(), tmp_path, *found)["Daily"]
    assert colour(sheet["C17"]) == RED
    assert sheet["C17"].comment.text.count("Found:") == len(found)


def test_a_comment_of_theirs_stays_above_ours(tmp_path: Path) -> None:
    made = book()
    made["Daily"]["C9"].comment = Comment("counted by hand", "Ana")
    made["Daily"]["C10"].comment = Comment("by machine", "Ana")
    sheet = marked(made, tmp_path, finding(where="Daily!C9"))["Daily"]
    assert sheet["C9"].comment.text == f"counted by hand\n\n{WORDS.note([finding()])}"
    assert sheet["C10"].comment.text == "by machine"


@pytest.mark.parametrize(("where", "cell"), [("Daily!5", "B5"), ("Daily!45", "A45")])
def test_a_row_is_marked_at_its_first_filled_cell(tmp_path: Path, where: str, cell: str) -> None:
    made = book()
    made["Daily"]["A5"] = None
    assert colour(marked(made, tmp_path, finding(where=where))["Daily"][cell]) == RED


def test_of_a_merged_cell_its_anchor_is_marked(tmp_path: Path) -> None:
    made = book()
    made["Daily"]["A40"] = "Remarks"
    made["Daily"].merge_cells("A35:B36")
    made["Daily"].merge_cells("A40:C41")
    sheet = marked(made, tmp_path, finding(where="Daily!C41"))["Daily"]
    assert sheet["A40"].comment is not None
    assert sheet["A40"].value == "Remarks"
    assert {str(block) for block in sheet.merged_cells.ranges} == {"A35:B36", "A40:C41"}


def test_formulas_stay_formulas_and_texts_that_look_like_them_stay_texts(tmp_path: Path) -> None:
    made = book()
    made["Daily"]["D2"] = "=SUM(C2:C20)"
    made["Daily"]["D3"] = "=1+1"
    made["Daily"]["D3"].data_type = "s"
    sheet = marked(made, tmp_path, finding(where="Daily!D2"), finding(where="Daily!D3"))["Daily"]
    assert (sheet["D2"].data_type, sheet["D2"].value) == ("f", "=SUM(C2:C20)")
    assert (sheet["D3"].data_type, sheet["D3"].value) == ("s", "=1+1")


def test_what_says_no_place_or_one_that_is_not_there_stands_in_the_list_alone(
    tmp_path: Path,
) -> None:
    places = ("", "Daily", "Elsewhere!C4", "line 4")
    found = marked(book(), tmp_path, *(finding(where=place) for place in places))
    assert [row[1].value for row in found["Findings"].iter_rows(min_row=2)] == [
        "the file",
        *places[1:],
    ]
    assert all(cell.comment is None for row in found["Daily"].iter_rows() for cell in row)
    assert found.active is not None
    assert found.active.title == "Findings"


def test_a_date_that_no_calendar_knows_and_one_to_the_microsecond_stay_numbers(
    tmp_path: Path,
) -> None:
    made = book()
    for row, serial in ((2, 99999999), (3, 46296.123456789)):
        made["Daily"].cell(row, 1, serial).number_format = "yyyy-mm-dd"
    path = tmp_path / "book.xlsx"
    path.write_bytes(saved(made))
    again = tmp_path / "again.xlsx"
    again.write_bytes(marked_workbook(path, [finding()], WORDS))
    assert contents(again) == contents(path)


def numbers(*digits: str) -> bytes:
    cells = "".join(
        f'<row r="{r}"><c r="A{r}"><v>{d}</v></c></row>' for r, d in enumerate(digits, 1)
    )
    return broken.workbook_with({"xl/worksheets/sheet1.xml": broken.sheet(cells.encode())})


def test_numbers_keep_every_digit(tmp_path: Path) -> None:
    digits = ("0.30000000000000004", "1.7976931348623157e+308", "12345678901234567890", "-7")
    path = tmp_path / "book.xlsx"
    path.write_bytes(numbers(*digits))
    parts = broken.members(marked_workbook(path, [finding(where="Daily!A1")], WORDS))
    written = re.findall(rb"<v>([^<]*)</v>", parts["xl/worksheets/sheet1.xml"])
    assert [each.decode() for each in written] == list(digits)


def test_a_number_beyond_all_numbers_is_not_blanked_in_silence(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(numbers("1e999"))
    with pytest.raises(ValueError, match="A1"):
        marked_workbook(path, [finding(where="Daily!A1")], WORDS)


@pytest.mark.parametrize(
    ("freeze", "row", "top"),
    [(None, 17, "A1"), (None, 28, "A23"), ("B2", 17, "B2"), ("B2", 28, "B23"), ("A9", 28, "A23")],
)
def test_it_opens_at_the_first_wrong_cell(
    tmp_path: Path, freeze: str | None, row: int, top: str
) -> None:
    made = book()
    made["Daily"].freeze_panes = freeze
    made.active = 1
    found = marked(made, tmp_path, finding(where=f"Daily!C{row}"))
    assert found.active is not None
    assert found.active.title == "Daily"
    view: Any = found["Daily"].sheet_view
    assert {each.activeCell for each in view.selection} == {f"C{row}"}
    assert (view.pane.topLeftCell if freeze else view.topLeftCell) == top
    assert [sheet.sheet_view.tabSelected for sheet in found.worksheets] == [True, False, False]


def test_a_split_that_is_not_frozen_is_left_where_it_was(tmp_path: Path) -> None:
    made = book()
    made["Daily"].freeze_panes = "B2"
    given: Any = made["Daily"].sheet_view
    given.pane.state = "split"
    found: Any = marked(made, tmp_path, finding(where="Daily!C28"))["Daily"].sheet_view
    assert found.pane.topLeftCell == "B2"


def test_a_hidden_sheet_stays_hidden_and_the_list_is_shown(tmp_path: Path) -> None:
    made = book()
    made["Daily"].sheet_state = "hidden"
    made.active = 1
    found = marked(made, tmp_path, finding(where="Daily!C3"))
    assert found["Daily"].sheet_state == "hidden"
    assert found.active is not None
    assert found.active.title == "Findings"


def contents(path: Path) -> dict[str, dict[str, tuple[object, str, str]]]:
    """Every cell with its value as the file holds it, its type and its number format."""
    return {
        sheet.title: {
            cell.coordinate: (str(cell.value), cell.data_type, cell.number_format)
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        }
        for sheet in opened(path).worksheets
        if sheet.title != WORDS.sheet
    }


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(-1e300, 1e300),
    TEXTS,
    st.sampled_from(["=SUM(A1:A2)", '=A1&"x"', "#DIV/0!", " padded ", "1e5"]),
)
FORMATS = st.sampled_from(["General", "0.00%", "yyyy-mm-dd", "[h]:mm:ss", '"£"#,##0.00'])
CELLS = st.dictionaries(
    st.tuples(st.integers(1, 6), st.integers(1, 5)), st.tuples(VALUES, FORMATS), max_size=12
)
PLACES = st.lists(st.sampled_from([f"Daily!{c}{r}" for c in "ABCDE" for r in range(1, 7)]))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(cells=CELLS, places=PLACES)
def test_marking_changes_no_value_and_no_number_format(
    tmp_path: Path, cells: dict[tuple[int, int], tuple[Any, str]], places: list[str]
) -> None:
    made = Workbook()
    made.worksheets[0].title = "Daily"
    for (row, column), (value, number_format) in cells.items():
        cell = made["Daily"].cell(row, column, value)
        cell.number_format = number_format
    path, again = tmp_path / "given.xlsx", tmp_path / "again.xlsx"
    path.write_bytes(saved(made))
    again.write_bytes(marked_workbook(path, [finding(where=each) for each in places], WORDS))
    assert contents(again) == contents(path)
