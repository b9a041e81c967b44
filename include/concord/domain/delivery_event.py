"""What mail services tell of a mail after they took it, and what follows for mail and reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from concord.domain.outbox import Claim, OutboxState, SendResult


class DeliveryEventKind(StrEnum):
    """What became of a mail for one reader.

    `BLOCKED`: refused for now, by no fault of the address.  `CLEARED`: a person says that the
    address works again.
    """

    PROCESSED = "processed"
    DEFERRED = "deferred"
    DELIVERED = "delivered"
    BLOCKED = "blocked"
    BOUNCED = "bounced"
    DROPPED = "dropped"
    SPAM = "spam"
    UNSUBSCRIBED = "unsubscribed"
    CLEARED = "cleared"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryEvent:
    """One event of a mail and a reader: `at` by the provider's clock, `received` by ours.

    `raw` is what the provider wrote, for the record.
    """

    provider: str
    key: str
    attempt: int
    recipient: str
    kind: DeliveryEventKind
    at: datetime
    received: datetime
    detail: str = ""
    raw: str = ""


_TAKEN = frozenset(
    {DeliveryEventKind.PROCESSED, DeliveryEventKind.DEFERRED, DeliveryEventKind.CLEARED}
)
_LOST = frozenset({DeliveryEventKind.BOUNCED, DeliveryEventKind.BLOCKED})
_TROUBLES = frozenset(
    {DeliveryEventKind.BOUNCED, DeliveryEventKind.DROPPED, DeliveryEventKind.SPAM}
)
_GOOD = frozenset({DeliveryEventKind.DELIVERED, DeliveryEventKind.CLEARED})


def refusal(claim: Claim, result: SendResult, recipient: str, at: datetime) -> DeliveryEvent:
    """Return the event that a reader was refused while others of the mail were not."""
    return DeliveryEvent(
        provider=result.provider,
        key=claim.mail.key,
        attempt=claim.attempt,
        recipient=recipient,
        kind=DeliveryEventKind.BOUNCED,
        at=at,
        received=at,
        detail=result.detail,
    )


def state_told(to: Sequence[str], events: Iterable[DeliveryEvent]) -> OutboxState | None:
    """Return where the events of a mail leave it; None when they tell nothing of it.

    Their order and their repetition do not matter: a late `processed` undoes no bounce.
    """
    kinds: dict[str, set[DeliveryEventKind]] = {address.casefold(): set() for address in to}
    told = False
    for event in events:
        told |= event.kind is not DeliveryEventKind.CLEARED
        kinds.setdefault(event.recipient.casefold(), set()).add(event.kind)
    if not told:
        return None
    if any(found & _LOST for found in kinds.values()):
        return OutboxState.BOUNCED
    if any(DeliveryEventKind.DROPPED in found for found in kinds.values()):
        return OutboxState.DROPPED
    arrived = all(found - _TAKEN for found in kinds.values())
    return OutboxState.DELIVERED if arrived else OutboxState.SENT


def troubled(events: Iterable[DeliveryEvent]) -> Mapping[str, DeliveryEvent]:
    """Return the addresses, in lower case, that mail does not reach, each with the reason.

    The last word counts: a bounce, a drop or a complaint, until a mail arrives after it or a
    person says that the address works.
    """
    last: dict[str, DeliveryEvent] = {}
    for event in sorted(events, key=lambda each: (each.at, each.kind in _GOOD)):
        if event.kind in _TROUBLES | _GOOD:
            last[event.recipient.casefold()] = event
    return {address: event for address, event in last.items() if event.kind in _TROUBLES}
