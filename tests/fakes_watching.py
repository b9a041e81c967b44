"""Watching in memory: rounds, told alarms, and channels that write down."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from operator import attrgetter

from concord.domain.errors import AlarmChannelUnavailableError
from concord.domain.telling import Notice, ToldAlarm
from concord.domain.watch import AlarmKind
from concord.domain.watch_figures import FinishedRound


@dataclass
class FakeWatching:
    """Rounds and alarms of a store in memory."""

    finished: dict[str, FinishedRound]
    alarms: dict[tuple[AlarmKind, str], ToldAlarm]

    def finish_round(self, name: str, at: datetime) -> None:
        known = self.finished.get(name)
        self.finished[name] = (
            FinishedRound(name=name, first=at, last=at)
            if known is None
            else replace(known, last=max(known.last, at))
        )

    def rounds(self) -> Mapping[str, FinishedRound]:
        return dict(sorted(self.finished.items()))

    def told(self) -> tuple[ToldAlarm, ...]:
        return tuple(sorted(self.alarms.values(), key=attrgetter("key")))

    def tell(self, alarm: ToldAlarm) -> None:
        self.alarms[alarm.key] = alarm

    def end(self, kind: AlarmKind, subject: str, at: datetime) -> None:
        del at
        self.alarms.pop((kind, subject), None)


@dataclass
class FakeAlarmChannel:
    """Writes notices down, unless it is away."""

    is_away: bool = False
    told: list[Notice] = field(default_factory=list)

    def tell(self, notice: Notice, now: datetime) -> None:
        del now
        if self.is_away:
            message = "Nobody answers."
            raise AlarmChannelUnavailableError(message)
        self.told.append(notice)


@dataclass
class FakeHeartbeat:
    """Writes beats down, unless it is away."""

    is_away: bool = False
    beats: list[bool] = field(default_factory=list)

    def beat(self, *, well: bool) -> None:
        if self.is_away:
            message = "Nobody answers."
            raise AlarmChannelUnavailableError(message)
        self.beats.append(well)
