"""Characters that no reader sees, and that change what a reader sees."""

from __future__ import annotations

import unicodedata

from concord.adapters.agreement_files.nodes import Text
from concord.adapters.agreement_files.remarks import Remarks

SHOWN = frozenset({"name", "reference", "title"})
"""The keys whose words we show; what stands in partners' files is named letter by letter."""

_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BREAKING = frozenset({"Cc", "Zl", "Zp"})


def hidden_in(text: str) -> str:
    """Return the first control character, or character that turns the line; else nothing.

    Line ends and tabs of longer texts are none, nor are the marks that Arabic, Hebrew and
    Indic names are written with.
    """
    return next((c for c in text if c not in "\n\t" and _is_hidden(c)), "")


def without_hidden(text: str) -> str:
    """Return a name for people: on one line, a space in place of every hidden character."""
    return " ".join("".join(" " if _is_hidden(c) else c for c in text).split())


def _is_hidden(character: str) -> bool:
    return character in _TURNING or unicodedata.category(character) in _BREAKING


def is_seen(written: Text, remarks: Remarks) -> bool:
    """Report a text with hidden characters; say whether it has none."""
    found = hidden_in(written.text)
    if found:
        name = unicodedata.name(found, "a control character").lower()
        remarks.error(
            written.place,
            "hidden-character",
            found=f"{name} (U+{ord(found):04X})",
            expected="letters, digits and signs that can be seen",
        )
    return not found
