"""The gate tells from the bytes what a file is, and lets in only what can be read."""

from pathlib import Path

import pytest

from concord.adapters.workbook.gate import FileKind, gate
from concord.adapters.workbook.limits import ReadLimits
from tests.broken_workbooks import archive, bomb, encrypted, workbook

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
    path.write_bytes(encrypted())
    (finding,) = gate(path, "NW.xlsx", ReadLimits()).findings
    assert finding.rule == "password-protected"
    assert "Do not send the password" in finding.message


@pytest.mark.parametrize("shift", [0, 8, 31, 60, 65_535])
def test_a_container_whose_sectors_are_immense_takes_no_memory(tmp_path: Path, shift: int) -> None:
    content = bytearray(encrypted())
    content[30:32] = shift.to_bytes(2, "little")
    assert judged(tmp_path, bytes(content), "NW.xls") == ("None", "unsupported-type")


def test_a_container_damaged_anywhere_in_its_header_ends_in_a_judgement(tmp_path: Path) -> None:
    for place in range(8, 512):
        content = bytearray(encrypted())
        content[place] ^= 0x80
        assert judged(tmp_path, bytes(content), "NW.xls")
