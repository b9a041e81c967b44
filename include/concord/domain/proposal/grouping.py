"""Which tables are of one layout, and so are deliveries of one source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from concord.domain.finding import quoted
from concord.domain.proposal.layout import FoundTable
from concord.domain.reading.text import fold
from concord.domain.source import TextFormat

_ALIKE = 0.6
"""The share of headers that two tables must have in common."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Tables of one layout.  `headers` are each column's spellings, by the first of them.

    `renamed` tells where one column has several headers, `absent` which are not in every file.
    """

    tables: tuple[FoundTable, ...]
    headers: Mapping[str, tuple[str, ...]]
    text: TextFormat | None
    renamed: Mapping[str, str]
    absent: Mapping[str, str]


def grouped(
    tables: Iterable[tuple[FoundTable, TextFormat | None]],
) -> tuple[Group, ...]:
    """Return the groups in the order of their first table."""
    groups: list[list[tuple[FoundTable, TextFormat | None]]] = []
    for found, text in tables:
        fitting = (group for group in groups if _are_alike(*group[0], found, text))
        home = next(fitting, None)
        if home is None:
            groups.append([(found, text)])
        else:
            home.append((found, text))
    return tuple(_group([f for f, _ in group], group[0][1]) for group in groups)


def _are_alike(
    first: FoundTable,
    first_text: TextFormat | None,
    second: FoundTable,
    second_text: TextFormat | None,
) -> bool:
    if first_text != second_text or first.sample.file == second.sample.file:
        return False
    is_named_alike = sheet_of(first) == sheet_of(second)
    if not is_named_alike and not (first.sample.is_only and second.sample.is_only):
        return False
    shared = first.signature & second.signature
    return len(shared) >= _ALIKE * len(first.signature | second.signature)


def _group(tables: Sequence[FoundTable], text: TextFormat | None) -> Group:
    usual = max(tables, key=lambda one: sum(o.signature == one.signature for o in tables))
    headers: dict[str, tuple[str, ...]] = {c.header: (c.header,) for c in usual.columns}
    renamed: dict[str, str] = {}
    absent: dict[str, str] = {}
    for other in tables:
        for column in usual.columns:
            if fold(column.header) in other.signature:
                continue
            name = quoted(other.sample.file, limit=60)
            alias = _at(other, column.position, usual)
            if alias is None:
                absent.setdefault(column.header, f"not in {name}")
            elif alias not in headers[column.header]:
                headers[column.header] += (alias,)
                renamed.setdefault(column.header, f"{quoted(alias)} in {name}")
    return Group(tables=tuple(tables), headers=headers, text=text, renamed=renamed, absent=absent)


def _at(other: FoundTable, position: int, usual: FoundTable) -> str | None:
    """Return the header at the same place, if it is one that the usual layout does not have."""
    there = next((c.header for c in other.columns if c.position == position), None)
    is_new = there is not None and fold(there) not in usual.signature
    return there if is_new and len(other.columns) == len(usual.columns) else None


def sheet_of(found: FoundTable) -> str:
    """Return the name of a table's sheet as it is compared, empty for a text file."""
    return fold(found.sample.table.sheet or "")
