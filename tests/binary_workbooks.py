"""A writer of binary workbooks (.xlsb), no larger than the tests of their reader need."""

import struct
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from tests.broken_workbooks import CONTENT_TYPES, archive

RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
DATE_STYLE, PERCENT_STYLE = 1, 2


def record(kind: int, content: bytes = b"") -> bytes:
    """Return one record."""
    number = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
    size, rest = b"", len(content)
    while True:
        size += bytes([rest & 127 | (128 if rest > 127 else 0)])
        rest >>= 7
        if not rest:
            return number + size + content


def wide(text: str) -> bytes:
    """Return a text with its length."""
    return struct.pack("<I", len(text.encode("utf-16-le")) // 2) + text.encode("utf-16-le")


def cell(kind: int, column: int, value: bytes, style: int = 0) -> bytes:
    """Return a cell with its column."""
    return record(kind, struct.pack("<II", column, style) + value)


def row(number: int, *cells: bytes, hidden: bool = False) -> bytes:
    """Return a row, numbered from 1, with its cells."""
    flags = bytes([0, 0x10 if hidden else 0, 0])
    head = struct.pack("<IIH", number - 1, 0, 300) + flags + struct.pack("<I", 0)
    return record(0, head) + b"".join(cells)


def xlsb(rows: Iterable[Sequence[Any]], *, dates_from_1904: bool = False) -> bytes:
    """Return a binary workbook of these rows."""
    zero = date(1904, 1, 1) if dates_from_1904 else date(1899, 12, 30)
    lines = (
        row(number, *(_cell(at, value, zero) for at, value in enumerate(values)))
        for number, values in enumerate(rows, start=1)
    )
    return xlsb_of(b"".join(lines), dates_from_1904=dates_from_1904)


def xlsb_of(
    rows: bytes,
    *,
    before: bytes = b"",
    after: bytes = b"",
    strings: Sequence[str] = (),
    states: Sequence[tuple[str, int]] = (("Daily", 0),),
    dates_from_1904: bool = False,
) -> bytes:
    """Return a binary workbook whose first sheet has these records."""
    sheet = before + record(145) + rows + record(146) + after
    sheets = (
        record(156, struct.pack("<II", state, at) + wide(f"rId{at}") + wide(title))
        for at, (title, state) in enumerate(states, start=1)
    )
    relations = "".join(
        f'<Relationship Id="rId{at}" Type="{RELATION}" Target="worksheets/sheet{at}.bin"/>'
        for at, _ in enumerate(states, start=1)
    )
    properties = record(153, struct.pack("<III", int(dates_from_1904), 0, 0))
    return archive(
        {
            CONTENT_TYPES: b"<Types/>",
            "xl/workbook.bin": properties + b"".join(sheets),
            "xl/_rels/workbook.bin.rels": f"<Relationships>{relations}</Relationships>".encode(),
            "xl/worksheets/sheet1.bin": sheet,
            "xl/styles.bin": _styles(),
            "xl/sharedStrings.bin": b"".join(record(19, b"\0" + wide(s)) for s in strings),
        }
    )


def _styles() -> bytes:
    formats = record(44, struct.pack("<H", 170) + wide("yyyy-mm-dd"))
    ignored = record(47, struct.pack("<HH", 0xFFFF, 9) + bytes(12))
    used = (record(47, struct.pack("<HH", 0, number) + bytes(12)) for number in (0, 170, 9, 46))
    return formats + ignored + record(617) + b"".join(used) + record(618) + ignored


def _cell(column: int, value: Any, zero: date) -> bytes:  # noqa: ANN401 - any cell
    match value:
        case None:
            return cell(1, column, b"")
        case bool():
            return cell(4, column, bytes([value]))
        case int() | float():
            return cell(5, column, struct.pack("<d", value))
        case date():
            return cell(5, column, struct.pack("<d", (value - zero).days), DATE_STYLE)
        case _:
            return cell(6, column, wide(str(value)))
