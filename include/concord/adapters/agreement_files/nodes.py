"""What an agreement's YAML consists of: texts, lists and mappings, each with its place."""

from __future__ import annotations

from dataclasses import dataclass, field

from concord.adapters.agreement_files.remarks import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A scalar as it was written.

    `verbatim` says that its characters stand one by one in one line of the file, so that
    an offset into the text is a column of the file.
    """

    place: Place
    text: str
    verbatim: bool = False
    quoted: bool = False

    def at(self, offset: int) -> Place:
        """Return the place of a character of the text, or of its start where that is unknown."""
        if not self.verbatim:
            return self.place
        column = self.place.column + offset + int(self.quoted)
        return Place(line=self.place.line, column=column, path=self.place.path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A YAML list."""

    place: Place
    items: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A YAML mapping; `key_places` say where each key stands."""

    place: Place
    entries: dict[str, Node] = field(default_factory=dict)
    key_places: dict[str, Place] = field(default_factory=dict)


Node = Text | Listing | Table
