"""Workbooks of other kinds than .xlsx, written by hand or by an old library."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

import xlwt

from tests.broken_workbooks import archive

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


_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
    )
)


def ods(rows: Table, *, sheet: str = "Daily") -> bytes:
    """Return an OpenDocument workbook."""
    drawn = "".join(
        f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows
    )
    return ods_of(f'<table:table table:name="{sheet}">{drawn}</table:table>')


def ods_of(tables: str, *, styles: str = "", extra: dict[str, bytes] | None = None) -> bytes:
    """Return an OpenDocument workbook of these tables in XML."""
    content = (
        f"<office:document-content {_SPACES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return archive(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content.encode(),
            **(extra or {}),
        }
    )


def ods_cell(kind: str, value: str = "", text: str = "", more: str = "") -> str:
    """Return a cell of an OpenDocument workbook."""
    names = {"date": "date-value", "time": "time-value", "boolean": "boolean-value"}
    stated = f' office:value-type="{kind}"' if kind else ""
    if value:
        stated += f' office:{names.get(kind, "value")}="{value}"'
    shown = f"<text:p>{text}</text:p>" if text else ""
    return f"<table:table-cell{stated} {more}>{shown}</table:table-cell>"


def _ods_cell(value: Any) -> str:  # noqa: ANN401 - any cell
    match value:
        case None:
            return "<table:table-cell/>"
        case bool():
            return ods_cell("boolean", str(value).lower(), str(value))
        case int() | float():
            return ods_cell("float", repr(value), str(value))
        case date():
            return ods_cell("date", value.isoformat(), str(value))
        case _:
            return ods_cell("string", "", escape(str(value)))
