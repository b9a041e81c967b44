"""Statements of the ledger as a workbook: sums are formulas over the entries beside them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from concord.adapters.report_formats.sheet import OPTIONS, Formats
from concord.adapters.report_formats.statement_sheets import (
    AMOUNT,
    ENTRIES,
    kind_word,
    write_entries,
    write_open_points,
)
from concord.domain.ledger import EntryKind, Statement
from concord.domain.notation import day, moment, named, period_name

_PAPER_A4 = 9
_SERVICE, _CURRENCY, _KIND, _AMOUNTS = "$A:$A", "$B:$B", "$C:$C", "$D:$D"


def statement_workbook(statements: Sequence[Statement]) -> bytes:
    """Return statements of one partner and period as an .xlsx file, the same for the same."""
    target = BytesIO()
    workbook = Workbook(target, OPTIONS)
    if statements:
        first = statements[0]
        workbook.set_properties(
            {
                "title": f"{first.partner_name}, {period_name(first.period)}",
                "author": first.organisation,
                # The day of the data, not of the clock.
                "created": datetime.combine(first.period.end, time()),
            }
        )
    formats = Formats(workbook)
    _balances(_sheet(workbook, "Statement", statements), formats, statements)
    write_entries(_sheet(workbook, ENTRIES, statements), formats, statements)
    write_open_points(_sheet(workbook, "Open points", statements), formats, statements)
    workbook.close()
    return target.getvalue()


def _sheet(workbook: Workbook, name: str, statements: Sequence[Statement]) -> Worksheet:
    sheet = workbook.add_worksheet(name)
    sheet.set_landscape()
    sheet.set_paper(_PAPER_A4)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    for statement in statements[:1]:
        # An ampersand starts a code in headers and footers: a name must not.
        partner = statement.partner_name.replace("&", "&&")
        sheet.set_footer(f"&L{partner}, {period_name(statement.period)}&RPage &P of &N")
    return sheet


def _balances(sheet: Worksheet, formats: Formats, statements: Sequence[Statement]) -> None:
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 18)
    sheet.set_column(2, 2, 72)
    row = 0
    for statement in statements:
        title = f"{statement.service_name}, {statement.currency}"
        sheet.write_string(row, 0, title, formats.get(bold=True, font_size=14))
        name = f"{statement.partner_name}, {period_name(statement.period)}"
        sheet.write_string(row, 2, name, formats.get(font_color="#66727F"))
        row = _block(sheet, formats, statement, row + 1) + 2


def _block(sheet: Worksheet, formats: Formats, statement: Statement, first: int) -> int:
    """Write one statement from a row on; return the row after it."""
    block = _Block(sheet, formats, statement, first)
    opening = block.amount("Opening balance", statement.opening, bold=True)
    for kind, amount in statement.sums:
        block.sum_of(named(kind).capitalize(), kind, amount)
    last = xl_rowcol_to_cell(block.row - 1, 1)
    closing = block.formula(
        "Closing balance", f"=SUM({opening}:{last})", statement.closing, bold=True
    )
    raised = statement.sum(EntryKind.DISPUTED)
    before = block.amount("Disputed before", statement.disputed - raised)
    since = block.sum_of("Disputes raised less ended", EntryKind.DISPUTED, raised)
    disputed = block.formula("Disputed", f"={before}+{since}", statement.disputed)
    block.formula("Undisputed", f"={closing}-{disputed}", statement.undisputed, bold=True)
    block.sum_of("Confirmed by both sides", EntryKind.CONFIRMED, statement.confirmed)
    block.sum_of(
        "Given before Concord began (moves nothing)", EntryKind.OPENING, statement.given_before
    )
    for signed in statement.signed:
        who = f"{signed.by}, {moment(signed.at, statement.zone)}"
        block.words("Signed off", f"{period_name(signed.month)}: {who}")
    if statement.disputable_to is not None:
        block.words("May be disputed to", day(statement.disputable_to))
    block.words("Content hash", statement.content_sha256)
    return block.row


class _Block:
    """The rows of one statement, written one after the other."""

    def __init__(self, sheet: Worksheet, formats: Formats, statement: Statement, row: int) -> None:
        self._sheet = sheet
        self._formats = formats
        self._statement = statement
        self.row = row

    def amount(self, label: str, amount: object, *, bold: bool = False) -> str:
        """Write an amount that is given; return its cell."""
        self._label(label, bold=bold)
        style = self._formats.get(num_format=AMOUNT, bold=bold)
        self._sheet.write_number(self.row, 1, float(str(amount)), style)
        return self._next()

    def sum_of(self, label: str, kind: EntryKind, amount: object) -> str:
        """Write what the entries of a kind come to as a sum over them; return its cell."""
        statement = self._statement
        criteria = (
            f'{ENTRIES}!{_SERVICE},"{statement.service}",'
            f'{ENTRIES}!{_CURRENCY},"{statement.currency}",{ENTRIES}!{_KIND},"{kind_word(kind)}"'
        )
        return self.formula(label, f"=SUMIFS({ENTRIES}!{_AMOUNTS},{criteria})", amount)

    def formula(self, label: str, formula: str, value: object, *, bold: bool = False) -> str:
        """Write a formula with the value that it comes to; return its cell."""
        self._label(label, bold=bold)
        style = self._formats.get(num_format=AMOUNT, bold=bold, top=1 if bold else 0)
        self._sheet.write_formula(self.row, 1, formula, style, float(str(value)))
        return self._next()

    def words(self, label: str, text: str) -> None:
        """Write words; whatever they begin with, they stay words."""
        self._label(label, bold=False)
        self._sheet.write_string(self.row, 1, text, self._formats.get())
        self._next()

    def _label(self, label: str, *, bold: bool) -> None:
        self._sheet.write_string(self.row, 0, label, self._formats.get(bold=bold))

    def _next(self) -> str:
        self.row += 1
        return str(xl_rowcol_to_cell(self.row - 1, 1))
