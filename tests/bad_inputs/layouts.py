"""Rows 31 to 42: tables that are built otherwise than agreed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from concord.domain.source import SheetRule
from tests.bad_inputs.case import (
    HEADER,
    SOURCE,
    BadInput,
    accepted,
    daily,
    quarantined,
    row,
    warned,
)
from tests.broken_workbooks import saved

ON_DAILY = replace(SOURCE, sheet=SheetRule(name="Daily"))
WITH_HEADER_ROW = replace(SOURCE, sheet=SheetRule(header_row=1))


def drawn(change: Callable[[Worksheet], object], *rows: Sequence[Any]) -> Callable[[], bytes]:
    """Return a maker of a workbook whose only sheet is changed by hand."""

    def made() -> bytes:
        book = Workbook()
        sheet = book.worksheets[0]
        sheet.title = "Daily"
        for line in rows or (HEADER, row(1), row(2)):
            sheet.append(list(line))
        change(sheet)
        return saved(book)

    return made


def sheets(**states: str) -> Callable[[], bytes]:
    """Return a maker of a workbook with such sheets, each holding the table."""

    def made() -> bytes:
        book = Workbook()
        book.remove(book.worksheets[0])
        for title, state in states.items():
            sheet = book.create_sheet(title)
            sheet.append(list(HEADER))
            sheet.append(list(row()))
            sheet.sheet_state = state
        return saved(book)

    return made


def hide_rows(sheet: Worksheet) -> None:
    """Hide the second and third row."""
    for number in (2, 3):
        sheet.row_dimensions[number].hidden = True


def hide_a_column(sheet: Worksheet) -> None:
    """Hide the column of calls offered."""
    sheet.column_dimensions["C"].hidden = True


def decorate(sheet: Worksheet) -> None:
    """Protect, freeze and comment."""
    sheet.protection.sheet = True
    sheet.freeze_panes = "B2"
    sheet["C2"].comment = Comment("as counted", "Ana")


def under(header: str) -> Callable[[], bytes]:
    """Return a maker of a workbook that names the calls offered otherwise."""
    return daily(header=("Date", "Site", header, "Answered"))


CASES: tuple[BadInput, ...] = (
    quarantined(
        *(31, "merged cells in the header", drawn(lambda sheet: sheet.merge_cells("C1:D1"))),
        rule="merged-header",
        says="C1:D1",
        where="C1",
    ),
    accepted(
        *(
            31,
            "merged cells above the header",
            drawn(lambda sheet: sheet.merge_cells("A1:D1"), ("October",), HEADER, row(1)),
        ),
        rows=1,
    ),
    quarantined(
        *(
            32,
            "a column that is there twice",
            daily(row(1, 500, 410, 9), header=(*HEADER, "Answered ")),
        ),
        rule="column-duplicated",
        says="in D and E",
    ),
    accepted(
        *(
            33,
            "columns in another order",
            daily(("manila", 410, 500, row()[0]), header=("Site", "Answered", "Offered", "Date")),
        ),
        rows=1,
    ),
    warned(
        *(33, "a column that nobody knows", daily(row(1, 5, 4, 3), header=(*HEADER, "Mood"))),
        rule="column-unknown",
        says="Mood",
        rows=1,
    ),
    quarantined(
        *(33, "a renamed column", under("Ofered")),
        rule="column-missing",
        says="nearest is 'Ofered'",
    ),
    *(
        accepted(34, f"a header with {what}", under(header), rows=1)
        for what, header in (
            ("a zero-width space", "Off\u200bered"),
            ("a no-break space", "\u00a0Offered\u00a0"),
            ("full-width letters", "\uff2fffered"),
            ("a right-to-left mark", "\u200fOffered"),
        )
    ),
    quarantined(
        *(34, "a header with a letter of another alphabet", under("Offer\u0435d")),
        rule="mixed-script-header",
        says=r"U\+0435 CYRILLIC",
    ),
    accepted(
        *(
            35,
            "a title and a blank row above the table",
            drawn(lambda _: None, ("Northwind",), (), HEADER, row(1)),
        ),
        rows=1,
    ),
    quarantined(
        *(
            35,
            "two tables on one sheet",
            drawn(lambda _: None, HEADER, row(1), (), HEADER, row(2)),
        ),
        rule="header-ambiguous",
        says="rows 1, 4",
    ),
    quarantined(
        *(36, "another sheet than agreed", sheets(Weekly="visible", Lists="visible")),
        source=ON_DAILY,
        rule="sheet-not-found",
        says="'Weekly', 'Lists'",
    ),
    quarantined(
        *(
            36,
            "sheets that differ in space only",
            sheets(**{"daily": "visible", "DAILY ": "visible"}),
        ),
        source=ON_DAILY,
        rule="sheet-ambiguous",
        says="daily",
    ),
    warned(
        *(37, "a hidden sheet", sheets(Daily="visible", Lists="hidden", Codes="veryHidden")),
        rule="hidden-sheet",
        says="'Lists', 'Codes'",
        rows=1,
    ),
    warned(
        *(38, "hidden rows", drawn(hide_rows)),
        rule="hidden-rows",
        says=r"2 hidden .*2, 3",
        rows=2,
    ),
    warned(38, "a hidden column", drawn(hide_a_column), rule="hidden-columns", says=r"C", rows=2),
    accepted(39, "a totals row", daily(row(1), row(2), ("Total", None, 1000, 820)), rows=2),
    warned(
        *(39, "a totals row that does not fit", daily(row(1), row(2), ("Total", None, 999, 820))),
        rule="totals-mismatch",
        says="add up to 1000",
        rows=2,
    ),
    quarantined(40, "an empty sheet", drawn(lambda _: None, ()), rule="header-not-found"),
    quarantined(
        *(40, "a header and nothing below", drawn(lambda _: None, HEADER)),
        rule="no-rows",
        says="do not mean that nothing happened",
    ),
    accepted(41, "blank rows within the table", daily(row(1), (), (), row(2)), rows=2),
    warned(
        *(41, "a note below the table", daily(row(1), (), ("preliminary",))),
        rule="text-below-table",
        says="'preliminary'",
        rows=1,
    ),
    accepted(42, "protection, frozen panes and comments", drawn(decorate), rows=2),
)
