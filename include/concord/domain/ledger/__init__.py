"""The credit ledger: what credits came to, entry by entry, and every sum over it."""

from concord.domain.ledger.entry import (
    BALANCE,
    COMPUTED,
    OWED,
    EntryKind,
    LedgerEntry,
    LedgerLine,
)
from concord.domain.ledger.event import LedgerEvent, LedgerEventKind

__all__ = [
    "BALANCE",
    "COMPUTED",
    "OWED",
    "EntryKind",
    "LedgerEntry",
    "LedgerEvent",
    "LedgerEventKind",
    "LedgerLine",
]
