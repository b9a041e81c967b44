"""A list of findings as a workbook of its own: every word as text, equal bytes for equals."""

from io import BytesIO

from openpyxl import load_workbook

from concord.adapters.workbook.findings_workbook import findings_workbook
from concord.domain.finding import Severity
from tests.domain.test_annotation import WORDS, finding

FOUND = (finding(Severity.INFO, where=""), finding(where='=HYPERLINK("http://x")'))


def test_it_lists_severity_place_found_expected_and_what_to_do_the_worst_first() -> None:
    book = load_workbook(BytesIO(findings_workbook(FOUND, WORDS)))
    assert book.sheetnames == ["Findings"]
    rows = [[cell.value for cell in row] for row in book["Findings"].iter_rows()]
    assert rows == [list(WORDS.header), list(WORDS.row(FOUND[1])), list(WORDS.row(FOUND[0]))]


def test_what_was_found_is_neither_a_formula_nor_a_link() -> None:
    sheet = load_workbook(BytesIO(findings_workbook(FOUND, WORDS)))["Findings"]
    assert sheet["B2"].data_type == "s"
    assert sheet["B2"].hyperlink is None


def test_equal_findings_give_equal_bytes() -> None:
    assert findings_workbook(FOUND, WORDS) == findings_workbook(FOUND, WORDS)
