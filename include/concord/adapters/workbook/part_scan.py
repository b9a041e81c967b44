"""One look at a part's bytes as they are inflated: what must not be there, what needs care."""

from __future__ import annotations

import re

_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
_WIDE_DECLARATIONS = tuple(
    word.decode().encode(encoding)
    for word in _DECLARATIONS
    for encoding in ("utf-16-le", "utf-16-be")
)
_WIDE_STARTS = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_MARKUP_DECLARATION = (b"!", b"<!")
_TELLTALES = (
    (b"e", b't="e"'),
    (b"d", b't="d"'),
    (b"g", b"<mergeCell"),
    (b"&", b'="&'),
    (b"'", b"='"),
    _MARKUP_DECLARATION,
)
"""What asks for care, each with a byte of it that most sheets lack: that is sooner looked for."""
_FORMULA = (re.compile(rb"<f[\s/>]"), b"f", b"<f")
_HIDDEN = (re.compile(rb'\bhidden="(?:1|true)"'), b"h", b'hidden="')
_PREFIX = (
    re.compile(
        rb'xmlns:\w+="http://'
        rb'(?:schemas\.openxmlformats\.org/spreadsheetml/2006|purl\.oclc\.org/ooxml/spreadsheetml)/main"'
    ),
    *(b":", b"xmlns:"),
)
_PATTERNS = (_FORMULA, _HIDDEN, _PREFIX)
_ROOT = b"<worksheet"
_OVERLAP = 1024
"""Longer than any start tag that programs write: what is searched for is never cut in two."""


class PartScan:
    """Is fed a part's bytes in order; `is_clean` says whether a fast reader may take it."""

    def __init__(self, *, is_sheet: bool) -> None:
        self.declares = False
        self.is_clean = is_sheet
        self._is_first = True
        self._declarations: tuple[bytes, ...] = _DECLARATIONS
        self._tail = b""

    def feed(self, chunk: bytes) -> None:
        """Look at the next bytes."""
        window = self._tail + chunk
        if self._is_first:
            self._look_at_start(chunk)
        self._look_for_declarations(window)
        if self.is_clean and _needs_care(window.partition(_ROOT)[2] or window):
            self.is_clean = False
        self._tail = window[-_OVERLAP:]

    def _look_at_start(self, chunk: bytes) -> None:
        """Tell the encoding, in which a declaration must not hide, and who wrote the sheet."""
        self._is_first = False
        if chunk.startswith(_WIDE_STARTS):
            self._declarations = _WIDE_DECLARATIONS
        if _ROOT not in chunk:
            self.is_clean = False

    def _look_for_declarations(self, window: bytes) -> None:
        narrow = self._declarations is _DECLARATIONS
        if narrow and not _holds(window, *_MARKUP_DECLARATION):
            return
        self.declares = self.declares or any(word in window for word in self._declarations)


def _needs_care(window: bytes) -> bool:
    """Say whether a piece of a sheet holds what only the careful reader can judge."""
    if any(_holds(window, telltale, whole) for telltale, whole in _TELLTALES):
        return True
    return any(
        _holds(window, telltale, start) and pattern.search(window) is not None
        for pattern, telltale, start in _PATTERNS
    )


def _holds(window: bytes, telltale: bytes, whole: bytes) -> bool:
    return telltale in window and whole in window
