"""Which alarms are told now: new ones, those that stand still after a while, and their ends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from concord.domain.watch import REPEATED_AFTER, Alarm, AlarmKind, lasted

MOST_TOLD = 20
"""As many alarms of a notice are written out; the others are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldAlarm:
    """An alarm on record: since when it stands, and when it was told last."""

    kind: AlarmKind
    subject: str
    since: datetime
    told: datetime

    @property
    def key(self) -> tuple[AlarmKind, str]:
        """What tells it from all others."""
        return self.kind, self.subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What is told: alarms that are new or stand still, and alarms that have ended."""

    standing: tuple[Alarm, ...]
    ended: tuple[ToldAlarm, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing to tell."""
        return not self.standing and not self.ended

    @property
    def subject(self) -> str:
        """What it is about, in a line."""
        return f"Concord: {len(self.standing)} alarms, {len(self.ended)} ended"

    def text(self, now: datetime) -> str:
        """Write it out, a line for each alarm and each end."""
        lines = [_line(alarm) for alarm in self.standing]
        lines += [
            f"Ended: {each.kind.value} {each.subject}, after {lasted(now - each.since)}."
            for each in self.ended
        ]
        more = [f"And {len(lines) - MOST_TOLD} more."] if len(lines) > MOST_TOLD else []
        return "\n".join([*lines[:MOST_TOLD], *more])


def standing_since(standing: Iterable[Alarm], told: Iterable[ToldAlarm]) -> tuple[Alarm, ...]:
    """Return the alarms, each since when it stands on record, if that is earlier."""
    known = {each.key: each.since for each in told}
    return tuple(
        replace(alarm, since=min(alarm.since, known.get(alarm.key, alarm.since)))
        for alarm in standing
    )


def notice(
    standing: Iterable[Alarm],
    told: Iterable[ToldAlarm],
    now: datetime,
    repeated_after: timedelta = REPEATED_AFTER,
) -> Notice:
    """Return what is to be told now, where `told` is on record and not ended."""
    known = {each.key: each for each in told}
    current = standing_since(standing, known.values())
    due = (
        alarm
        for alarm in current
        if alarm.key not in known or now - known[alarm.key].told >= repeated_after
    )
    keys = {alarm.key for alarm in current}
    ended = (each for key, each in known.items() if key not in keys)
    return Notice(standing=tuple(due), ended=tuple(ended))


def _line(alarm: Alarm) -> str:
    return f"{alarm.words} Since {alarm.since:%d %b %Y %H:%M %Z}. What to do: {alarm.remedy}"
