"""The gate: what a landed file is, told from its bytes alone, before any parser opens it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import olefile

from concord.adapters.workbook.cautions import password
from concord.adapters.workbook.container import inspect
from concord.adapters.workbook.limits import ReadLimits
from concord.adapters.workbook.refusal import refusal
from concord.domain.finding import Finding, Severity

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_HTML = (b"<html", b"<!doctype html", b"<table", b"<?xml", b"<meta", b"<body", b"<head")
_OTHER_TYPES = ((b"%PDF-", "a PDF document"), (b"{\\rtf", "a rich-text document"))
_HEAD_BYTES = 4096
_OLE_HEADER_BYTES = 512
_SECTOR_SHIFT = slice(30, 32)
_SECTOR_SHIFTS = frozenset({9, 12})
_SEND_XLSX = "Please save it as an Excel workbook (.xlsx) and send that."


class FileKind(StrEnum):
    """What the readers can read."""

    XLSX = "xlsx"
    XLS = "xls"
    XLSB = "xlsb"
    ODS = "ods"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gated:
    """What the gate made of a file: `kind` is None when it is refused, for `findings`.

    `clean_sheets` are the parts of sheets that a fast reader may take.
    """

    kind: FileKind | None
    findings: tuple[Finding, ...] = ()
    clean_sheets: frozenset[str] = frozenset()


def gate(path: Path, name: str, limits: ReadLimits) -> Gated:
    """Judge a file by its size and its bytes; its name only serves the message."""
    size = path.stat().st_size
    if size == 0:
        return _refused(_empty())
    if size > limits.file_size:
        return _refused(_too_large(size, limits.file_size))
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if head.startswith(_OLE):
        return _old_format(path)
    if head.startswith((_ZIP, _EMPTY_ZIP)):
        return _container(path, limits)
    return _text(path, head, name)


def _refused(finding: Finding) -> Gated:
    return Gated(kind=None, findings=(finding,))


def _container(path: Path, limits: ReadLimits) -> Gated:
    inspected = inspect(path, limits)
    kind = None if inspected.refused else FileKind(inspected.kind)
    return Gated(kind=kind, findings=inspected.findings, clean_sheets=inspected.clean_sheets)


def _text(path: Path, head: bytes, name: str) -> Gated:
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_HTML):
        return _refused(_web_page())
    for signature, what in _OTHER_TYPES:
        if head.startswith(signature):
            return _refused(_unknown_type(what))
    is_utf_16 = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not is_utf_16 and _has_nul(path):
        return _refused(_unknown_type("a file that is neither a workbook nor text"))
    if name.casefold().endswith((".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")):
        return Gated(kind=FileKind.TEXT, findings=(_text_as_workbook(),))
    return Gated(kind=FileKind.TEXT)


def _has_nul(path: Path) -> bool:
    with path.open("rb") as file:
        return any(b"\0" in chunk for chunk in iter(lambda: file.read(1 << 20), b""))


def _empty() -> Finding:
    return refusal(
        "empty-file",
        found="a file of 0 bytes",
        expected="a workbook or a text file",
        message="The file is empty: the upload may have been cut off. Please send it again.",
    )


def _too_large(size: int, limit: int) -> Finding:
    return refusal(
        "too-large",
        found=f"{size:,} bytes",
        expected=f"at most {limit:,} bytes",
        message="The file is larger than agreed. Please leave out what is not in the agreement.",
    )


def _old_format(path: Path) -> Gated:
    """Tell a workbook of Excel 97-2003 from other documents in the same kind of container."""
    streams = _streams(path)
    if "encryptedpackage" in streams:
        return _refused(password())
    if streams & {"workbook", "book"}:
        return Gated(kind=FileKind.XLS)
    return _refused(_unknown_type("a document of Office 97-2003 that is no workbook"))


def _streams(path: Path) -> frozenset[str]:
    """Return what lies in a container; nothing where it is damaged, however it is."""
    with path.open("rb") as file:
        header = file.read(_OLE_HEADER_BYTES)
    # The size is believed by those who read sectors: a stated 2 to the 60 is asked for in memory.
    if int.from_bytes(header[_SECTOR_SHIFT], "little") not in _SECTOR_SHIFTS:
        return frozenset()
    try:
        with olefile.OleFileIO(str(path)) as container:
            return frozenset(part[0].casefold() for part in container.listdir())
    except Exception:  # noqa: BLE001 - it raises what it stumbles over: memory, recursion, indices
        return frozenset()


def _web_page() -> Finding:
    return refusal(
        "web-page",
        found="a web page or XML text",
        expected="a workbook (.xlsx, .xls, .xlsb, .ods) or a text file (.csv)",
        message=f"The file is a web page under the name of a workbook. {_SEND_XLSX}",
    )


def _unknown_type(what: str) -> Finding:
    return refusal(
        "unsupported-type",
        found=what,
        expected="a workbook (.xlsx, .xls, .xlsb, .ods) or a text file (.csv)",
        message=f"This is no workbook and no text. {_SEND_XLSX}",
    )


def _text_as_workbook() -> Finding:
    return Finding(
        severity=Severity.WARNING,
        rule="text-as-workbook",
        where="",
        found="a text file named as a workbook",
        expected="the name of a text file (.csv)",
        message="The file is read as text. Please name it .csv, or save it as a real workbook.",
    )
