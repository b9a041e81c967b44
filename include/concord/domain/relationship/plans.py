"""Plans of a relationship: changes to come, going on after a disaster, and the exit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from concord.domain.business_calendar import BusinessCalendar
from concord.domain.people import Side
from concord.domain.quantity import Span


class ChangeKind(StrEnum):
    """What a change is about."""

    SYSTEM = "system"
    PROCESS = "process"
    VOLUME = "volume"
    PEOPLE = "people"
    SITE = "site"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeStep:
    """One step of a change: what is to be done, by whom and until when."""

    what: str
    owner: str | None = None
    by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedChange:
    """A change that one side has announced, from a day on or for a while.

    `notice` is how long before it must be announced, to `audience`.
    """

    id: str
    what: str
    since: date
    side: Side = Side.PARTNER
    kind: ChangeKind = ChangeKind.OTHER
    until: date | None = None
    announced: date | None = None
    notice: Span | None = None
    owner: str | None = None
    audience: tuple[str, ...] = ()
    service_levels: tuple[str, ...] = ()
    steps: tuple[ChangeStep, ...] = ()

    def is_announced_late(self, calendar: BusinessCalendar) -> bool:
        """Say whether it was announced later than was agreed."""
        if self.notice is None or self.announced is None:
            return False
        return self.announced > self.notice.before(self.since, calendar)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitPlan:
    """How the work ends and is handed over."""

    owner: str | None = None
    plan: str = ""
    tested: date | None = None
    test_every: Span | None = None
    help_for: Span | None = None
    hand_over: tuple[str, ...] = ()
    access_removed_within: Span | None = None
    data_returned_within: Span | None = None
    destruction_certificate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ContinuityPlan:
    """How the work goes on after a disaster, and who is called at once, on both sides."""

    owner: str | None = None
    plan: str = ""
    recovery_time: timedelta | None = None
    recovery_point: timedelta | None = None
    tested: date | None = None
    test_every: Span | None = None
    call: tuple[str, ...] = ()
