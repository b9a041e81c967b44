"""How an unknown text file is most likely written: its encoding and what separates values."""

from __future__ import annotations

import csv
from collections import Counter
from io import StringIO
from itertools import islice

from concord.domain.source import TextFormat

_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_ENCODINGS = ("utf-8", "cp1252", "iso-8859-1")
_DELIMITERS = (",", ";", "\t", "|")
_LOOKED_AT = 200
_FIRST_CHARACTERS = 200_000


def sniff(raw: bytes) -> TextFormat:
    """Return encoding and delimiter; a byte-order mark speaks for itself."""
    encoding = _encoding(raw)
    marked = "utf-16" if raw.startswith(_BYTE_ORDER_MARKS[1:]) else "utf-8-sig"
    is_marked = raw.startswith(_BYTE_ORDER_MARKS)
    content = raw[: 4 * _FIRST_CHARACTERS].decode(marked if is_marked else encoding, "replace")
    return TextFormat(encoding=encoding, delimiter=_delimiter(content[:_FIRST_CHARACTERS]))


def _encoding(raw: bytes) -> str:
    if raw.startswith(_BYTE_ORDER_MARKS):
        return "utf-8"
    for encoding in _ENCODINGS:
        try:
            raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    return _ENCODINGS[0]  # pragma: no cover - the last one decodes everything


def _delimiter(content: str) -> str:
    scores = {sign: _fit(content, sign) for sign in _DELIMITERS}
    return max(_DELIMITERS, key=lambda sign: scores[sign])


def _fit(content: str, delimiter: str) -> tuple[int, int]:
    """Return in how many lines a delimiter gives the usual number of values, and that number."""
    reader = csv.reader(StringIO(content, newline=""), delimiter=delimiter)
    widths: Counter[int] = Counter()
    try:
        widths.update(len(fields) for fields in islice(reader, _LOOKED_AT) if any(fields))
    except csv.Error:
        return 0, 0
    wide = Counter({width: count for width, count in widths.items() if width > 1})
    (width, count), *_ = wide.most_common(1) or [(0, 0)]
    return count, width
