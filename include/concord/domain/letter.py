"""Letters: the common shape of every mail that is not a report."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """How a letter's band is coloured; the words say the same without the colour."""

    NEUTRAL = "neutral"
    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under a header; `caption` says what they are."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link of our own making; nothing from a delivered file ever becomes one."""

    label: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail's content before it is rendered as HTML and as plain text.

    `title` also is the subject.  `facts` are label and value pairs; `why` says to whom and
    why it is sent.  `language` is the tag of the language in which all of it is written.
    """

    title: str
    tone: Tone
    paragraphs: tuple[str, ...]
    facts: tuple[tuple[str, str], ...] = ()
    tables: tuple[Table, ...] = ()
    links: tuple[Link, ...] = ()
    why: str = ""
    language: str = "en"
