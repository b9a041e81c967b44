"""A partner's ledger as a whole: every balance is a sum over its entries."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from concord.domain.ledger.entry import BALANCE, EntryKind, LedgerEntry, LedgerLine
from concord.domain.ledger.event import LedgerEvent, LedgerEventKind
from concord.domain.period import MeasurementPeriod


def total(entries: Iterable[LedgerEntry], kinds: Collection[EntryKind]) -> Decimal:
    """Return the sum of the entries of some kinds."""
    return sum((entry.amount for entry in entries if entry.kind in kinds), Decimal(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """A partner's entries and events, each in the order in which they were written."""

    partner: str
    entries: tuple[LedgerEntry, ...] = ()
    events: tuple[LedgerEvent, ...] = ()

    def of(
        self, line: LedgerLine, period: MeasurementPeriod | None = None
    ) -> tuple[LedgerEntry, ...]:
        """Return the entries of a line, with `period` those that concern that month."""
        return tuple(
            entry
            for entry in self.entries
            if entry.line == line and (period is None or entry.period == period)
        )

    def sum(
        self,
        kinds: Collection[EntryKind],
        line: LedgerLine,
        period: MeasurementPeriod | None = None,
    ) -> Decimal:
        """Return what entries of some kinds come to."""
        return total(self.of(line, period), kinds)

    def balance(self, line: LedgerLine) -> Decimal:
        """Return what the partner owes on a line: positive is its debt, negative ours."""
        return self.sum(BALANCE, line)

    def lines(self, service: str | None = None) -> tuple[LedgerLine, ...]:
        """Return every line with an entry, those of one service or of all, in their order."""
        found = {entry.line for entry in self.entries}
        return tuple(sorted(line for line in found if service in {None, line.service}))

    def number(self, line: LedgerLine, period: MeasurementPeriod, kind: EntryKind) -> int:
        """Return the number that the next entry of a kind gets."""
        return 1 + sum(entry.kind is kind for entry in self.of(line, period))

    def with_entry(self, entry: LedgerEntry) -> Ledger:
        """Return the ledger with one entry more."""
        return replace(self, entries=(*self.entries, entry))

    def with_event(self, event: LedgerEvent) -> Ledger:
        """Return the ledger with one event more."""
        return replace(self, events=(*self.events, event))

    def about(self, subject: str) -> tuple[LedgerEvent, ...]:
        """Return the events with that subject, in order."""
        return tuple(event for event in self.events if event.subject == subject)

    def signed_to(self, service: str) -> MeasurementPeriod | None:
        """Return the last month of a service that was signed off, None before the first."""
        signed = (
            event.period
            for event in self.events
            if event.kind is LedgerEventKind.SIGNED_OFF and event.service == service
        )
        return max(signed, default=None)

    def is_locked(self, service: str, month: MeasurementPeriod) -> bool:
        """Say whether nothing may be posted to a month: it, or a later one, is signed off."""
        last = self.signed_to(service)
        return last is not None and month <= last

    def open_month(self, service: str, month: MeasurementPeriod) -> MeasurementPeriod:
        """Return where what concerns `month` is posted: there, or to the first open month."""
        last = self.signed_to(service)
        return month if last is None or month > last else last.next()
