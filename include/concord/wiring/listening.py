"""Listening: what mail services tell comes in, and what it says of people's addresses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from concord.adapters.webhooks.listener import Listener
from concord.domain.communication import MonthOfMails, months_of_mails
from concord.domain.delivery_event import DeliveryEvent, DeliveryEventKind
from concord.services.record_events import RecordedEvents, record_events
from concord.wiring.sending import EVENTS, Sending


class Listening(Sending):
    """What an installation does with what mail services tell it."""

    def listener(self) -> Listener:
        """Return the listener for signed events; the key is asked for at each call."""
        return Listener(key=self._events_key, record=self.record_events, clock=self._clock)

    def _events_key(self) -> str:
        connection = self._connections.get(EVENTS)
        return "" if connection is None else connection.password.strip()

    def record_events(self, events: Sequence[DeliveryEvent]) -> RecordedEvents:
        """Keep events, each once, and move their mails forward."""
        return record_events(events, store=self.store)

    def troubled_addresses(self) -> Mapping[str, DeliveryEvent]:
        """Return the addresses that mail does not reach, each with the reason."""
        with self.store.transaction() as tx:
            return tx.delivery_events.troubled()

    def arrivals(self) -> Mapping[str, datetime]:
        """Return when mail last arrived at each address, in lower case."""
        with self.store.transaction() as tx:
            return tx.delivery_events.arrived()

    def months_of_mails(self) -> tuple[MonthOfMails, ...]:
        """Return what became of the mails about each partner, month by month."""
        with self.store.transaction() as tx:
            fates = tx.delivery_events.fates()
        return months_of_mails(fates, self.organisation.zone)

    def clear_address(self, address: str, by: str, now: datetime) -> bool:
        """Record that a person says an address works; False when it was in no trouble."""
        trouble = self.troubled_addresses().get(address.casefold())
        if trouble is None:
            return False
        cleared = DeliveryEvent(
            provider="concord",
            key=trouble.key,
            attempt=trouble.attempt,
            recipient=trouble.recipient,
            kind=DeliveryEventKind.CLEARED,
            at=max(now, trouble.at),
            received=now,
            detail=by,
        )
        with self.store.transaction() as tx:
            return tx.delivery_events.add(cleared)
