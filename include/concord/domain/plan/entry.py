"""One line of the plan: what falls on a day, to whom, and who has mail by it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from concord.domain.message import MessageKind


class PlanKind(StrEnum):
    """What falls due."""

    FILE = "file"
    SILENCE = "silence"
    REPORT = "report"
    NOTICE = "notice"
    TERM_END = "term_end"
    REVIEW = "review"
    OBLIGATION = "obligation"
    MEETING = "meeting"
    ACT_BY = "act_by"
    REMINDER = "reminder"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedMail:
    """A mail that the entry makes; each of the readers, ids of people, gets one."""

    kind: MessageKind
    readers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedEntry:
    """Something that falls on a day; `who` are the ids of those it falls to.

    `identity` names it within its partner's plan, and stays when its day moves.  `at` is the
    moment in the zone in which it was agreed, None for what has the whole day.
    """

    partner: str
    kind: PlanKind
    identity: str
    day: date
    what: str
    who: tuple[str, ...] = ()
    at: datetime | None = None
    mail: PlannedMail | None = None

    @property
    def order(self) -> tuple[date, str, str, str]:
        """What the plan is sorted by: the day, then the partner and the words."""
        return (self.day, self.partner, self.what, self.identity)
