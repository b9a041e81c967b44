"""Workbooks of other kinds than .xlsx, written by hand or by an old library."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

import xlwt

Table = Sequence[Sequence[Any]]


def xls(rows: Table, *, dates_from_1904: bool = False, sheet: str = "Daily") -> bytes:
    """Return a workbook of Excel 97-2003."""
    book = xlwt.Workbook()
    book.dates_1904 = dates_from_1904
    drawn = book.add_sheet(sheet)
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, date):
                drawn.write(at, column, value, day)
            elif value is not None:
                drawn.write(at, column, value)
    return saved_xls(book)


def saved_xls(book: Any) -> bytes:  # noqa: ANN401 - xlwt has no types
    """Return the bytes of such a workbook."""
    file = BytesIO()
    book.save(file)
    return file.getvalue()
