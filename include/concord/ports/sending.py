"""The sending end of the outbox: claims, verdicts, proof, and where a sender may die."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from concord.domain.outbox import Claim, OutboxState, OutgoingMail, SendResult
from concord.domain.uncertainty import DecidedMail, UncertainMail


class SendStep(StrEnum):
    """Every place on the way of a mail at which a process may die, in their order.

    Whatever happens at any of them, the mail goes out, and each copy of it that nobody can
    rule out is on record as an attempt without a certain verdict.
    """

    CLAIMING = "claiming"
    CLAIMED = "claimed"
    PREPARED = "prepared"
    CONNECTED = "connected"
    WRITTEN = "written"
    ANSWERED = "answered"
    SETTLING = "settling"
    SETTLED = "settled"
    WITNESSED = "witnessed"
    RESOLVING = "resolving"
    RESOLVED = "resolved"


class SendProgress(Protocol):
    """Is told how far a mail has come, for tests that end the process there."""

    def __call__(self, step: SendStep, key: str) -> None:
        """Take notice; nothing that it does may change what is sent."""
        ...


def unnoticed(step: SendStep, key: str) -> None:
    """Take no notice."""
    del step, key


class MailTransport(Protocol):
    """Hands one finished mail to whoever delivers it.

    `provider` names it on record.  `repeat_is_harmless` says that sending a mail once more
    never makes a second copy.
    """

    @property
    def provider(self) -> str: ...
    @property
    def repeat_is_harmless(self) -> bool: ...

    def batch(self, mail: OutgoingMail) -> str:
        """Return a token by which this attempt can be taken back; empty where none can be."""
        ...

    def send(self, mail: OutgoingMail, batch: str = "", attempt: int = 1) -> SendResult:
        """Send, and say what is certain about it.  Never raises for a single mail's failure.

        `attempt` is told to the provider, so that what it tells later can be told apart.
        """
        ...

    def take_back(self, batch: str) -> bool:
        """Take an attempt back, whether or not it arrived; True when it certainly is undone."""
        ...

    def close(self) -> None:
        """Take leave of the provider, until the next mail."""
        ...


class Witness(Protocol):
    """Somebody who may have seen a mail on its way.

    `grace` is how long after an attempt its silence means nothing.
    """

    @property
    def grace(self) -> timedelta: ...

    def proof(self, uncertain: UncertainMail) -> str | None:
        """Return what shows that the mail went out, in words; None when nothing was seen."""
        ...


class OutboxQueue(Protocol):
    """The sending end of the outbox: claims with a lease, verdicts with a fence."""

    def claim(self, owner: str, now: datetime, lease: timedelta) -> Claim | None:
        """Claim the oldest message that may go out now; committed before this returns.

        Messages whose lease ran out become uncertain first, never pending.  Nothing of another
        installation is claimed, and while delivery is held only what a person released.
        """
        ...

    def note_batch(self, claim: Claim, provider: str, batch: str) -> None:
        """Record by whom an attempt goes out, and by which token it can be taken back."""
        ...

    def settle(
        self, claim: Claim, result: SendResult, now: datetime, not_before: datetime | None
    ) -> bool:
        """Record the verdict; False when the lease was lost meanwhile (recorded as fenced)."""
        ...

    def settle_and_claim(
        self,
        claim: Claim,
        result: SendResult,
        now: datetime,
        not_before: datetime | None,
        lease: timedelta,
    ) -> tuple[bool, Claim | None]:
        """Record the verdict as `settle` does, and claim the next message for the same owner.

        In one transaction: a sender with much to do waits for the disk half as often.
        """
        ...

    def uncertain(self, now: datetime) -> Sequence[UncertainMail]:
        """Return the uncertain messages, those whose lease ran out by `now` among them."""
        ...

    def resolve(self, uncertain: UncertainMail, state: OutboxState, reason: str) -> bool:
        """Move a message on from its uncertain attempt; False when it has moved already."""
        ...

    def decide(self, decided: DecidedMail, state: OutboxState) -> bool:
        """Record a person's decision and move the message; False when it has moved already."""
        ...
