"""Headers as words to compare, and as names that expressions can use."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from concord.domain.reading.text import fold, visible

_LONGEST_NAME = 40
_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "æ": "ae"})
# Words of SQL and of the agreement that would read oddly as a column's name.
_RESERVED = frozenset(
    [
        "all",
        "and",
        "as",
        "asc",
        "between",
        "by",
        "case",
        "cast",
        "count",
        "date",
        "desc",
        "distinct",
        "else",
        "end",
        "false",
        "filter",
        "from",
        "group",
        "in",
        "is",
        "like",
        "limit",
        "not",
        "null",
        "on",
        "or",
        "order",
        "select",
        "sum",
        "table",
        "then",
        "to",
        "true",
        "using",
        "when",
        "where",
        "with",
    ]
) - {"date"}


def words(header: str) -> tuple[str, ...]:
    """Return the words of a header in plain lower-case letters, its numbers among them."""
    decomposed = unicodedata.normalize("NFKD", fold(header).replace("ß", "ss"))
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return tuple(re.findall(r"[^\W\d_]+|\d+", plain))


def written_header(text: str) -> str:
    """Return a header as an agreement says it: trimmed, where that is found all the same."""
    plain = " ".join(visible(text).split())
    return plain if fold(plain) == fold(text) else text


def identifier(header: str, taken: Collection[str]) -> str:
    """Return a name for a column: letters, digits and _, and not one of `taken`."""
    spelled = fold(header).translate(_SPELLED)
    decomposed = unicodedata.normalize("NFKD", spelled)
    ascii_only = "".join(c for c in decomposed if c.isascii())
    name = "_".join(re.findall(r"[a-z0-9]+", ascii_only))[:_LONGEST_NAME].strip("_")
    if not name or not name[0].isalpha() or name in _RESERVED:
        name = f"column_{name}".strip("_")
    return _untaken(name, taken)


def _untaken(name: str, taken: Collection[str]) -> str:
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}_{number}"
    return free
