"""The words in which the model is written: kinds of values, keys, and shapes of mappings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field
from functools import cached_property


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A single value: what it is in words, an example, and what JSON Schema says of it.

    `written` is the schema of the value as editors see it: they take `80` for a number and
    `true` for a flag, which the reader gets as the text that was written.
    """

    name: str
    example: str
    written: Mapping[str, object] = field(default_factory=lambda: {"type": "string"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Many:
    """A list; with `or_one` a single value may stand without the list's brackets."""

    of: Value
    or_one: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A mapping from names of the author's choice to values; `what` is what they name."""

    what: str
    of: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Either:
    """One of several ways to write it."""

    ways: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a mapping.

    `default` says in words what holds when the key is left out.  `later` marks what is
    read and kept, and not acted on by this version.
    """

    name: str
    of: Value
    meaning: str
    _: KW_ONLY
    required: bool = False
    default: str = ""
    example: str = ""
    later: bool = False


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A mapping with fixed keys: `name` identifies it, `meaning` says what it states."""

    name: str
    meaning: str
    keys: tuple[Key, ...]

    @cached_property
    def by_name(self) -> Mapping[str, Key]:
        """The keys by name, in order."""
        return {key.name: key for key in self.keys}

    @property
    def later(self) -> frozenset[str]:
        """The keys that are understood and not acted on yet."""
        return frozenset(key.name for key in self.keys if key.later)


Value = Kind | Shape | Many | Named | Either
