"""How messages are written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from concord.domain.message import Message
from concord.domain.outbox import OutgoingMail


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
