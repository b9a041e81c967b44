"""The gate tells from the bytes what a file is, and lets in only what can be read."""

from pathlib import Path

import pytest

from concord.adapters.workbook.gate import FileKind, gate
from concord.adapters.workbook.limits import ReadLimits
from tests.broken_workbooks import archive, bomb, workbook

OLD = bytes.fromhex("d0cf11e0a1b11ae1")


def judged(tmp_path: Path, content: bytes, name: str = "NW_2026-10.xlsx") -> tuple[str, ...]:
    path = tmp_path / "landed"
    path.write_bytes(content)
    gated = gate(path, name, ReadLimits())
    return (str(gated.kind), *(finding.rule for finding in gated.findings))


def test_a_workbook_and_a_text_file_pass(tmp_path: Path) -> None:
    assert judged(tmp_path, workbook(("Date", "Offered"))) == ("xlsx",)
    assert judged(tmp_path, b"date,offered\n", "NW.csv") == ("text",)


def test_the_bytes_decide_and_not_the_name(tmp_path: Path) -> None:
    assert judged(tmp_path, workbook(("Date", "Offered")), "NW.csv") == ("xlsx",)
    assert judged(tmp_path, b"date,offered\n", "NW.xls") == ("text", "text-as-workbook")


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "empty-file"),
        (OLD + bytes(600), "unsupported-type"),
        (OLD, "unsupported-type"),
        (b"<html><table>", "web-page"),
        (b"\xef\xbb\xbf  <TABLE>", "web-page"),
        (b"%PDF-1.7 text only", "unsupported-type"),
        (b"{\\rtf1 hello}", "unsupported-type"),
        (b"date,offered\n\0\0\0", "unsupported-type"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "unsupported-type"),
        (bomb(), "expands-too-far"),
        (archive({}), "unsupported-type"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(tmp_path: Path, content: bytes, rule: str) -> None:
    assert judged(tmp_path, content) == ("None", rule)


def test_text_in_utf_16_is_text(tmp_path: Path) -> None:
    assert judged(tmp_path, "date,offered\n".encode("utf-16"), "NW.csv") == ("text",)


def test_a_file_beyond_the_agreed_size_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "landed"
    path.write_bytes(b"x" * 11)
    gated = gate(path, "NW.csv", ReadLimits(file_size=10))
    assert [finding.rule for finding in gated.findings] == ["too-large"]
    assert gated.kind is not FileKind.TEXT


def test_a_password_is_recognised_and_never_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "landed"
    path.write_bytes(_encrypted_container())
    (finding,) = gate(path, "NW.xlsx", ReadLimits()).findings
    assert finding.rule == "password-protected"
    assert "Do not send the password" in finding.message


def _encrypted_container() -> bytes:
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
        OLD
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
