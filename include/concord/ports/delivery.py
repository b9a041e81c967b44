"""Holding delivery, and noticing that the records are older than what happened."""

from __future__ import annotations

from typing import Protocol

from concord.domain.delivery_hold import (
    DeliveryHold,
    DeliveryRelease,
    MailRelease,
    WaitingMail,
)


class DeliveryHoldRecords(Protocol):
    """Who held delivery, who released it, and how many rounds of sending there were."""

    def hold(self, hold: DeliveryHold) -> DeliveryHold:
        """Record a hold; return it with its id.  Mails that were let go before wait again."""
        ...

    def all(self) -> tuple[DeliveryHold, ...]:
        """Return every hold, in the order of their ids."""
        ...

    def release(self, release: DeliveryRelease) -> int:
        """Record on every hold in force who released it, when and why; return how many."""
        ...

    def let_go(self, release: MailRelease) -> tuple[str, ...]:
        """Let mails that wait go out although delivery is held; return the keys of those."""
        ...

    def waiting(self) -> tuple[WaitingMail, ...]:
        """Return every mail that waits to be sent, the oldest first."""
        ...

    def rounds(self) -> int:
        """Return how many rounds of sending there were; nobody else counts until the end."""
        ...

    def count_rounds(self, number: int) -> None:
        """Record that there were so many rounds."""
        ...


class RoundMark(Protocol):
    """The number of rounds as it stands outside of the database, where no restore of it reaches.

    Raises LandingStoreError where it cannot be read or written.
    """

    def number(self) -> int:
        """Return the highest number that was marked; 0 where none was."""
        ...

    def mark(self, number: int) -> None:
        """Keep a number, unless a higher one is there; durable once this returns."""
        ...
