"""What is named in the service levels of a file, whether or not it can be read."""

from __future__ import annotations

from concord.adapters.agreement_files.nodes import Table
from concord.adapters.agreement_files.remarks import Remarks
from concord.adapters.agreement_files.section import Section


def declared_bands(root: Section) -> frozenset[str]:
    """Return the names of all bands that stand in the file, whether or not they can be read."""
    silent = Remarks("")
    outer = Section.unchecked(root.table, silent)
    names: set[str] = set()
    for table in outer.tables("service_levels"):
        level = Section.unchecked(table, silent)
        for part in (table, *level.tables("revisions")):
            bands = part.entries.get("bands")
            names.update(bands.entries if isinstance(bands, Table) else ())
    return frozenset(names)


def declared_levels(root: Section) -> frozenset[str]:
    """Return the ids of all service levels that stand in the file."""
    silent = Remarks("")
    levels = Section.unchecked(root.table, silent).tables("service_levels")
    sections = [Section.unchecked(table, silent) for table in levels]
    return frozenset(section.text("id") or section.text("kpi") for section in sections) - {""}
