"""Record what a mail service tells, and let mails follow it."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from concord.domain.delivery_event import DeliveryEvent, state_told
from concord.domain.uncertainty import UncertainMail
from concord.ports import Store

WITNESS_GRACE = timedelta(minutes=60)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedEvents:
    """How many events were new, and how many were known or of mails that are not ours."""

    new: int = 0
    left: int = 0


def record_events(events: Iterable[DeliveryEvent], *, store: Store) -> RecordedEvents:
    """Keep events, each once, and move their mails forward; repeating it changes nothing."""
    new = left = 0
    with store.transaction() as tx:
        touched: dict[str, None] = {}
        for event in events:
            if tx.delivery_events.add(event):
                new += 1
                touched[event.key] = None
            else:
                left += 1
        for key in touched:
            entry = tx.outbox.entry(key)
            told = entry and state_told(entry.mail.to, tx.delivery_events.of_mail(key))
            if told:
                tx.delivery_events.move(key, told)
    _log.info("delivery events: %d new, %d known or of others", new, left)
    return RecordedEvents(new=new, left=left)


@dataclass(frozen=True, slots=True)
class EventWitness:
    """What the mail service has told so far."""

    store: Store
    grace: timedelta = WITNESS_GRACE

    def proof(self, uncertain: UncertainMail) -> str | None:
        """Return the first event that shows that the mail went out, in words."""
        key = uncertain.mail.key
        with self.store.transaction() as tx:
            events = tx.delivery_events.of_mail(key)
        if state_told(uncertain.mail.to, events) is None:
            return None
        first = events[0]
        return f"The mail service has told of it: {first.kind}, attempt {first.attempt}."
