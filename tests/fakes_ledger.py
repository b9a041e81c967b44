"""The credit ledger in memory."""

from concord.domain.ledger import LedgerEntry, LedgerEvent


class FakeLedger:
    """Entries by their keys, and events, both in order."""

    def __init__(self, entries: dict[str, LedgerEntry], log: list[LedgerEvent]) -> None:
        self._entries = entries
        self._log = log

    def add(self, entry: LedgerEntry) -> bool:
        return self._entries.setdefault(entry.key, entry) is entry

    def of_partner(self, partner: str) -> tuple[LedgerEntry, ...]:
        return tuple(entry for entry in self._entries.values() if entry.partner == partner)

    def note(self, event: LedgerEvent) -> None:
        self._log.append(event)

    def events(self, partner: str) -> tuple[LedgerEvent, ...]:
        return tuple(event for event in self._log if event.partner == partner)
