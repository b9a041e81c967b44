"""What is no readable text is told apart, at the place where it stops being one."""

from pathlib import Path

import pytest

from concord.adapters.agreement_files.file_text import LARGEST_FILE, decoded, read_bytes
from concord.adapters.agreement_files.remarks import Remarks


def fault_of(content: bytes) -> tuple[str, int, int, str]:
    """Return rule, line, column and what was found of bytes that are no text."""
    remarks = Remarks("x.yaml")
    assert decoded(content, remarks) is None
    (finding,) = remarks.findings
    return finding.rule, finding.line, finding.column, finding.found


@pytest.mark.parametrize(
    ("content", "line", "column", "found"),
    [
        ("name: Café".encode("utf-16"), 1, 1, "text in UTF-16"),
        (b"\xfe\xff\x00n", 1, 1, "text in UTF-16"),
        ("a: 1".encode("utf-16-le"), 1, 2, "a zero byte, as UTF-16 has"),
        (b"a: 1\nb: 2\0\n", 2, 5, "a zero byte, as UTF-16 has"),
        (b"PK\x03\x04...", 1, 1, "a workbook or an archive"),
        (b"\xd0\xcf\x11\xe0\xa1", 1, 1, "a document of an older office program"),
        (b"%PDF-1.7", 1, 1, "a PDF"),
        ("a: 1\nb: Café".encode("latin-1"), 2, 7, None),
        ("name: ä €".encode("cp1252"), 1, 7, None),
        (b"\xef\xbb\xbfa: \xff", 1, 4, None),
    ],
)
def test_what_is_not_utf_8_is_named(
    content: bytes, line: int, column: int, found: str | None
) -> None:
    rule, *place, what = fault_of(content)
    assert (rule, place) == ("not-utf-8", [line, column])
    assert what == found or (found is None and what.startswith("the byte 0x"))


def test_a_letter_of_an_old_encoding_is_shown_as_its_author_saw_it() -> None:
    assert fault_of(b"name: Caf\xe9")[3] == "the byte 0xe9, which Windows (cp1252) shows as é"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf_8_is_text_with_and_without_its_mark(encoding: str) -> None:
    assert decoded("name: Café 李".encode(encoding), Remarks("")) == "name: Café 李"


def refused(path: Path) -> tuple[str, str]:
    remarks = Remarks(path.name)
    assert read_bytes(path, remarks) is None
    (finding,) = remarks.findings
    return finding.rule, finding.found


def test_a_file_is_read_up_to_the_largest_and_no_further(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"#" * LARGEST_FILE)
    assert read_bytes(path, Remarks("")) == b"#" * LARGEST_FILE
    path.write_bytes(b"#" * (LARGEST_FILE + 1))
    assert refused(path) == ("too-large", "a larger file")
    path.write_bytes(b"#" * 5_000_000)
    assert refused(path) == ("too-large", "a larger file")


def test_what_cannot_be_opened_is_a_finding_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "nowhere.yaml").symlink_to(tmp_path / "gone")
    assert refused(tmp_path / "folder.yaml") == ("unreadable-file", "a folder of that name")
    assert refused(tmp_path / "nowhere.yaml") == ("unreadable-file", "No such file or directory")
