"""What is kept of the credit ledger, within one transaction."""

from __future__ import annotations

from typing import Protocol

from concord.domain.ledger import LedgerEntry, LedgerEvent


class LedgerRecords(Protocol):
    """Entries and events, both append-only."""

    def add(self, entry: LedgerEntry) -> bool:
        """Append an entry; False when one of the same identity stands, which stays as it is."""
        ...

    def of_partner(self, partner: str) -> tuple[LedgerEntry, ...]:
        """Return all entries of a partner, in the order in which they were written."""
        ...

    def note(self, event: LedgerEvent) -> None:
        """Append an event."""
        ...

    def events(self, partner: str) -> tuple[LedgerEvent, ...]:
        """Return all events of a partner, in order."""
        ...
