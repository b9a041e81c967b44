"""What does not count against the partner: an event, or a window that comes round."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from concord.domain.quantity import Hours, Recurrence


class ReliefCause(StrEnum):
    """Why something does not count."""

    CLIENT = "client"
    FORCE_MAJEURE = "force_majeure"
    MAINTENANCE = "maintenance"
    THIRD_PARTY = "third_party"
    LAW = "law"
    AGREED = "agreed"


class Drops(StrEnum):
    """What is left out: the rows or hours within, or every day or period that is touched."""

    ROWS = "rows"
    HOURS = "hours"
    DAY = "day"
    PERIOD = "period"


class ReliefState(StrEnum):
    """Whether a relief counts: not before somebody approved it who may."""

    COUNTED = "counted"
    REQUESTED = "requested"
    NOT_ENTITLED = "not_entitled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relief:
    """What every relief states: for which service levels (empty: all), why, and who approved.

    Without `approved_by` nobody has, and nothing is left out.  `approved_on` is None where the
    day is not told.  `evidence` says where to look it up.
    """

    id: str
    cause: ReliefCause
    drops: Drops = Drops.DAY
    service_levels: tuple[str, ...] = ()
    approved_by: str | None = None
    approved_on: date | None = None
    evidence: str = ""

    def is_for(self, service_level: str) -> bool:
        """Say whether it is for a service level, approved or not."""
        return not self.service_levels or service_level in self.service_levels


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliefEvent(Relief):
    """One event, from the moment it began up to, and without, the moment it was over.

    Stated in whole `days`, first and last, it is these days on whatever clock rows are cut by.
    """

    begins: datetime
    ends: datetime
    days: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingRelief(Relief):
    """A window that comes round, such as maintenance on Sundays from 2 to 6 o'clock.

    `hours` are on the agreement's clock and belong to the day on which they begin; all day is
    on whatever clock rows are cut by.  It holds from `since` to `until`, both included; None
    leaves that end open.
    """

    every: Recurrence
    hours: Hours
    since: date | None = None
    until: date | None = None


ReliefRule = ReliefEvent | StandingRelief
