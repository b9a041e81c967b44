"""Read how confirmed credits are paid, and how long a statement may be disputed."""

from __future__ import annotations

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.counted_charges import Deliveries
from concord.adapters.agreement_files.invoice_columns import read_invoice_columns
from concord.adapters.agreement_files.model.opening import SETTLEMENT
from concord.adapters.agreement_files.section import Section
from concord.domain.settlement import SettledBy, Settlement, Silence


def read_settlement(root: Section, deliveries: Deliveries) -> Settlement | None:
    """Return how credits are settled, None where nothing is said."""
    table = root.table_of("settlement")
    if table is None:
        return None
    section = Section(table, root.remarks, SETTLEMENT)
    default = Settlement()
    source = section.reference(
        "source", deliveries.declared, "unknown-source", "one of the agreement's sources"
    )
    readable = deliveries.readable.get(source or "")
    return Settlement(
        settled_by=section.word("by", SettledBy) or default.settled_by,
        within=section.read("within", quantities.positive_span),
        source=source,
        lines=None if readable is None else read_invoice_columns(section, readable),
        dispute_window=section.read("dispute_window", quantities.positive_span)
        or default.dispute_window,
        silence=section.word("silence", Silence) or default.silence,
        four_eyes_above=section.read("four_eyes_above", quantities.not_negative),
        approve_changes_above=section.read("approve_changes_above", quantities.not_negative),
    )
