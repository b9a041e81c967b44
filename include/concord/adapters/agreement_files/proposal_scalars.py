"""Contents of files as YAML scalars and comments that nothing in them can break out of."""

from __future__ import annotations

import re
from collections.abc import Iterable

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_]*( [A-Za-z0-9_]+)*")
_LONGEST_REMARK = 400


def scalar(text: str) -> str:
    """Return a text as a scalar: plain words as they are, all else in double quotes."""
    if _PLAIN.fullmatch(text):
        return text
    return '"' + "".join(_escaped(character) for character in text) + '"'


def listed(texts: Iterable[str]) -> str:
    """Return texts as a list."""
    return "[" + ", ".join(scalar(text) for text in texts) + "]"


def remark(text: str) -> str:
    """Return a text as it may stand in a comment: one line, and no `#` to begin another."""
    line = "".join(c if c.isprintable() and c != "#" else ascii(c)[1:-1] for c in text)
    line = line.replace("#", r"\x23")
    return line if len(line) <= _LONGEST_REMARK else line[: _LONGEST_REMARK - 1] + "…"


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character.isprintable():
        return character
    code = ord(character)
    if 0xD800 <= code <= 0xDFFF:  # noqa: PLR2004 - half of a pair, which YAML has no way to write
        return "\N{REPLACEMENT CHARACTER}"
    if code <= 0xFF:  # noqa: PLR2004 - the largest code of two digits
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 - of four
