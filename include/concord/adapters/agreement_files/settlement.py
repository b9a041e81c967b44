"""Read how confirmed credits are paid, and how long a statement may be disputed."""

from __future__ import annotations

from collections.abc import Collection

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.model.opening import SETTLEMENT
from concord.adapters.agreement_files.section import Section
from concord.domain.settlement import SettledBy, Settlement, Silence


def read_settlement(root: Section, sources: Collection[str]) -> Settlement | None:
    """Return how credits are settled, None where nothing is said."""
    table = root.table_of("settlement")
    if table is None:
        return None
    section = Section(table, root.remarks, SETTLEMENT)
    default = Settlement()
    return Settlement(
        settled_by=section.word("by", SettledBy) or default.settled_by,
        within=section.read("within", quantities.positive_span),
        source=section.reference(
            "source", sources, "unknown-source", "one of the agreement's sources"
        ),
        dispute_window=section.read("dispute_window", quantities.positive_span)
        or default.dispute_window,
        silence=section.word("silence", Silence) or default.silence,
        four_eyes_above=section.read("four_eyes_above", quantities.not_negative),
        approve_changes_above=section.read("approve_changes_above", quantities.not_negative),
    )
