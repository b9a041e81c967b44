"""Marks on what is proposed: read off the files, or for a person to confirm."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from concord.domain.finding import quoted
from concord.domain.table import Cell

SHOWN_SAMPLES = 3


class Mark(StrEnum):
    """Whether a value could be read off, or needs somebody who knows."""

    GUESS = "guess"
    CONFIRM = "CONFIRM"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A mark with its reason; contents of files in `why` are quoted."""

    mark: Mark
    why: str


def guess(why: str) -> Note:
    """Return the mark of a value that was read off."""
    return Note(mark=Mark.GUESS, why=why)


def confirm(why: str) -> Note:
    """Return the mark of a value that a person must check."""
    return Note(mark=Mark.CONFIRM, why=why)


def samples(found: Iterable[tuple[str, object]]) -> str:
    """Return some cells as `'1,234' (B7), '5,678' (B8)`, the first few of them."""
    shown: dict[str, str] = {}
    for where, content in found:
        text = _plain(content.shown) if isinstance(content, Cell) else str(content)
        shown.setdefault(quoted(text, limit=24), where)
        if len(shown) == SHOWN_SAMPLES:
            break
    return ", ".join(f"{text} ({where})" for text, where in shown.items())


def _plain(shown: str) -> str:
    """Return a cell as shown, a day without the midnight that it begins with."""
    return shown.removesuffix(" 00:00:00")
