"""Records of old workbooks: where formulas stand, and whether values come from elsewhere."""

import struct

import pytest

from concord.adapters.workbook.biff_records import Formulas, formulas_of, has_links

BEGIN, END, SHEET, LINK = 0x0809, 0x000A, 0x0085, 0x01AE


def record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def formula(row: int, column: int, flags: int = 0, result: bytes = bytes(8)) -> bytes:
    return record(6, struct.pack("<HHH", row, column, 0) + result + struct.pack("<HI", flags, 0))


def workbook(*sheets: bytes, kind: int = 0, links: bytes = b"") -> bytes:
    """Return a stream of globals, then sheets; a chart before them where `kind` says so."""
    heads = len(sheets) * len(record(SHEET, bytes(8)))
    start = len(record(BEGIN)) + heads + len(links) + len(record(END))
    globals_, bodies = b"", b""
    for at, sheet in enumerate(sheets):
        body = record(BEGIN) + sheet + record(END)
        shown = bytes([0, kind if at == 0 else 0])
        globals_ += record(SHEET, struct.pack("<I", start + len(bodies)) + shown + bytes(2))
        bodies += body
    return record(BEGIN) + globals_ + links + record(END) + bodies


def test_formulas_by_their_places() -> None:
    two = struct.pack("<d", 2)
    stream = workbook(formula(0, 1), formula(3, 2, 2, two) + formula(4, 2, 2))
    assert formulas_of(stream, 0) == Formulas(all=frozenset({(0, 1)}), unsaved=frozenset())
    assert formulas_of(stream, 1) == Formulas(
        all=frozenset({(3, 2), (4, 2)}), unsaved=frozenset({(4, 2)})
    )


def test_charts_are_no_worksheets_and_those_within_are_passed_over() -> None:
    chart = record(BEGIN) + formula(9, 9) + record(END)
    stream = workbook(formula(7, 7), chart + formula(1, 1), kind=2)
    assert formulas_of(stream, 0).all == {(1, 1)}


@pytest.mark.parametrize(
    ("content", "links"),
    [
        (b"\x01\x00\x01\x04", False),
        (b"\x01\x00\x01\x3a", False),
        (b"\x01\x00\x05\x00\x00other", True),
    ],
)
def test_a_workbook_may_refer_to_itself(content: bytes, links: bool) -> None:  # noqa: FBT001 - a column of the table
    assert has_links(workbook(b"", links=record(LINK, content))) is links


def test_a_stream_that_is_cut_off_ends_there() -> None:
    assert formulas_of(workbook(formula(0, 1) * 3)[:-30], 0).all == {(0, 1)}
