"""Broken and hostile files, made anew by each test that needs one."""

import zipfile
import zlib
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook

CONTENT_TYPES = "[Content_Types].xml"
MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
WORKBOOK_PART = "xl/workbook.xml"


def workbook(*rows: Sequence[Any], sheet: str = "Daily") -> bytes:
    """Return a workbook with one sheet of these rows."""
    made = Workbook()
    drawn = made.create_sheet(sheet)
    made.remove(made.worksheets[0])
    for row in rows:
        drawn.append(list(row))
    return saved(made)


def saved(made: Workbook) -> bytes:
    """Return a workbook's bytes."""
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def archive(members: Mapping[str, bytes]) -> bytes:
    """Return a zip archive of these members."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return file.getvalue()


def workbook_with(extra: Mapping[str, bytes]) -> bytes:
    """Return a sound workbook with further parts, or with parts replaced."""
    members = {}
    with zipfile.ZipFile(BytesIO(workbook(("Date", "Offered")))) as sound:
        members = {name: sound.read(name) for name in sound.namelist()}
    return archive({**members, **extra})


def bomb(megabytes: int = 20) -> bytes:
    """Return a workbook of a few kilobytes whose sheet inflates a thousandfold."""
    return workbook_with({"xl/worksheets/sheet1.xml": b" " * (megabytes * 1_000_000)})


def with_entities() -> bytes:
    """Return a workbook whose sheet declares a document type."""
    declared = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet>&e;</worksheet>'
    return workbook_with({"xl/worksheets/sheet1.xml": declared})


def with_entities_in_utf_16() -> bytes:
    """Return the same, hidden in another encoding."""
    declared = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY e "e">]><x/>'
    return workbook_with({"xl/worksheets/sheet1.xml": declared.encode("utf-16")})


def with_a_part_twice() -> bytes:
    """Return a workbook with two sheets of one name: readers would pick one in silence."""
    file = BytesIO(workbook(("Date", "Offered")))
    with zipfile.ZipFile(file, "a") as made:
        names = {info.filename.upper(): info for info in made.infolist()}
        assert names
        made.writestr("XL/worksheets/sheet1.xml", b"<worksheet/>")
    return file.getvalue()


def cut_off() -> bytes:
    """Return the first half of a workbook."""
    whole = workbook(*((number, number) for number in range(500)))
    return whole[: len(whole) // 2]


def damaged() -> bytes:
    """Return a workbook whose compressed sheet was overwritten in the middle."""
    whole = bytearray(workbook(*((number, zlib.crc32(b"%d" % number)) for number in range(500))))
    start = whole.find(b"xl/worksheets/sheet1.xml") + 200
    whole[start : start + 40] = b"\xff" * 40
    return bytes(whole)


def with_part(sound: bytes, name: str, content: bytes) -> bytes:
    """Return a workbook with one more part."""
    file = BytesIO(sound)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as made:
        made.writestr(name, content)
    return file.getvalue()


def encrypted() -> bytes:
    """Return the least OLE container with a stream of the name that marks encryption."""
    free, end, fat = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD

    def integers(*values: int) -> bytes:
        return b"".join(value.to_bytes(4, "little") for value in values)

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        written = name.encode("utf-16-le") + b"\0\0"
        return (
            written.ljust(64, b"\0")
            + len(written).to_bytes(2, "little")
            + bytes([kind, 1])
            + integers(free, free, child)
            + bytes(36)
            + integers(start, size, 0)
        )

    header = (
        OLE
        + bytes(16)
        + b"\x3e\x00\x03\x00\xfe\xff\x09\x00\x06\x00"
        + bytes(6)
        + integers(0, 1, 1, 0, 4096, end, 0, end, 0, 0)
        + integers(*[free] * 108)
    )
    table = integers(fat, end, end, *[free] * 125)
    directory = (
        entry("Root Entry", 5, 1, end, 0)
        + entry("EncryptedPackage", 2, free, end, 0)
        + entry("", 0, free, 0, 0) * 2
    )
    return header + table + directory + bytes(512)


def edited(sound: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """Return a workbook with a piece of one part replaced."""
    with zipfile.ZipFile(BytesIO(sound)) as opened:
        members = {name: opened.read(name) for name in opened.namelist()}
    assert old in members[part]
    return archive({**members, part: members[part].replace(old, new, 1)})


def sheet(inside: bytes, after: bytes = b"") -> bytes:
    """Return a sheet's part with these rows in XML."""
    return (
        b"<worksheet "
        + MAIN
        + b"><sheetData>"
        + inside
        + b"</sheetData>"
        + after
        + b"</worksheet>"
    )


def members(container: bytes) -> dict[str, bytes]:
    """Return the parts of a container."""
    with zipfile.ZipFile(BytesIO(container)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}
