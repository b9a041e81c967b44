"""What programs and systems leave lying about on drives: never a delivery."""

from __future__ import annotations

_NAMES = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})
_PREFIXES = ("~$", ".")
_SUFFIXES = (".tmp", ".part", ".crdownload")
_FOLDERS = frozenset(
    {"$recycle.bin", "#recycle", "@eadir", "__macosx", "lost+found", "system volume information"}
)


def is_left_behind(name: str) -> bool:
    """Say whether a file of this name is a lock, a half-written copy, or otherwise no delivery."""
    lowered = name.casefold()
    return lowered in _NAMES or lowered.startswith(_PREFIXES) or lowered.endswith(_SUFFIXES)


def is_put_aside(folder: str) -> bool:
    """Say whether a folder of this name is hidden, a bin, or a system's own."""
    return folder.startswith(".") or folder.casefold() in _FOLDERS
