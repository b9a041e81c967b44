"""Names of an author's choice that become ids."""

from __future__ import annotations

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.nodes import Table
from concord.adapters.agreement_files.section import Section


def check_id(root: Section, section: str, name: str) -> None:
    """Report a name of `section` that cannot be an id."""
    try:
        quantities.identifier(name)
    except quantities.NotThatError as error:
        table = root.node(section)
        place = table.key_places[name] if isinstance(table, Table) else root.place
        root.remarks.error(place, error.rule, found=name, expected=error.expected)
