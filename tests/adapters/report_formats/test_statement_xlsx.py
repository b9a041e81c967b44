"""Statements as workbooks: formulas over the entries, with the values that they come to."""

from decimal import Decimal
from io import BytesIO
from itertools import pairwise

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from concord.adapters.report_formats import statement_workbook
from concord.domain.ledger import BALANCE, EntryKind, Statement, statements
from tests.builders import period
from tests.ledger_books import Books, books_agreement

SLY = '=HYPERLINK("http://x")&Co'


def books() -> Books:
    """Return books with a dispute, a waiver and a sign-off."""
    found = Books(books_agreement(name=SLY))
    found.owe(m2026_10="1000.00", m2026_11="70.10")
    found.issue("2026-10")
    found.dispute("2026-10", "300.00")
    found.sign("2026-10")
    found.resolve(1, "100.00")
    return found


def stated(text: str = "2026-11") -> tuple[Statement, ...]:
    found = books()
    return statements(found.agreement, found.ledger, period(text))


def opened(found: tuple[Statement, ...], *, values: bool) -> Workbook:
    return openpyxl.load_workbook(BytesIO(statement_workbook(found)), data_only=values)


def balances(book: Workbook) -> dict[object, object]:
    return {row[0].value: row[1].value for row in book["Statement"].iter_rows(min_row=2)}


@pytest.mark.parametrize("text", ["2026-10", "2026-11", "2026"])
def test_every_sum_is_what_the_statement_says(text: str) -> None:
    (statement,) = found = stated(text)
    shown = balances(opened(found, values=True))
    expected = {
        "Opening balance": statement.opening,
        "Accrued": statement.sum(EntryKind.ACCRUED),
        "Waived": statement.sum(EntryKind.WAIVED),
        "Closing balance": statement.closing,
        "Disputed": statement.disputed,
        "Undisputed": statement.undisputed,
        "Confirmed by both sides": statement.confirmed,
    }
    assert {label: Decimal(str(shown[label])) for label in expected} == expected


def test_sums_are_formulas_over_the_entries() -> None:
    formulas = balances(opened(stated(), values=False))
    assert formulas["Opening balance"] == 1000
    assert formulas["Accrued"] == (
        '=SUMIFS(Entries!$D:$D,Entries!$A:$A,"voice",Entries!$B:$B,"GBP",Entries!$C:$C,"accrued")'
    )
    assert formulas["Closing balance"] == "=SUM(B2:B7)"
    assert formulas["Disputed"] == "=B9+B10"
    assert formulas["Undisputed"] == "=B8-B11"


def test_the_criteria_of_the_formulas_find_every_entry() -> None:
    (statement,) = found = stated("2026")
    sheet = opened(found, values=True)["Entries"]
    kinds = {kind.value.replace("_", " ") for kind in BALANCE}
    moved = sum(
        Decimal(str(row[3].value)) for row in sheet.iter_rows(min_row=2) if row[2].value in kinds
    )
    assert statement.opening + moved == statement.closing


def test_names_and_reasons_never_become_formulas() -> None:
    book = opened(stated(), values=False)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    formulas = [str(cell.value) for cell in cells if cell.data_type == "f"]
    assert all(formula.startswith("=SUM") or "B" in formula for formula in formulas)
    assert any(str(cell.value).startswith(SLY) and cell.data_type == "s" for cell in cells)


def test_several_statements_stand_one_below_the_other() -> None:
    (statement,) = stated()
    book = opened((statement, statement), values=True)
    titles = [c.row for c in book["Statement"]["A"] if c.value == "Customer care, GBP"]
    assert all(later > earlier + 10 for earlier, later in pairwise(titles))
    assert len(titles) == 2


def test_a_statement_says_who_signed_it_and_to_when_it_may_be_disputed() -> None:
    shown = balances(opened(stated("2026-10"), values=True))
    assert shown["Signed off"] == "October 2026: ana, 15 Dec 2026 09:00"
    assert shown["May be disputed to"] == "29 Dec 2026"


def test_equal_statements_give_equal_bytes() -> None:
    assert statement_workbook(stated()) == statement_workbook(stated())


def test_without_any_statement_there_is_an_empty_workbook() -> None:
    book = opened((), values=True)
    assert book.sheetnames == ["Statement", "Entries", "Open points"]
