"""How an unknown text file is written."""

import pytest

from concord.adapters.workbook.text_sniffer import sniff


@pytest.mark.parametrize(
    ("raw", "delimiter", "encoding"),
    [
        (b"a,b\n1,2\n", ",", "utf-8"),
        (b"a;b\n1,5;2,5\n1,5;2,5\n", ";", "utf-8"),
        (b"a\tb\n1\t2\n", "\t", "utf-8"),
        (b"a|b\n1|2\n", "|", "utf-8"),
        ("Fällig;x\n1;2\n".encode("cp1252"), ";", "cp1252"),
        (b"a;b\x81\n1;2\n", ";", "iso-8859-1"),
        (b"\xef\xbb\xbfa;b\n1;2\n", ";", "utf-8"),
        ("a;b\n1;2\n".encode("utf-16"), ";", "utf-8"),
        (b"one column\nof words\n", ",", "utf-8"),
        (b'a,b\n"never closed,' + b"x" * 200_000, ",", "utf-8"),
    ],
)
def test_encoding_and_delimiter(raw: bytes, delimiter: str, encoding: str) -> None:
    text = sniff(raw)
    assert (text.delimiter, text.encoding) == (delimiter, encoding)
