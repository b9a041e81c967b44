"""Approval: relief counts once somebody on the client's side approved it, while in office."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from concord.domain.people import Person, Side
from concord.domain.relief.rule import ReliefEvent, ReliefRule, ReliefState


def state_of(rule: ReliefRule, people: Iterable[Person], zone: ZoneInfo) -> ReliefState:
    """Return whether a relief counts.

    Whoever buys may approve, on the day it was approved; where that is not told, unless they
    had left before the day, in `zone`, on which it began.
    """
    if rule.approved_by is None:
        return ReliefState.REQUESTED
    person = next((each for each in people if each.id == rule.approved_by), None)
    if person is None or person.side is not Side.CLIENT or not _in_office(rule, person, zone):
        return ReliefState.NOT_ENTITLED
    return ReliefState.COUNTED


def _in_office(rule: ReliefRule, person: Person, zone: ZoneInfo) -> bool:
    if rule.approved_on is not None:
        begun = person.since is None or person.since <= rule.approved_on
        return begun and (person.until is None or rule.approved_on <= person.until)
    begins = _begins(rule, zone)
    return begins is None or person.until is None or begins <= person.until


def _begins(rule: ReliefRule, zone: ZoneInfo) -> date | None:
    return rule.begins.astimezone(zone).date() if isinstance(rule, ReliefEvent) else rule.since
