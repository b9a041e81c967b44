"""Relief by default; a test names only what it is about."""

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

from concord.domain.quantity import parse_hours, parse_recurrence
from concord.domain.relief import Drops, ReliefCause, ReliefEvent, StandingRelief
from concord.domain.service_level import Exclusion


def event(**changes: object) -> ReliefEvent:
    """Return an outage on 14 October 2026, 9:10 to 13:40 in London, which kim approved."""
    default = ReliefEvent(
        id="outage",
        cause=ReliefCause.CLIENT,
        approved_by="kim",
        begins=datetime(2026, 10, 14, 8, 10, tzinfo=UTC),
        ends=datetime(2026, 10, 14, 12, 40, tzinfo=UTC),
    )
    return replace(default, **changes)  # type: ignore[arg-type] # any field may be overridden


def standing(
    every: str = "week on Sunday", hours: str = "02:00-06:00", **changes: object
) -> StandingRelief:
    """Return maintenance on Sundays from 2 to 6, which kim approved."""
    default = StandingRelief(
        id="window",
        cause=ReliefCause.MAINTENANCE,
        approved_by="kim",
        drops=Drops.HOURS,
        every=parse_recurrence(every),
        hours=parse_hours(hours),
    )
    return replace(default, **changes)  # type: ignore[arg-type] # any field may be overridden


def exclusion(**changes: object) -> Exclusion:
    """Return the outage's 14 October, left out with its 40 rows."""
    default = Exclusion(
        relief="outage",
        cause=ReliefCause.CLIENT,
        drops=Drops.DAY,
        approved_by="kim",
        days=(date(2026, 10, 14),),
        rows=40,
        value_without=Fraction(79),
    )
    return replace(default, **changes)  # type: ignore[arg-type] # any field may be overridden
