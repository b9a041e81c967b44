"""What a part holds is seen wherever its bytes are cut, and in whatever way it is written."""

import pytest

from concord.adapters.workbook.part_scan import PartScan
from tests.broken_workbooks import MAIN, sheet

PLAIN = b'<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>7</v></c></row>'


def scanned(content: bytes, size: int) -> PartScan:
    scan = PartScan(is_sheet=True)
    for start in range(0, len(content), size):
        scan.feed(content[start : start + size])
    return scan


def test_a_plain_sheet_is_clean() -> None:
    assert scanned(sheet(PLAIN), 1 << 20).is_clean


def test_what_is_no_sheet_is_never_clean() -> None:
    scan = PartScan(is_sheet=False)
    scan.feed(sheet(PLAIN))
    assert not scan.is_clean


@pytest.mark.parametrize(
    "odd",
    [
        b'<row r="2"><c r="A2" t="e"><v>#REF!</v></c></row>',
        b'<row r="2"><c r="A2" t="d"><v>2026-10-01</v></c></row>',
        b'<row r="2"><c r="A2"><f>SUM(B1)</f><v>7</v></c></row>',
        b'<row r="2"><c r="A2"><f/><v>7</v></c></row>',
        b'<row r="2" hidden="1"><c r="A2"><v>7</v></c></row>',
        b'<row r="2" hidden=\'true\'><c r="A2"><v>7</v></c></row>',
        b'<row r="2"><c r="A2" t="&#101;"><v>#REF!</v></c></row>',
        b"<x:c xmlns:x" + MAIN.removeprefix(b"xmlns") + b"/>",
        b'<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>',
        b"<!-- -->",
    ],
)
@pytest.mark.parametrize("size", [17, 1 << 20])
def test_what_asks_for_care_is_seen(odd: bytes, size: int) -> None:
    content = sheet(PLAIN * 20 + odd + PLAIN)
    first = content.index(b"<row")
    scan = PartScan(is_sheet=True)
    scan.feed(content[:first])
    assert scan.is_clean
    for start in range(first, len(content), size):
        scan.feed(content[start : start + size])
    assert not scan.is_clean


def test_another_root_is_not_taken_for_a_sheet() -> None:
    assert not scanned(b"<x:worksheet xmlns:x='a'/>", 1 << 20).is_clean
    assert not scanned(b"<worksheet " + MAIN.replace(b'"', b"'") + b"/>", 1 << 20).is_clean


@pytest.mark.parametrize("word", ["<!DOCTYPE x>", "<!ENTITY e 'x'>"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_declarations_are_seen_in_every_encoding(word: str, encoding: str) -> None:
    content = f"<?xml version='1.0'?>{word}<x/>".encode(encoding)
    scan = PartScan(is_sheet=False)
    scan.feed(content[:24])
    scan.feed(content[24:])
    assert scan.declares
