"""How messages are written and handed over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from concord.domain.message import Message
from concord.domain.outbox import OutgoingMail, SendResult


class MailTransport(Protocol):
    """Hands one finished mail to whoever delivers it.

    `repeat_is_harmless` says that sending a mail once more never makes a second copy.
    """

    @property
    def repeat_is_harmless(self) -> bool: ...

    def send(self, mail: OutgoingMail) -> SendResult:
        """Send, and say what is certain about it.  Never raises for a single mail's failure."""
        ...


class MailWriter(Protocol):
    """Writes a message as the final bytes that every copy of it will have."""

    def write(self, message: Message, at: datetime) -> OutgoingMail:
        """Return the mail; Message-ID and boundaries derive from the key, the date is `at`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A mail's two twins."""

    text: str
    html: str
