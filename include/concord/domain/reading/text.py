"""Text of cells: folding for comparison, and characters that hide or reverse what is read."""

from __future__ import annotations

import re
import unicodedata

_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_JOINERS = frozenset("\u200c\u200d")
_SPACES = frozenset("\t\r\n")
_INVISIBLE = frozenset({"Cf", "Cc", "Cs", "Co", "Cn"})


def fold(text: str) -> str:
    """Return `text` for comparison: compatibility forms, white space and case made equal.

    Zero-width and other format characters are dropped.
    """
    if text.isascii():
        return " ".join(text.split()).casefold()
    kept = "".join(c for c in text if unicodedata.category(c) != "Cf")
    folded = unicodedata.normalize("NFKC", kept).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded).split())


def reverses(text: str) -> bool:
    """Say whether `text` holds characters that change the direction in which it is shown."""
    return not text.isascii() and not _BIDI_CONTROLS.isdisjoint(text)


def visible(text: str) -> str:
    """Return `text` trimmed and without invisible characters (joiners within words stay)."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return "".join(c for c in text if _is_visible(c)).strip()


def _is_visible(character: str) -> bool:
    if character in _JOINERS or character in _SPACES:
        return True
    return unicodedata.category(character) not in _INVISIBLE


_MOJIBAKE = re.compile("[\u00c2\u00c3][\u0080-\u00bf]|\u00e2\u20ac")


def is_damaged(text: str) -> bool:
    """Say whether letters of `text` were saved in one encoding and opened in another."""
    return not text.isascii() and _MOJIBAKE.search(text) is not None


_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")


def foreign_letters(text: str) -> tuple[str, ...]:
    """Return the look-alike letters of `text` that are not Latin although others are."""
    scripts = [(c, _script(c)) for c in text if c.isalpha()]
    if not any(script == "LATIN" for _, script in scripts):
        return ()
    return tuple(c for c, script in scripts if script not in {"LATIN", ""})


def _script(character: str) -> str:
    first = unicodedata.name(character, "").partition(" ")[0]
    return first if first in _SCRIPTS else ""


def code_points(characters: tuple[str, ...]) -> str:
    """Return characters as `U+0430 CYRILLIC SMALL LETTER A, …`."""
    named = dict.fromkeys(characters)
    return ", ".join(f"U+{ord(c):04X} {unicodedata.name(c, '')}".strip() for c in named)
