"""What the catalogue says of a standard KPI: its definition, formula, roles and variants."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

_ROLE = re.compile(r"\{(\w+)\}")


class Better(StrEnum):
    """In which direction a KPI improves; an agreed range may be best."""

    HIGHER = "higher"
    LOWER = "lower"
    WITHIN = "within a range"


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What a column must hold for a KPI.  An agreement maps each role to a column of its own.

    `instead` names roles whose sum it is, taken where an agreement does not map it.
    """

    name: str
    meaning: str
    instead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """Sums over roles, written as SQL aggregates with `{role}` where a column stands.

    Either `numerator` and `denominator` are given, or `value`.
    """

    numerator: str = ""
    denominator: str = ""
    value: str = ""

    @property
    def parts(self) -> Mapping[str, str]:
        """The expressions by their place in a KPI: numerator and denominator, or value."""
        named = {
            "numerator": self.numerator,
            "denominator": self.denominator,
            "value": self.value,
        }
        return {part: text for part, text in named.items() if text}

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles it names, in their order, each once."""
        found = (name for text in self.parts.values() for name in roles_of(text))
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One way to compute a KPI; contracts differ, so the agreement must name it."""

    word: str
    meaning: str
    formula: Formula


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """A KPI of the catalogue.

    `option` is the key under which an agreement names one of several `variants`; with a
    `default` it may be left out.  `parameters` are further keys that say how the columns
    were made (`within: 20 s`), shown and not computed with.  A `snapshot` takes only the
    rows of the period's last day with data.
    """

    id: str
    name: str
    definition: str
    unit: str
    better: Better
    roles: tuple[Role, ...]
    variants: tuple[Variant, ...]
    aggregation: str
    source: str
    option: str = ""
    default: str = ""
    parameters: tuple[str, ...] = ()
    may_exceed_100: bool = False
    snapshot: bool = False

    def role(self, name: str) -> Role:
        """Return a role by its name.  Raises KeyError for one it does not have."""
        for role in self.roles:
            if role.name == name:
                return role
        raise KeyError(name)

    def variant(self, word: str) -> Variant | None:
        """Return the variant of that word, or None; without an option there is only one."""
        if not self.option:
            return self.variants[0]
        return next((v for v in self.variants if v.word == (word or self.default)), None)


def roles_of(text: str) -> Iterator[str]:
    """Yield the roles that an expression names, in order."""
    for match in _ROLE.finditer(text):
        yield match[1]


def with_columns(text: str, columns: Mapping[str, str]) -> str:
    """Return an expression with the columns in place of its roles."""
    return _ROLE.sub(lambda match: columns[match[1]], text)


def taken_apart(text: str, standard: Standard, mapped: frozenset[str]) -> str:
    """Return an expression in which each role that is not mapped is the sum it stands for."""
    for role in standard.roles:
        if role.instead and role.name not in mapped:
            total = " + ".join(f"sum({{{name}}})" for name in role.instead)
            text = text.replace(f"sum({{{role.name}}})", total)
    return text
