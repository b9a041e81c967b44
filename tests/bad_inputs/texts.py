"""Rows 69 to 73: text files."""

from collections.abc import Callable
from dataclasses import replace

from concord.domain.source import TextFormat
from tests.bad_inputs.case import (
    SOURCE,
    BadInput,
    accepted,
    cells,
    quarantined,
    rejected,
    written,
)
from tests.bad_inputs.markup import DAY

NAME = "NW_daily_2026-10.csv"
HEAD = "Date,Site,Offered,Answered,Ticket"
ROW = "2026-10-01,manila,500,410,"
STRANGE = "\U0001f600 e\u0301 \u05e9\u05dc\u05d5\u05dd"
SEMICOLONS = replace(SOURCE, text=TextFormat(delimiter=";"))
WESTERN = replace(SOURCE, text=TextFormat(encoding="cp1252"))


def text(*lines: str, end: str = "\n", encoding: str = "utf-8") -> Callable[[], bytes]:
    """Return a maker of a text file."""
    return lambda: (end.join((HEAD, *lines)) + end).encode(encoding)


def semicolons() -> bytes:
    """Return a text file with semicolons."""
    return text(ROW)().replace(b",", b";")


def long_line() -> bytes:
    """Return a line longer than any that is let in."""
    return (HEAD + "\n" + ROW).encode() + b"x" * 2_000_000


def swallowing() -> bytes:
    """Return a file in which one quote swallows all that follows."""
    lines = [HEAD, ROW, '2026-10-02,"manila,500,410,', *[ROW] * 10_000]
    return "\n".join(lines).encode()


_GOOD = (
    ("a byte-order mark", text(ROW, encoding="utf-8-sig"), SOURCE, 69),
    ("UTF-16", text(ROW, encoding="utf-16"), SOURCE, 69),
    ("the agreed encoding", text(ROW + "M\u00fcller", encoding="cp1252"), WESTERN, 69),
    (
        "a line that tells the separator",
        lambda: b"sep=;\n" + text(ROW)().replace(b",", b";"),
        SOURCE,
        70,
    ),
    ("the agreed separator", semicolons, SEMICOLONS, 70),
    ("line ends of old Macs", text(ROW, end="\r"), SOURCE, 71),
    ("line ends of two kinds", lambda: text(ROW)().replace(b"\n", b"\r\n", 1), SOURCE, 71),
    ("a line end within quotes", text(ROW + '"two\nlines"'), SOURCE, 71),
    (
        "emoji, accents and right-to-left letters",
        text(ROW + "\U0001f600 e\u0301 \u05e9\u05dc\u05d5\u05dd"),
        SOURCE,
        73,
    ),
)
CASES: tuple[BadInput, ...] = (
    *(
        accepted(n, what, made, source=source, name=NAME, rows=1)
        for what, made, source, n in _GOOD
    ),
    quarantined(
        *(69, "another encoding than agreed", text(ROW + "M\u00fcller", encoding="cp1252")),
        name=NAME,
        rule="broken-text",
        says="no utf-8.*line|save it as utf-8",
        where="line 2",
    ),
    quarantined(
        *(69, "letters damaged on the way", text(ROW + "M\u00c3\u00bcller")),
        name=NAME,
        rule="mojibake",
        says="damaged",
    ),
    quarantined(
        *(70, "another separator than agreed", semicolons),
        name=NAME,
        rule="header-not-found",
        says="separated by ';'",
    ),
    quarantined(
        *(71, "a quote that is never closed", swallowing),
        name=NAME,
        rule="broken-text",
        where="line 3",
    ),
    quarantined(
        *(71, "a value that holds the separator", text(ROW, "2026-10-02,manila,1,000,410,")),
        name=NAME,
        rule="row-length",
        says="6 values.*5 values",
        where="line 3",
    ),
    rejected(
        *(72, "NUL bytes", lambda: text(ROW)() + b"\0\0"),
        name=NAME,
        rule="unsupported-type",
    ),
    rejected(
        72, "a line of two megabytes", long_line, name=NAME, rule="line-too-long", where="line 2"
    ),
    accepted(
        *(73, "the same letters in a workbook", written(cells(DAY, "manila", 500, 410))),
        rows=1,
    ),
)
