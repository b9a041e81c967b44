"""Watching ourselves: what is on record of it, and the ways by which people are told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from concord.domain.telling import Notice, ToldAlarm
from concord.domain.watch import AlarmKind
from concord.domain.watch_figures import FinishedRound


class WatchRecords(Protocol):
    """Rounds that came to their end, and alarms that were told."""

    def finish_round(self, name: str, at: datetime) -> None:
        """Record that a round of a process came to its end; never moves back."""
        ...

    def rounds(self) -> Mapping[str, FinishedRound]:
        """Return every process of which a round came to its end."""
        ...

    def told(self) -> tuple[ToldAlarm, ...]:
        """Return the alarms that were told and have not ended, by kind and subject."""
        ...

    def tell(self, alarm: ToldAlarm) -> None:
        """Record that an alarm was told; one that had ended stands again."""
        ...

    def end(self, kind: AlarmKind, subject: str, at: datetime) -> None:
        """Record that an alarm that was told has ended."""
        ...


class AlarmChannel(Protocol):
    """The second way to people, which goes by none of what is watched."""

    def tell(self, notice: Notice, now: datetime) -> None:
        """Tell people.  Raises AlarmChannelUnavailableError, which holds no secret."""
        ...


class Heartbeat(Protocol):
    """A service outside that calls people when it does not hear from us."""

    def beat(self, *, well: bool) -> None:
        """Say that we are here.  Raises AlarmChannelUnavailableError, which holds no secret."""
        ...
