"""What mail services told of mails, in memory."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from concord.domain.communication import MailFate
from concord.domain.delivery_event import DeliveryEvent, DeliveryEventKind, troubled
from concord.domain.outbox import OutboxState
from tests.fakes_outbox import Waiting, in_order

_LEFT_ALONE = {OutboxState.SENDING, OutboxState.DEAD}


@dataclass
class FakeDeliveryEvents:
    """Events in memory, beside the mails that they are about."""

    kept: list[DeliveryEvent]
    rows: dict[str, Waiting]

    def add(self, event: DeliveryEvent) -> bool:
        known = {_identity(each) for each in self.kept}
        if event.key not in self.rows or _identity(event) in known:
            return False
        self.kept.append(event)
        return True

    def of_mail(self, key: str) -> tuple[DeliveryEvent, ...]:
        return tuple(sorted((e for e in self.kept if e.key == key), key=lambda e: e.at))

    def troubled(self) -> Mapping[str, DeliveryEvent]:
        return troubled(self.kept)

    def arrived(self) -> Mapping[str, datetime]:
        found = sorted(self.kept, key=lambda event: event.at)
        kind = DeliveryEventKind.DELIVERED
        return {event.recipient.lower(): event.at for event in found if event.kind is kind}

    def fates(self) -> tuple[MailFate, ...]:
        kind = DeliveryEventKind.UNSUBSCRIBED
        no_more = {event.key for event in self.kept if event.kind is kind}
        return tuple(
            MailFate(
                about=row.mail.about,
                written=row.mail.mail_date,
                state=row.state,
                unsubscribed=row.mail.key in no_more,
            )
            for row in in_order(self.rows)
        )

    def move(self, key: str, state: OutboxState) -> bool:
        row = self.rows[key]
        if row.state in _LEFT_ALONE or not row.attempt or row.state is state:
            return False
        self.rows[key] = replace(row, state=state, not_before=None)
        return True


def _identity(event: DeliveryEvent) -> tuple[object, ...]:
    return event.provider, event.key, event.attempt, event.recipient, event.kind, event.at
