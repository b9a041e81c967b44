"""Read an agreement's bytes and turn them into text, or say why they are none."""

from __future__ import annotations

from pathlib import Path

from concord.adapters.agreement_files.remarks import Place, Remarks

LARGEST_FILE = 512 * 1024
START = Place(line=1, column=1)
_UTF_8 = "text in UTF-8"
_MARKS = (
    (b"\xff\xfe", "text in UTF-16"),
    (b"\xfe\xff", "text in UTF-16"),
    (b"PK\x03\x04", "a workbook or an archive"),
    (b"\xd0\xcf\x11\xe0", "a document of an older office program"),
    (b"%PDF", "a PDF"),
)
"""What other files begin with, and what they are."""


def read_bytes(path: Path, remarks: Remarks) -> bytes | None:
    """Return the content of a file, or None with a remark why it has none for us."""
    try:
        if path.is_dir():
            _report_unreadable("a folder of that name", remarks)
            return None
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        _report_unreadable(error.strerror or type(error).__name__, remarks)
        return None
    if len(content) > LARGEST_FILE:
        expected = f"at most {LARGEST_FILE // 1024} KB"
        remarks.error(START, "too-large", found="a larger file", expected=expected)
        return None
    return content


def _report_unreadable(reason: str, remarks: Remarks) -> None:
    remarks.error(START, "unreadable-file", found=reason, expected="a file that can be read")


def decoded(content: bytes, remarks: Remarks) -> str | None:
    """Return a file's text, or None with a remark at the first byte that is none."""
    for mark, what in _MARKS:
        if content.startswith(mark):
            remarks.error(START, "not-utf-8", found=what, expected=_UTF_8)
            return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # Offsets of the error are those behind a byte order mark.
        byte = error.object[error.start : error.start + 1]
        place = _behind(error.object[: error.start].decode())
        remarks.error(
            place,
            "not-utf-8",
            found=f"the byte 0x{byte.hex()}, which Windows (cp1252) shows as "
            f"{byte.decode('cp1252', 'replace')}",
            expected=_UTF_8,
        )
        return None
    if "\0" in text:
        place = _behind(text[: text.index("\0")])
        remarks.error(place, "not-utf-8", found="a zero byte, as UTF-16 has", expected=_UTF_8)
        return None
    return text


def _behind(text: str) -> Place:
    """Return the place of what comes after a text."""
    return Place(line=text.count("\n") + 1, column=len(text) - text.rfind("\n"))
