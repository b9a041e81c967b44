"""Reads a text file as a table, by the declared delimiter and encoding."""

from __future__ import annotations

import csv
from codecs import getincrementaldecoder
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TextIO

from concord.adapters.workbook.limits import ReadLimits
from concord.adapters.workbook.refusal import UnreadableTableError, refusal
from concord.domain.finding import Finding, quoted
from concord.domain.source import TextFormat
from concord.domain.table import EMPTY, Cell, CellKind, Row, Table

_FIELD_LIMIT = 32 * 1024
_LOOKED_AT = 100
_CHUNK = 1 << 20
_LIMITS = ReadLimits()
_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_DELIMITERS = ",;\t|"


@contextmanager
def open_text(path: Path, text: TextFormat, limits: ReadLimits = _LIMITS) -> Iterator[Table]:
    """Open a text file as a stream of rows.

    Raises UnreadableTableError, also while rows are taken, with a finding and its line.
    """
    file = _TextFile(path=path, encoding=_encoding(path, text.encoding))
    _refuse_long_lines(path, limits.line_length)
    with file.opened() as lines:
        first = "".join(islice(lines, _LOOKED_AT))
    delimiter, skipped = _delimiter(first, text.delimiter)
    yield Table(
        sheet=None,
        rows=_rows(file, delimiter, skipped),
        hint=_hint(first, delimiter),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _TextFile:
    path: Path
    encoding: str

    @contextmanager
    def opened(self) -> Iterator[TextIO]:
        """Open the text, whatever its line ends; bytes of another encoding are told by line."""
        with self.path.open(encoding=self.encoding, errors="strict", newline="") as lines:
            try:
                yield lines
            except UnicodeDecodeError as error:
                raise self._broken() from error

    def _broken(self) -> UnreadableTableError:
        return UnreadableTableError(
            refusal(
                "broken-text",
                where=f"line {self._line()}",
                found=f"bytes that are no {self.encoding}",
                expected=f"text in {self.encoding}",
                message=(
                    "The file is in another encoding than agreed. Please save it as "
                    f"{self.encoding}, or have its encoding put into the agreement."
                ),
            )
        )

    def _line(self) -> int:
        """Return the first line that cannot be decoded."""
        decoder, line = getincrementaldecoder(self.encoding)(), 1
        with self.path.open("rb") as file:
            for chunk in iter(lambda: file.read(_CHUNK), b""):
                try:
                    line += decoder.decode(chunk).count("\n")
                except UnicodeDecodeError as error:
                    return line + chunk.count(b"\n", 0, error.start)
        return line


def _encoding(path: Path, declared: str) -> str:
    with path.open("rb") as file:
        head = file.read(4)
    return next((e for mark, e in _BYTE_ORDER_MARKS if head.startswith(mark)), declared)


def _refuse_long_lines(path: Path, limit: int) -> None:
    """Refuse a line of more than so many bytes: whatever reads it would hold all of it."""
    line, length = 1, 0
    with path.open("rb") as file:
        for chunk in iter(lambda: file.read(_CHUNK), b""):
            for piece in _with_one_line_end(chunk):
                length += len(piece)
                if length > limit:
                    raise UnreadableTableError(_line_too_long(line, limit))
                if piece.endswith(b"\n"):
                    line, length = line + 1, 0


def _with_one_line_end(chunk: bytes) -> list[bytes]:
    return chunk.replace(b"\r\n", b"\n").replace(b"\r", b"\n").splitlines(keepends=True)


def _line_too_long(line: int, limit: int) -> Finding:
    return refusal(
        "line-too-long",
        where=f"line {line}",
        found=f"a line of more than {limit:,} bytes",
        expected="a line for each row",
        message="The file is not written in lines. Please export it anew and send it again.",
    )


def _delimiter(content: str, declared: str) -> tuple[str, int]:
    """Return the delimiter and how many lines to skip: a line `sep=;` says it to Excel."""
    first = "".join(content.splitlines()[:1]).strip()
    is_hint = first.casefold().startswith("sep=") and len(first) == len("sep=;")
    return (first[-1], 1) if is_hint else (declared, 0)


def _hint(content: str, delimiter: str) -> str:
    lines = content.splitlines()[:_LOOKED_AT]
    counts = {sign: sum(line.count(sign) for line in lines) for sign in _DELIMITERS}
    likely = max(_DELIMITERS, key=lambda sign: counts[sign])
    if likely == delimiter or not counts[likely]:
        return ""
    return (
        f"The values seem to be separated by {quoted(likely)}, and the agreement says "
        f"{quoted(delimiter)}."
    )


def _rows(file: _TextFile, delimiter: str, skipped: int) -> Iterator[Row]:
    width = _usual_width(file, delimiter)
    reached = False
    for line, fields in _records(file, delimiter):
        if line <= skipped:
            continue
        row = Row(number=line, cells=tuple(_cell(field) for field in fields))
        if row.is_blank:
            continue
        reached = reached or len(fields) == width
        # A title may stand before the table; a lone text below is judged with the table.
        if len(fields) > width or (reached and 1 < len(fields) < width):
            raise _row_length(line, len(fields), width)
        yield row


def _usual_width(file: _TextFile, delimiter: str) -> int:
    """Return the number of values that most of the first lines have, the larger on a tie."""
    counts = Counter(len(f) for _, f in islice(_records(file, delimiter), _LOOKED_AT) if any(f))
    return max(counts, key=lambda width: (counts[width], width), default=0)


def _records(file: _TextFile, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the records with the line each begins in."""
    csv.field_size_limit(_FIELD_LIMIT)
    with file.opened() as lines:
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        while True:
            line = reader.line_num + 1
            try:
                fields = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise UnreadableTableError(_unpaired(line, error)) from error
            yield line, fields


def _unpaired(line: int, error: csv.Error) -> Finding:
    return refusal(
        "broken-text",
        where=f"line {line}",
        found=quoted(str(error)),
        expected="whole records with paired quotes",
        message=(
            "From here on the file cannot be split into columns, often because a quote is not "
            "closed. Please mend this line and send the file again."
        ),
    )


def _cell(field: str) -> Cell:
    return Cell(kind=CellKind.TEXT, value=field) if field.strip() else EMPTY


def _row_length(line: int, found: int, expected: int) -> UnreadableTableError:
    return UnreadableTableError(
        refusal(
            "row-length",
            where=f"line {line}",
            found=f"{found} values",
            expected=f"{expected} values, as in the other lines",
            message=(
                "This line has another number of values than the others, so its columns cannot "
                "be told. A value may hold the separator without quotes. Please mend it and send "
                "the file again."
            ),
        )
    )
