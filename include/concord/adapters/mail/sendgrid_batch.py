"""Attempts that SendGrid can be asked to take back: sent later, and named until then."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self

LEAST_MINUTES, MOST_MINUTES = 15, 72 * 60
"""How long SendGrid may be told to wait: less leaves no time to take back, more it refuses."""

LAST_MOMENT = timedelta(minutes=10, seconds=30)
"""How long before it goes out a batch can certainly still be taken back, with time to ask."""

_TOKEN = re.compile(r"([!-?A-~]{1,200})@(\d{1,12})", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """A batch of one mail, by the id that SendGrid gave it, and when it goes out."""

    id: str
    send_at: datetime

    @classmethod
    def parse(cls, token: str) -> Self | None:
        """Return the batch of a token; None where it is none of these."""
        found = _TOKEN.fullmatch(token)
        if found is None:
            return None
        return cls(id=found[1], send_at=datetime.fromtimestamp(int(found[2]), UTC))

    @property
    def token(self) -> str:
        """What is put on record of it."""
        return f"{self.id}@{self.seconds}"

    @property
    def seconds(self) -> int:
        """When it goes out, in seconds as SendGrid counts them."""
        return int(self.send_at.timestamp())

    def can_be_taken_back(self, now: datetime) -> bool:
        """Say whether SendGrid promises to take it back when it is asked now."""
        return now <= self.send_at - LAST_MOMENT
