"""The list of findings: one line each, in words, with a link to its cell."""

from openpyxl import Workbook

from concord.adapters.workbook.list_sheet import add_list
from tests.domain.test_annotation import WORDS, finding


def book(*titles: str) -> Workbook:
    made = Workbook()
    made.remove(made.worksheets[0])
    for title in titles:
        made.create_sheet(title)
    return made


def test_each_finding_is_a_line_under_the_header() -> None:
    sheet = add_list(book("Daily"), (finding(),), WORDS)
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows == [list(WORDS.header), list(WORDS.row(finding()))]


def test_a_place_links_to_its_cell_whatever_its_sheet_is_called() -> None:
    titles = ("Daily", "Ana's", "Oct!26")
    places = [f"{title}!D17" for title in titles] + ["Daily!9", "Gone!D17", ""]
    sheet = add_list(book(*titles), tuple(finding(where=place) for place in places), WORDS)
    links = [sheet[f"B{row}"].hyperlink for row in range(2, 8)]
    assert [link and link.location for link in links] == [
        "'Daily'!D17",
        "'Ana''s'!D17",
        "'Oct!26'!D17",
        "'Daily'!A9",
        None,
        None,
    ]


def test_what_was_found_is_never_a_formula() -> None:
    sheet = add_list(book("Daily"), (finding(where='=HYPERLINK("http://x")'),), WORDS)
    assert sheet["B2"].data_type == "s"


def test_a_sheet_of_theirs_keeps_its_name() -> None:
    workbook = book("findings", "Findings (2)")
    assert add_list(workbook, (), WORDS).title == "Findings (3)"
    assert workbook.sheetnames == ["findings", "Findings (2)", "Findings (3)"]
