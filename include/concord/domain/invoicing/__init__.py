"""Invoices and credit notes: what was billed, held against what was agreed and owed."""

from concord.domain.invoicing.line import (
    InvoiceColumns,
    InvoiceKind,
    InvoiceLine,
    UnreadLine,
    invoice_line,
)
from concord.domain.invoicing.matching import (
    TOLERANCE,
    Expected,
    Match,
    MatchState,
    matches,
)

__all__ = [
    "TOLERANCE",
    "Expected",
    "InvoiceColumns",
    "InvoiceKind",
    "InvoiceLine",
    "Match",
    "MatchState",
    "UnreadLine",
    "invoice_line",
    "matches",
]
