"""What mail services told of mails after they took them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from concord.domain.communication import MailFate
from concord.domain.delivery_event import DeliveryEvent
from concord.domain.outbox import OutboxState


class DeliveryEventRecords(Protocol):
    """Events of mails and readers; each is kept once, however often it is told."""

    def add(self, event: DeliveryEvent) -> bool:
        """Keep an event; False when it was there, or when there is no such mail."""
        ...

    def of_mail(self, key: str) -> tuple[DeliveryEvent, ...]:
        """Return the events of a mail, in their order."""
        ...

    def troubled(self) -> Mapping[str, DeliveryEvent]:
        """Return the addresses, in lower case, that mail does not reach, and the reason."""
        ...

    def arrived(self) -> Mapping[str, datetime]:
        """Return when mail last arrived at each address, in lower case."""
        ...

    def fates(self) -> tuple[MailFate, ...]:
        """Return where every mail stands, and whether a reader of it wants no more."""
        ...

    def move(self, key: str, state: OutboxState) -> bool:
        """Move a mail on to what its events tell; False where a sender is at work on it.

        What no sender has tried yet, and what is given up, stays as it is.
        """
        ...
