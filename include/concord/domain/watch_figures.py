"""How an installation stands: its mails, files, drives and rounds, in a few numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

WATCH = "watch"
"""The round that watches: since its first, rounds and drives are waited for."""


OFTEN = 3
"""As many attempts that were given up before their first byte are no accident."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailFigures:
    """How mails stand.

    `oldest_pending` is when the oldest mail that waits was written; `dead` are those refused
    for good lately; `too_late` those that wait and ran out of their lease time and again.
    """

    oldest_pending: datetime | None = None
    uncertain: int = 0
    dead: int = 0
    too_late: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedRound:
    """A process, when it first came to its end and when it last did."""

    name: str
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingFiles:
    """How many of a partner's files wait for a person, and since when the first of them does."""

    number: int
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationalFigures:
    """How an installation stands.

    `drives` says of each partner since when not all of its sources were looked at, None for
    never; `rounds` has the processes that came to an end at all, `waiting` the partners with
    files that wait.
    """

    mails: MailFigures = field(default_factory=MailFigures)
    held_since: datetime | None = None
    waiting: Mapping[str, WaitingFiles] = field(default_factory=dict)
    drives: Mapping[str, datetime | None] = field(default_factory=dict)
    rounds: Mapping[str, FinishedRound] = field(default_factory=dict)

    def begun(self, now: datetime) -> datetime:
        """Return since when it is watched."""
        watched = self.rounds.get(WATCH)
        return now if watched is None else watched.first
