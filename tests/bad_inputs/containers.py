"""Rows 1 to 15: what is wrong before a cell is looked at."""

import struct
import zipfile
from io import BytesIO

from tests import broken_workbooks as broken
from tests.bad_inputs.case import BadInput, accepted, daily, quarantined, rejected, warned

CSV = b"Date,Site,Offered,Answered\n2026-10-01,manila,500,410\n"


def nested() -> bytes:
    """Return a workbook inside an archive."""
    return broken.archive({"NW_daily_2026-10.xlsx": daily()()})


def lying_about_its_size() -> bytes:
    """Return a workbook whose directory says that its sheet has 100 bytes."""
    whole = bytearray(broken.bomb(20))
    with zipfile.ZipFile(BytesIO(whole)) as opened:
        size = opened.getinfo("xl/worksheets/sheet1.xml").file_size
    stated, small = struct.pack("<I", size), struct.pack("<I", 100)
    return bytes(whole.replace(stated, small))


def overlapping() -> bytes:
    """Return a workbook two of whose parts are the same bytes."""
    whole = bytearray(broken.workbook_with({"xl/a.xml": b"a" * 99, "xl/b.xml": b"a" * 99}))
    with zipfile.ZipFile(BytesIO(whole)) as opened:
        first, second = (opened.getinfo(n).header_offset for n in ("xl/a.xml", "xl/b.xml"))
    at = whole.rfind(b"xl/b.xml") - 4
    assert whole[at : at + 4] == struct.pack("<I", second)
    whole[at : at + 4] = struct.pack("<I", first)
    return bytes(whole)


def extra(name: str, content: bytes = b"<x/>") -> bytes:
    """Return a sound workbook with one more part."""
    return broken.with_part(daily()(), name, content)


CASES: tuple[BadInput, ...] = (
    rejected(1, "a zip bomb", broken.bomb, rule="expands-too-far", says=r"ratio 2\d\d:1"),
    rejected(2, "a workbook inside an archive", nested, rule="archive", says="file inside it"),
    rejected(3, "a directory that lies about sizes", lying_about_its_size, rule="damaged"),
    rejected(3, "parts that overlap", overlapping, rule="damaged"),
    rejected(
        *(4, "a part that is there twice", broken.with_a_part_twice),
        rule="ambiguous-container",
        says="there twice",
    ),
    rejected(
        *(5, "a part named out of the workbook", lambda: extra("../../x")),
        rule="ambiguous-container",
        says="parts inside the workbook",
    ),
    rejected(6, "half a workbook", broken.cut_off, rule="cut-off", says="cut off"),
    rejected(7, "a damaged part", broken.damaged, rule="damaged", says="sheet1.xml"),
    rejected(8, "no bytes at all", lambda: b"", rule="empty-file", says="empty"),
    rejected(9, "a password", broken.encrypted, rule="password-protected", says="Do not send"),
    rejected(
        *(10, "a web page named .xls", lambda: b"<html><table><tr><td>1</td></tr></table></html>"),
        name="NW_daily_2026-10.xls",
        rule="web-page",
        says=r"save it as an Excel workbook",
    ),
    accepted(11, "a workbook named .xls", daily(), name="NW_daily_2026-10.xls", rows=1),
    *(
        warned(
            12,
            f"text named {name}",
            lambda: CSV,
            name=f"NW{name}",
            rule="text-as-workbook",
            rows=1,
        )
        for name in (".xlsx", ".ods")
    ),
    rejected(
        *(13, "a document of another program", lambda: b"%PDF-1.7 figures"),
        rule="unsupported-type",
        says="PDF",
    ),
    rejected(
        *(13, "a Numbers document", lambda: broken.archive({"Index/Document.iwa": b"x"})),
        name="NW_daily_2026-10.numbers",
        rule="unsupported-type",
        says="Numbers",
    ),
    quarantined(
        *(14, "macros", lambda: extra("xl/vbaProject.bin")), rule="macros", says="never run"
    ),
    *(
        quarantined(*(15, what, lambda part=part: extra(part)), rule="external-link", says="paste")
        for what, part in (
            ("links to another workbook", "xl/externalLinks/externalLink1.xml"),
            ("an embedded object", "xl/embeddings/oleObject1.bin"),
            ("a data connection", "xl/connections.xml"),
            ("a query", "xl/queryTables/queryTable1.xml"),
        )
    ),
)
