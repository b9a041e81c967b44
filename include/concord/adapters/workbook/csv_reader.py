"""Reads a text file as a table, by the declared delimiter and encoding."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from itertools import islice
from pathlib import Path

from concord.adapters.workbook.refusal import UnreadableTableError, refusal
from concord.domain.finding import quoted
from concord.domain.source import TextFormat
from concord.domain.table import EMPTY, Cell, CellKind, Row, Table

_FIELD_LIMIT = 32 * 1024
_LOOKED_AT = 100
_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_DELIMITERS = ",;\t|"


@contextmanager
def open_text(path: Path, text: TextFormat) -> Iterator[Table]:
    """Open a text file as a stream of rows.

    Raises UnreadableTableError, also while rows are taken, with a finding and its line.
    """
    content = _decoded(path.read_bytes(), text.encoding)
    delimiter, skipped = _delimiter(content, text.delimiter)
    yield Table(
        sheet=None,
        rows=_rows(content, delimiter, skipped),
        hint=_hint(content, delimiter),
    )


def _decoded(raw: bytes, declared: str) -> str:
    encoding = next((e for mark, e in _BYTE_ORDER_MARKS if raw.startswith(mark)), declared)
    try:
        content = raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UnreadableTableError(
            refusal(
                "broken-text",
                where=f"line {line}",
                found=f"bytes that are no {encoding}",
                expected=f"text in {encoding}",
                message=(
                    "The file is in another encoding than agreed. Please save it as "
                    f"{encoding}, or have its encoding put into the agreement."
                ),
            )
        ) from error
    return content


def _delimiter(content: str, declared: str) -> tuple[str, int]:
    """Return the delimiter and how many lines to skip: a line `sep=;` says it to Excel."""
    first = content.split("\n", 1)[0].strip()
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


def _rows(content: str, delimiter: str, skipped: int) -> Iterator[Row]:
    width = _usual_width(content, delimiter)
    reached = False
    for line, fields in _records(content, delimiter):
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


def _usual_width(content: str, delimiter: str) -> int:
    """Return the number of values that most of the first lines have, the larger on a tie."""
    counts = Counter(len(f) for _, f in islice(_records(content, delimiter), _LOOKED_AT) if any(f))
    return max(counts, key=lambda width: (counts[width], width), default=0)


def _records(content: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the records with the line each begins in."""
    csv.field_size_limit(_FIELD_LIMIT)
    reader = csv.reader(StringIO(content, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise UnreadableTableError(
                refusal(
                    "broken-text",
                    where=f"line {line}",
                    found=quoted(str(error)),
                    expected="whole records with paired quotes",
                    message=(
                        "From here on the file cannot be split into columns, often because a "
                        "quote is not closed. Please mend this line and send the file again."
                    ),
                )
            ) from error
        yield line, fields


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
