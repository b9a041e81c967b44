"""What the outbox's page shows: read in a fixed number of statements, however many mails wait."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from concord.domain.delivery_event import DeliveryEvent
from concord.domain.outbox import Attempt, OutboxEntry, OutboxLine, OutboxState
from concord.domain.uncertainty import DecidedMail
from concord.ports import Store

PAGE_SIZE = 50
LAST_PAGE = 10_000

GROUPS: Mapping[str, tuple[OutboxState, ...]] = {
    "all": (),
    "in-doubt": (OutboxState.UNCERTAIN,),
    "waiting": (OutboxState.PENDING, OutboxState.SENDING),
    "failed": (OutboxState.DEAD, OutboxState.BOUNCED, OutboxState.DROPPED),
    "sent": (OutboxState.SENT, OutboxState.DELIVERED),
}
"""The filters, by the word in the address: states that call for the same glance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxList:
    """One page of mails, and how many there are of each group."""

    group: str
    number: int
    lines: tuple[OutboxLine, ...]
    totals: Mapping[str, int]

    @property
    def pages(self) -> int:
        """How many pages the group has; an empty one has one."""
        return max(1, -(-self.totals[self.group] // PAGE_SIZE))


@dataclass(frozen=True, slots=True, kw_only=True)
class MailOnRecord:
    """One mail with everything that is on record about it."""

    entry: OutboxEntry
    attempts: tuple[Attempt, ...]
    decisions: tuple[DecidedMail, ...]
    events: tuple[DeliveryEvent, ...]

    @property
    def copies(self) -> tuple[Attempt, ...]:
        """The attempts by which a copy may have gone out."""
        return tuple(attempt for attempt in self.attempts if attempt.may_have_left)

    @property
    def needs_a_person(self) -> bool:
        """Say whether somebody may decide about it."""
        return self.entry.state is OutboxState.UNCERTAIN

    @property
    def is_doubtful(self) -> bool:
        """Say whether there may be a copy too many, or none at all."""
        return len(self.copies) > 1 or (bool(self.copies) and self.needs_a_person)


def outbox_list(store: Store, group: str, number: int) -> OutboxList | None:
    """Return a page of a group, counted from 1; None where there is no such group."""
    if group not in GROUPS:
        return None
    with store.transaction() as tx:
        counts = tx.outbox.counts()
        lines = tx.outbox.lines(GROUPS[group], limit=PAGE_SIZE, offset=(number - 1) * PAGE_SIZE)
    totals = {
        each: sum(counts.get(state, 0) for state in states or OutboxState)
        for each, states in GROUPS.items()
    }
    return OutboxList(group=group, number=number, lines=lines, totals=totals)


def mail_on_record(store: Store, key: str) -> MailOnRecord | None:
    """Return a mail with its attempts, what was told of them and decided, or None."""
    with store.transaction() as tx:
        entry = tx.outbox.entry(key)
        if entry is None:
            return None
        return MailOnRecord(
            entry=entry,
            attempts=tx.outbox.attempts(key),
            decisions=tx.outbox.decisions(key),
            events=tx.delivery_events.of_mail(key),
        )


def age(since: datetime, now: datetime) -> str:
    """Write how long ago something was: 40 s, 12 min, 5 h, 3 days."""
    seconds = max(0, int((now - since).total_seconds()))
    for unit, length, until in (("s", 1, 60), ("min", 60, 3_600), ("h", 3_600, 172_800)):
        if seconds < until:
            return f"{seconds // length} {unit}"
    return f"{seconds // 86_400} days"
