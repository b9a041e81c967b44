"""Text files are split as declared; what cannot be split says where."""

from pathlib import Path

import pytest

from concord.adapters.workbook.csv_reader import open_text
from concord.adapters.workbook.limits import ReadLimits
from concord.adapters.workbook.refusal import UnreadableTableError
from concord.domain.source import TextFormat


def read(
    tmp_path: Path, content: bytes, delimiter: str = ",", encoding: str = "utf-8"
) -> list[tuple[int, list[str]]]:
    path = tmp_path / "landed"
    path.write_bytes(content)
    with open_text(path, TextFormat(delimiter=delimiter, encoding=encoding)) as table:
        return [(row.number, [cell.shown for cell in row.cells]) for row in table.rows]


def refused(tmp_path: Path, content: bytes) -> tuple[str, str]:
    with pytest.raises(UnreadableTableError) as caught:
        read(tmp_path, content)
    return (caught.value.finding.rule, caught.value.finding.where)


def test_lines_are_numbered_as_an_editor_numbers_them(tmp_path: Path) -> None:
    content = b'site,note\nmanila,"two\nlines"\n\ncebu,none\n'
    assert read(tmp_path, content) == [
        (1, ["site", "note"]),
        (2, ["manila", "two\nlines"]),
        (5, ["cebu", "none"]),
    ]


@pytest.mark.parametrize(
    ("raw", "declared"),
    [
        ("Größe,Anzahl\n".encode(), "utf-8"),
        ("Größe,Anzahl\n".encode("utf-8-sig"), "utf-8"),
        ("Größe,Anzahl\n".encode("utf-16"), "utf-8"),
        ("Größe,Anzahl\n".encode("cp1252"), "cp1252"),
        ("Größe,Anzahl\r".encode(), "utf-8"),
        ("Größe,Anzahl\r\n".encode(), "utf-8"),
    ],
)
def test_encodings_and_line_ends(tmp_path: Path, raw: bytes, declared: str) -> None:
    assert read(tmp_path, raw, encoding=declared) == [(1, ["Größe", "Anzahl"])]


def test_the_declared_delimiter_splits_and_excels_own_line_overrules_it(tmp_path: Path) -> None:
    assert read(tmp_path, b"a;b,c\n", delimiter=";") == [(1, ["a", "b,c"])]
    assert read(tmp_path, b"sep=;\r\na;b\r\n") == [(2, ["a", "b"])]


def test_titles_above_and_notes_below_may_be_shorter(tmp_path: Path) -> None:
    content = b"Monthly return\nPrepared by,Ana\na,b,c\n1,2,3\nprovisional\n"
    assert [number for number, _ in read(tmp_path, content)] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"a,b,c\n1,2\n", ("row-length", "line 2")),
        (b"a,b\n1,2\n1,2,3\n1,2\n", ("row-length", "line 3")),
        (b"a,b\n" * 200 + b"1,2,3\n", ("row-length", "line 201")),
        (b'a,b\n"open,2\n3,4\n', ("broken-text", "line 2")),
        (b'a,b\n"x"y,2\n', ("broken-text", "line 2")),
        (b"a,b\n" + b"x" * 40_000 + b",2\n", ("broken-text", "line 2")),
        (b"a,b\nGr\xfc\xdfe,2\n", ("broken-text", "line 2")),
    ],
)
def test_what_cannot_be_split_names_its_line(
    tmp_path: Path, content: bytes, place: tuple[str, str]
) -> None:
    assert refused(tmp_path, content) == place


def test_a_wrong_delimiter_is_suspected_and_not_assumed(tmp_path: Path) -> None:
    path = tmp_path / "landed"
    path.write_bytes(b"a;b;c\n1;2;3\n")
    with open_text(path, TextFormat()) as table:
        assert "seem to be separated by ';'" in table.hint
        assert [row.width for row in table.rows] == [1, 1]


def test_an_empty_text_has_no_rows(tmp_path: Path) -> None:
    assert read(tmp_path, b"\n\n") == []


@pytest.mark.parametrize("good", [1, 50, 40_000])
def test_bytes_of_another_encoding_are_told_by_their_line(tmp_path: Path, good: int) -> None:
    content = b"a,b\n" + b"1,2\n" * good + b"M\xfcller,3\n1,2\n"
    assert refused(tmp_path, content) == ("broken-text", f"line {good + 2}")


def test_bytes_missing_at_the_end_are_in_the_last_line(tmp_path: Path) -> None:
    assert refused(tmp_path, b"a,b\n1,\xc3") == ("broken-text", "line 2")


@pytest.mark.parametrize("end", [b"\n", b"\r", b"\r\n"])
def test_a_line_longer_than_let_in_is_refused_before_it_is_read(
    tmp_path: Path, end: bytes
) -> None:
    path = tmp_path / "landed"
    limits = ReadLimits(line_length=20)
    path.write_bytes(b"a,b" + end + b"1,2" + end + b"x" * 21 + end)
    with (
        pytest.raises(UnreadableTableError) as caught,
        open_text(path, TextFormat(), limits),
    ):
        pass
    finding = caught.value.finding
    assert (finding.rule, finding.where) == ("line-too-long", "line 3")
    path.write_bytes((b"x" * 17 + end) * 9)
    with open_text(path, TextFormat(), limits) as table:
        assert len(list(table.rows)) == 9
