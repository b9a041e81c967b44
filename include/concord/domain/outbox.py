"""The outbox: messages decided on, and what became of each attempt to send them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import assert_never

from concord.domain.message import MessageKind, OnUncertain


class OutboxState(StrEnum):
    """Where a message stands.  Nothing leaves `UNCERTAIN` by itself unless its policy says so.

    `SENT` is the provider's word that it took the message; `DELIVERED`, `BOUNCED` and
    `DROPPED` are what it told later.
    """

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    BOUNCED = "bounced"
    DROPPED = "dropped"
    UNCERTAIN = "uncertain"
    DEAD = "dead"


class SendVerdict(StrEnum):
    """What an attempt came to.

    `RETRY`: certainly not delivered, try again.  `UNCERTAIN`: nobody can tell.
    `REFUSED_CHANNEL`: the whole channel refuses us (wrong key); the message stays pending.
    `TOO_LATE`: given up before the first byte, as too much of the lease had passed.
    """

    SENT = "sent"
    RETRY = "retry"
    DEAD = "dead"
    UNCERTAIN = "uncertain"
    REFUSED_CHANNEL = "refused_channel"
    TOO_LATE = "too_late"


@dataclass(frozen=True, slots=True, kw_only=True)
class SendResult:
    """The answer of a `provider`: `detail` is for people, `provider_id` for its support.

    `retry_after` is what the provider asked for, in seconds; `refused` are recipients of a
    mail that was sent who certainly did not get it.
    """

    verdict: SendVerdict
    detail: str = ""
    provider_id: str = ""
    provider: str = ""
    retry_after: int = 0
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingMail:
    """A message as it waits: final bytes, never rendered again.

    `content_sha256` leaves out what differs between two renderings of the same mail.
    `installation` is the only one that may send it, any where none is named; `created_by`
    says, for people, in which run it was decided on.  `about` is its business subject, such
    as `northwind/scorecard`: it begins with the partner.
    """

    key: str
    kind: MessageKind
    to: tuple[str, ...]
    subject: str
    payload: bytes
    content_sha256: str
    message_id: str
    mail_date: datetime
    on_uncertain: OnUncertain
    attachments: tuple[str, ...] = ()
    installation: str = ""
    created_by: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A message claimed for sending: `attempt` counts from 1, the lease ends at `lease_until`.

    `failures` are the earlier attempts that count towards a limit: neither those that were
    fenced nor those refused with the whole channel.
    """

    mail: OutgoingMail
    attempt: int
    owner: str
    lease_until: datetime
    failures: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxEntry:
    """A message with its state, for lists and for people.

    `provider` took it, under `provider_id`; `released_by` let it go out while delivery is held.
    """

    mail: OutgoingMail
    state: OutboxState
    attempts: int
    last_error: str
    provider: str = ""
    provider_id: str = ""
    not_before: datetime | None = None
    released_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxLine:
    """A message as lists show it: everything about it but its bytes."""

    key: str
    kind: MessageKind
    to: tuple[str, ...]
    subject: str
    message_id: str
    mail_date: datetime
    state: OutboxState
    attempts: int
    last_error: str
    provider: str = ""
    provider_id: str = ""
    not_before: datetime | None = None
    installation: str = ""
    released_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One attempt to send: on record from its claim on, its verdict filled in once.

    Without a verdict, or with an uncertain one, a copy may have gone out.  `fenced` says
    that the verdict came after the lease was lost, so that it did not decide the state.
    """

    key: str
    number: int
    owner: str
    started: datetime
    finished: datetime | None = None
    verdict: SendVerdict | None = None
    fenced: bool = False
    detail: str = ""
    provider_id: str = ""
    provider: str = ""
    batch: str = ""

    @property
    def is_failure(self) -> bool:
        """Say whether it counts towards a limit of attempts, once another one is needed."""
        return not self.fenced and self.verdict not in _NO_FAULT_OF_THE_MAIL

    @property
    def may_have_left(self) -> bool:
        """Say whether a copy may have gone out by it, as far as its own record tells."""
        return self.verdict in {None, SendVerdict.UNCERTAIN, SendVerdict.SENT}


_NO_FAULT_OF_THE_MAIL = frozenset({SendVerdict.REFUSED_CHANNEL, SendVerdict.TOO_LATE})


def state_after(verdict: SendVerdict) -> OutboxState:
    """Return where a verdict that came in time leaves its message."""
    match verdict:
        case SendVerdict.SENT:
            return OutboxState.SENT
        case SendVerdict.RETRY | SendVerdict.REFUSED_CHANNEL | SendVerdict.TOO_LATE:
            return OutboxState.PENDING
        case SendVerdict.DEAD:
            return OutboxState.DEAD
        case SendVerdict.UNCERTAIN:
            return OutboxState.UNCERTAIN
        case _:  # pragma: no cover
            assert_never(verdict)
