"""The sheet that lists what was found, each line with a link to its cell."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from concord.domain.annotation import SheetWords
from concord.domain.finding import Finding

_WIDTHS = (12, 22, 34, 34, 90)
_LINK = Font(color="FF0563C1", underline="single")
_HEADER = PatternFill("solid", start_color="FFE7E6E6", end_color="FFE7E6E6")
_TOP = Alignment(vertical="top", wrap_text=True)
_LONGEST_TITLE = 31
_PLACE_COLUMN = 2


def add_list(workbook: Workbook, findings: tuple[Finding, ...], words: SheetWords) -> Worksheet:
    """Append the sheet that lists the findings, under a name that is still free."""
    sheet: Worksheet = workbook.create_sheet(_free_title(workbook, words.sheet))
    _write(sheet, 1, words.header)
    for column, width in zip("ABCDE", _WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
        sheet[f"{column}1"].font = Font(bold=True)
        sheet[f"{column}1"].fill = _HEADER
    for number, finding in enumerate(findings, start=2):
        _write(sheet, number, words.row(finding))
        _link(workbook, sheet, number, finding.where)
    sheet.freeze_panes = "A2"
    return sheet


def _free_title(workbook: Workbook, wanted: str) -> str:
    taken = {title.casefold() for title in workbook.sheetnames}
    title, number = wanted, 2
    while title.casefold() in taken:
        ending = f" ({number})"
        title, number = wanted[: _LONGEST_TITLE - len(ending)] + ending, number + 1
    return title


def _write(sheet: Worksheet, row: int, texts: tuple[str, ...]) -> None:
    for column, text in enumerate(texts, start=1):
        cell = sheet.cell(row, column)
        cell.value = text
        # What begins with an equals sign is a quotation here, never a formula.
        cell.data_type = "s"
        cell.alignment = _TOP


def _link(workbook: Workbook, sheet: Worksheet, row: int, where: str) -> None:
    title, _, address = where.rpartition("!")
    if title not in workbook.sheetnames:
        return
    target = address if not address.isdigit() else f"A{address}"
    quoted = title.replace("'", "''")
    cell = sheet.cell(row, _PLACE_COLUMN)
    cell.hyperlink = Hyperlink(ref=f"B{row}", location=f"'{quoted}'!{target}")
    cell.font = _LINK
