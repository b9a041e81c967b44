"""Check the names under which failures of service levels are related."""

from __future__ import annotations

from collections import defaultdict

from concord.adapters.agreement_files.nodes import Text
from concord.adapters.agreement_files.remarks import nearest
from concord.adapters.agreement_files.section import Section


def check_related(root: Section) -> None:
    """Warn of a service level that is related to no other one: it may be a slip of the pen."""
    named: dict[str, list[Text]] = defaultdict(list)
    for table in root.tables("service_levels"):
        node = table.entries.get("related")
        if isinstance(node, Text) and node.text:
            named[node.text].append(node)
    for name, written in named.items():
        if len(written) == 1:
            root.remarks.warning(
                written[0].place,
                "related-to-none",
                found=name,
                expected="a name that another service level has under `related` too",
                hint=nearest(name, [other for other in named if other != name]),
            )
