"""Watching ourselves: how an installation stands, and the ways by which people are told."""

from __future__ import annotations

from datetime import datetime

from concord.adapters.alarms import alarm_channel, heartbeat
from concord.services.watch import Watched, Ways, finish_round, look, watch
from concord.wiring.backups import Backups

ALARM = "concord_alarm"
HEARTBEAT = "concord_heartbeat"


class Watching(Backups):
    """What an installation does so that nothing stands still unseen."""

    def finish_round(self, name: str, now: datetime) -> None:
        """Record that a round of a process came to its end."""
        finish_round(name, store=self.store, now=now)

    @property
    def tells_alarms(self) -> bool:
        """Whether there is a second way to people at all."""
        return self._connections.get(ALARM) is not None

    def look(self, now: datetime) -> Watched:
        """Return how this installation stands, and tell nobody."""
        return look(
            self.agreements.values(), self.settings.installation, store=self.store, now=now
        )

    def watch(self, now: datetime) -> Watched:
        """Look, tell people what is new, and beat.  Raises ConnectionMalformedError."""
        ways = Ways(
            channel=alarm_channel(self._connections.get(ALARM)),
            heartbeat=heartbeat(self._connections.get(HEARTBEAT)),
        )
        return watch(
            self.agreements.values(),
            self.settings.installation,
            ways,
            store=self.store,
            now=now,
        )
