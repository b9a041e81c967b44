"""Find again where something stands in the file, by its name."""

from __future__ import annotations

from collections.abc import Iterator

from concord.adapters.agreement_files.nodes import Listing, Node, Table, Text
from concord.adapters.agreement_files.remarks import Place, Remarks
from concord.adapters.agreement_files.section import Section


def entry(outer: Section, key: str, named_by: str, name: str) -> Section | None:
    """Return the mapping of the list under `key` that bears a name; None if none does."""
    silent = Section.unchecked(outer.table, Remarks(""))
    for table in silent.tables(key):
        named = table.entries.get(named_by)
        if isinstance(named, Text) and named.text == name:
            return Section.unchecked(table, outer.remarks)
    return None


def place_in(outer: Section, key: str, named_by: str, name: str, inner: str) -> Place:
    """Return where `inner` stands in the entry that bears a name, else where the list does."""
    found = entry(outer, key, named_by, name)
    return outer.place_of(key) if found is None else found.place_of(inner)


def section_of(outer: Section, *keys: str) -> Section:
    """Return the mapping below some keys, as far down as there are any."""
    found = outer
    for key in keys:
        node = found.node(key)
        if not isinstance(node, Table):
            return found
        found = Section.unchecked(node, outer.remarks)
    return found


def text_of(outer: Section, key: str, name: str) -> Place:
    """Return where a text stands in the list under `key`, else where the list does."""
    node = outer.node(key)
    items = node.items if isinstance(node, Listing) else (node,)
    found = (item.place for item in items if isinstance(item, Text) and item.text == name)
    return next(found, outer.place_of(key))


def tables_below(node: Node) -> Iterator[Table]:
    """Yield every mapping at and below a node."""
    if isinstance(node, Table):
        yield node
        for inner in node.entries.values():
            yield from tables_below(inner)
    elif isinstance(node, Listing):
        for item in node.items:
            yield from tables_below(item)
